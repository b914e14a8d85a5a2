import { abortedIn, fetch as read } from '../../../model/ports/fetch.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { fetchApi } from '../../../wire/messages/fetch.ts';
import type { Loose } from '../../../wire/schema/type.ts';
import type { Arrived } from '../arrived.ts';
import type { Cluster } from '../cluster.ts';
import { errorCode } from '../error-code.ts';
import { answered, type Handled, handler } from '../handler.ts';
import { partitionOf, topicNamed } from '../topic-named.ts';
import type { FetchBody } from '../waiting.ts';
import { withBrought } from '../brought.ts';
import { isHeld } from '../pause.ts';
import { storedBatches } from './stored-batches.ts';

type Fetched = ReturnType<typeof fetchApi.readResponse>;
type PartitionOf = FetchBody['topics'][number]['partitions'][number];

/**
 * Fetch of a consumer, without a session (KIP-227 leaves that to the broker). It waits until there is something to read: that
 * minimum is taken for one byte, whatever the client says.
 */
export const fetch = handler(fetchApi, (cluster, arrived): Handled<Fetched> => {
  const { answer, isReady, brings } = fetched(cluster, arrived);
  const { maxWaitMs, minBytes } = arrived.body;
  if (isReady || maxWaitMs === 0 || minBytes === 0) return answered(withBrought(cluster, brings), answer);
  const waiting = { type: 'fetch' as const, ticket: arrived.ticket, broker: arrived.broker, request: arrived };
  return { cluster: { ...cluster, waiting: [...cluster.waiting, waiting] }, answer: null };
});

/** What there is for a fetch by now, whether that is worth an answer (records, or an error), and the partitions of which it brings records. */
export function fetched(
  cluster: Cluster,
  { broker, body }: Arrived<FetchBody>,
): { readonly answer: Loose<Fetched>; readonly isReady: boolean; readonly brings: readonly number[] } {
  const brings: number[] = [];
  let isReady = body.topics.every(({ partitions }) => partitions.length === 0);
  let room = body.maxBytes;
  const responses = body.topics.map(({ topic, topicId, partitions }) => ({
    topic,
    topicId,
    partitions: partitions.map((asked) => {
      const known = partitionOf(topicNamed(cluster, topic, topicId), asked.partition);
      const answer =
        known < 0
          ? failed(asked, topic ? ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION : ERROR_CODES.UNKNOWN_TOPIC_ID)
          : partitionAnswer(cluster, broker, known, asked, body.isolationLevel === 1, room);
      room -= answer.records.length;
      if (answer.records.length > 0) brings.push(known);
      if (answer.errorCode !== 0 || answer.records.length > 0) isReady = true;
      return answer;
    }),
  }));
  return { answer: { responses }, isReady, brings };
}

const failed = ({ partition }: PartitionOf, code: number) => ({
  partitionIndex: partition,
  errorCode: code,
  highWatermark: -1,
  records: Buffer.alloc(0),
});

function partitionAnswer(
  cluster: Cluster,
  broker: number,
  partition: number,
  asked: PartitionOf,
  committedOnly: boolean,
  room: number,
) {
  const { world, machine, records, oneByOne = false } = cluster;
  const { fetchOffset: offset, currentLeaderEpoch: leaderEpoch } = asked;
  const answer = read(world, machine, { broker, partition, leaderEpoch, offset, committedOnly });
  const { error, highWatermark, lastStableOffset, logStart, log, end } = answer;
  if (error !== 'none') return { ...failed(asked, errorCode(error)), highWatermark, lastStableOffset };
  // The first batch is answered whatever its size (KIP-74).
  const bytesMax = oneByOne ? 0 : Math.min(asked.partitionMaxBytes, Math.max(room, 0));
  const batches =
    room <= 0 || isHeld(cluster, partition)
      ? { bytes: Buffer.alloc(0), end: offset }
      : storedBatches(records, log, offset, end, bytesMax);
  return {
    partitionIndex: asked.partition,
    errorCode: 0,
    highWatermark,
    lastStableOffset,
    logStartOffset: logStart,
    abortedTransactions: committedOnly ? abortedIn(world, log, offset, batches.end) : null,
    records: batches.bytes,
  };
}
