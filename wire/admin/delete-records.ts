import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { deleteRecordsApi } from '../messages/delete-records.ts';

const VERSION = 2;

const TIMEOUT_MS = 30_000;

/**
 * Has the leader delete what is before an offset, -1 for its high watermark.
 *
 * @returns the log's start from then on, the lowest of all replicas.
 * @throws {BrokerError} NOT_LEADER_OR_FOLLOWER, OFFSET_OUT_OF_RANGE …
 */
export async function deleteRecords(
  leader: Connection,
  topic: string,
  partition: number,
  before: number,
): Promise<number> {
  const body = {
    topics: [{ name: topic, partitions: [{ partitionIndex: partition, offset: before }] }],
    timeoutMs: TIMEOUT_MS,
  };
  const { topics } = await leader.call(deleteRecordsApi, VERSION, body, TIMEOUT_MS);
  const [{ errorCode, lowWatermark }] = topics[0].partitions;
  expectSuccess(`delete the records of ${topic}-${partition} before ${before}`, errorCode);
  return lowWatermark;
}
