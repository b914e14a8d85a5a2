import type { Connection } from '../connection.ts';
import { errorName } from '../error-codes.ts';
import { fetchApi } from '../messages/fetch.ts';
import { type Batch, readBatches } from '../record-batch.ts';
import { endOffsets } from './end-offsets.ts';

/** The last version that names topics. */
const VERSION = 12;
/** More than a schedule's log has. */
const BYTES_MAX = 16_777_216;

/**
 * The batches of a partition that its leader shows to consumers which read everything: up to its high watermark, those of
 * open and of aborted transactions included, and the markers.
 *
 * @returns none where the broker does not lead the partition.
 */
export async function fetchBatches(leader: Connection, topic: string, partition: number): Promise<readonly Batch[]> {
  const { error, highWatermark, logStartOffset } = await endOffsets(leader, topic, partition);
  if (error !== 'NONE') return [];
  const batches: Batch[] = [];
  for (let next = logStartOffset; next < highWatermark; ) {
    const found = await batchesFrom(leader, topic, partition, next);
    if (found.length === 0) break;
    batches.push(...found);
    next = found[found.length - 1].lastOffset + 1;
  }
  return batches;
}

async function batchesFrom(
  leader: Connection,
  topic: string,
  partition: number,
  fetchOffset: number,
): Promise<readonly Batch[]> {
  const { responses } = await leader.call(fetchApi, VERSION, {
    maxWaitMs: 0,
    minBytes: 0,
    topics: [{ topic, partitions: [{ partition, fetchOffset, partitionMaxBytes: BYTES_MAX }] }],
  });
  const [{ errorCode, records }] = responses[0].partitions;
  return errorName(errorCode) === 'NONE' && records !== null ? readBatches(records) : [];
}
