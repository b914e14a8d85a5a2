import type { ActionOf } from '../../../model/action.ts';
import type { ClusterState } from '../../../model/state.ts';
import { processOf, producerId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move } from '../move.ts';
import { endTransactionFrames } from '../transactions/transaction-frames.ts';
import { beginCall, endOfCall } from '../../actors/producer-calls.ts';

/**
 * The client waits for what it has on the wire until delivery.timeout.ms has passed for all of it. Then the connections break,
 * and the requests live on. Not before the batches have expired: a client that hears of both at once takes them for refused,
 * and gives their sequence numbers to the next ones (`Sender.completeBatch`).
 */
async function expireAll(testbed: Testbed, producer: number, before: ClusterState): Promise<void> {
  const { world, names, gate } = testbed;
  const { inFlight } = before.producers[producer];
  const name = producerId(producer);
  // The newest is the last to expire.
  const [{ value }] = inFlight
    .filter(({ expired }) => !expired)
    .map(({ batch }) => batch)
    .reverse();
  await testbed.clocks.expire(testbed, producer, value);
  const client = testbed.client(processOf(world, producer));
  for (const partition of new Set(inFlight.map(({ batch }) => batch.partition))) {
    await client.call('producer.await', { name, ...names.partition(partition), inFlight: 0 });
  }
  for (const broker of new Set(inFlight.map((request) => request.broker))) {
    gate.detach({ clientId: name, listener: `external-${broker}`, stray: false });
  }
}

/** abortTransaction() waits: EndTxn is sent when the batches have expired. */
export const batchesExpired: Move<ActionOf<'batches.expired'>> = async (testbed, { action: { producer }, before }) => {
  beginCall(testbed, producer, 'producer.abort');
  await isCompleting(testbed, producer, 'ABORTING_TRANSACTION');
  await expireAll(testbed, producer, before);
  await testbed.held(`${producerId(producer)} to end its transaction`, endTransactionFrames(producer, 'request'));
};

/** commitTransaction() waits, and throws. */
export const flushExpired: Move<ActionOf<'flush.expired'>> = async (testbed, { action: { producer }, before }) => {
  beginCall(testbed, producer, 'producer.commit');
  await isCompleting(testbed, producer, 'COMMITTING_TRANSACTION');
  await expireAll(testbed, producer, before);
  await endOfCall(testbed, producer, `${producerId(producer)} to hear that it cannot commit`);
};

/** Waits until the call has come so far that what expires costs the client no epoch. */
async function isCompleting(testbed: Testbed, producer: number, wanted: string): Promise<void> {
  const name = producerId(producer);
  const client = testbed.client(processOf(testbed.world, producer));
  await testbed.poll(`${name} to end its transaction`, async () => {
    const { state } = await client.call('producer.state', { name });
    return state === wanted;
  });
}
