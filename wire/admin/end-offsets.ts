import type { Connection } from '../connection.ts';
import { errorName } from '../error-codes.ts';
import { fetchApi } from '../messages/fetch.ts';
import { listOffsetsApi } from '../messages/list-offsets.ts';

/** The last version that names topics; from 11 on a follower answers a consumer too (KIP-392). */
const FETCH_VERSION = 12;
const LIST_VERSION = 7;

/** Time stamps of ListOffsets that are none. */
const EARLIEST = -2;
/** A replica id that is nobody's: followers answer ListOffsets to it as well. */
const DEBUGGING_REPLICA = -2;

export interface EndOffsets {
  /** NONE, or why the broker does not say: NOT_LEADER_OR_FOLLOWER, UNKNOWN_TOPIC_OR_PARTITION … */
  readonly error: string;
  /** -1 where there is an error, as the other two. */
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly logStartOffset: number;
}

/**
 * How far a replica's log may be read, as it is now: a Fetch that waits for nothing. The broker asked need not lead: a
 * follower tells its own high watermark, which it has from its last fetch.
 */
export async function endOffsets(connection: Connection, topic: string, partition: number): Promise<EndOffsets> {
  const first = await offsetsAt(connection, topic, partition, 0);
  if (first.error !== 'OFFSET_OUT_OF_RANGE') return first;
  // Records were deleted: what is out of range has no answer but that.
  return offsetsAt(connection, topic, partition, await logStart(connection, topic, partition));
}

async function offsetsAt(
  connection: Connection,
  topic: string,
  partition: number,
  fetchOffset: number,
): Promise<EndOffsets> {
  const asked = { partition, fetchOffset, partitionMaxBytes: 1 };
  const answer = await connection.call(fetchApi, FETCH_VERSION, {
    maxWaitMs: 0,
    minBytes: 0,
    topics: [{ topic, partitions: [asked] }],
  });
  const [{ errorCode, highWatermark, lastStableOffset, logStartOffset }] = answer.responses[0].partitions;
  return { error: errorName(errorCode), highWatermark, lastStableOffset, logStartOffset };
}

async function logStart(connection: Connection, topic: string, partition: number): Promise<number> {
  const asked = { partitionIndex: partition, timestamp: EARLIEST };
  const body = { replicaId: DEBUGGING_REPLICA, topics: [{ name: topic, partitions: [asked] }] };
  const { topics } = await connection.call(listOffsetsApi, LIST_VERSION, body);
  return topics[0].partitions[0].offset;
}
