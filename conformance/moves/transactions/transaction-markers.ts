import { API } from '../../../wire/api-keys.ts';
import { ConnectionFailed } from '../../../wire/connection-failed.ts';
import { ERROR_CODES, type ErrorName, errorName } from '../../../wire/error-codes.ts';
import type { Frame, Matcher } from '../../../wire/frame.ts';
import { writeTxnMarkersApi } from '../../../wire/messages/write-txn-markers.ts';
import { readRequestHeader } from '../../../wire/request-header.ts';
import { type MarkerOf, OFFSETS } from '../../testbed/markers-under-way.ts';
import { HOME } from '../../lab/listeners.ts';
import { nameOfProducerId } from '../../testbed/producer-ids.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { transactionOf } from '../../testbed/transaction-of.ts';

/**
 * The markers of transactions. The coordinator sends one request to each broker, with all that it has for it, and has one
 * under way; the schedule decides on each partition by itself. So its requests stay at the gate: what one of them has for
 * a partition is sent on when the schedule says so, as a request with nothing else, and the coordinator is answered what
 * the leaders have said once they all have.
 */

/** WriteTxnMarkers of the coordinator (`TransactionMarkerChannelManager`). */
export const MARKER_REQUESTS: Matcher = {
  direction: 'request',
  api: API.WriteTxnMarkers,
  clientId: `broker-${HOME}-txn-marker-sender`,
};

/** How long a marker may take to be replicated: longer than a schedule. */
const REPLICATED_MS = 600_000;

/** The coordinator's request that has the marker, and a request that has that marker alone. */
interface Taken {
  readonly frame: Frame;
  readonly payload: Buffer;
}

/** Takes a marker from what the coordinator asks the leader of its partition for. */
export async function takeMarker(testbed: Testbed, marker: MarkerOf): Promise<Taken> {
  const leader = leaderOf(testbed, marker);
  let taken: Taken | null = null;
  await testbed.poll(`the coordinator to write a marker at broker ${leader}`, async () => {
    for (const frame of testbed.gate.frames(MARKER_REQUESTS)) {
      const alone = only(testbed, frame, marker);
      if (frame.listener === `internal-${leader}`) {
        // What stands before it is to come again, together with it.
        if (alone === null) answerMarkers(testbed, frame, () => 'NOT_ENOUGH_REPLICAS');
        else taken = { frame, payload: alone };
      } else if (alone !== null) answerMarkers(testbed, frame, () => 'NOT_LEADER_OR_FOLLOWER');
    }
    return Promise.resolve(taken !== null);
  });
  return taken as unknown as Taken;
}

/** Sends a request with one marker over a connection of its own, since its answer may be long in coming. */
export async function deliverMarker(testbed: Testbed, broker: number, payload: Buffer): Promise<string> {
  const connection = await testbed.brokers.connect(broker);
  try {
    const answer = await connection.raw(payload, REPLICATED_MS);
    const { markers } = writeTxnMarkersApi.readResponse(answer, readRequestHeader(payload).apiVersion);
    return errorName(markers[0].topics[0].partitions[0].errorCode);
  } catch (error) {
    if (error instanceof ConnectionFailed) return error.message;
    throw error;
  } finally {
    connection.close();
  }
}

/** Tells the coordinator that all markers of a transactional id have been written, until it has ended the transaction. */
export async function answerCoordinator(testbed: Testbed, id: number): Promise<void> {
  const written = testbed.producerIds.realOf(nameOfProducerId(id));
  await testbed.poll('the coordinator to end the transaction', async () => {
    for (const frame of testbed.gate.frames(MARKER_REQUESTS)) {
      answerMarkers(testbed, frame, (producerId) => (producerId === written ? 'NONE' : 'NOT_ENOUGH_REPLICAS'));
    }
    return (await transactionOf(testbed, id))?.state.startsWith('Complete') ?? false;
  });
}

/** The broker that a marker goes to: the partition's leader in the controller's eyes. The partition of committed offsets never moves. */
export const leaderOf = ({ state }: Testbed, { partition }: MarkerOf): number =>
  partition === OFFSETS ? HOME : state.controller.partitions[partition].leader;

/** A request with what this one has for one partition; null where it has nothing for it. */
function only(testbed: Testbed, { payload, header }: Frame, { id, partition }: MarkerOf): Buffer | null {
  const wanted =
    partition === OFFSETS ? { topic: '__consumer_offsets', partition: 0 } : testbed.names.partition(partition);
  const real = testbed.producerIds.realOf(nameOfProducerId(id));
  const markers = writeTxnMarkersApi
    .readRequest(payload, header)
    .markers.filter(
      ({ producerId, topics }) =>
        producerId === real &&
        topics.some(
          ({ name, partitionIndexes }) => name === wanted.topic && partitionIndexes.includes(wanted.partition),
        ),
    )
    .map((marker) => ({ ...marker, topics: [{ name: wanted.topic, partitionIndexes: [wanted.partition] }] }));
  if (markers.length === 0) return null;
  const { apiVersion, clientId } = header;
  return writeTxnMarkersApi.writeRequest({ apiVersion, clientId, correlationId: 0 }, { markers });
}

/** Answers the coordinator in the leader's name. */
function answerMarkers(testbed: Testbed, frame: Frame, sayTo: (producerId: number) => ErrorName): void {
  const { header, payload } = frame;
  const markers = writeTxnMarkersApi.readRequest(payload, header).markers.map(({ producerId, topics }) => ({
    producerId,
    topics: topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => ({
        partitionIndex,
        errorCode: ERROR_CODES[sayTo(producerId)],
      })),
    })),
  }));
  testbed.gate.answer(frame, writeTxnMarkersApi.writeResponse(header.apiVersion, header.correlationId, { markers }));
}
