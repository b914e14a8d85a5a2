import type { Log } from '../../../model/broker/log/log.ts';
import { ATTRIBUTES } from '../../../wire/record-batch.ts';
import { writeBatch, writeMarker } from '../../../wire/write-batch.ts';
import type { Stored } from '../stored.ts';

/** Record batches as a broker has them on disk. */
export interface StoredBatches {
  readonly bytes: Buffer;
  /** The offset behind the last of them. */
  readonly end: number;
}

/**
 * The batches from the one that has `from` in it up to `end`, as many as have room: at least one. A reader passes over what is
 * before its offset.
 */
export function storedBatches(
  records: readonly Stored[],
  log: Log,
  from: number,
  end: number,
  bytesMax: number,
): StoredBatches {
  const batches: Buffer[] = [];
  let taken = 0;
  let next = from;
  while (next > 0 && log[next]?.within !== undefined) next -= 1;
  while (next < end) {
    let last = next;
    while (last + 1 < end && log[last + 1].within !== undefined) last += 1;
    const batch = storedBatch(records, log, next, last);
    if (taken > 0 && taken + batch.length > bytesMax) break;
    batches.push(batch);
    taken += batch.length;
    next = last + 1;
  }
  return { bytes: Buffer.concat(batches), end: next };
}

function storedBatch(records: readonly Stored[], log: Log, first: number, last: number): Buffer {
  const { kind, producerId, producerEpoch, sequence, leaderEpoch, transaction } = log[first];
  const of = { producerId, producerEpoch, partitionLeaderEpoch: leaderEpoch };
  if (kind !== 'data') return writeMarker({ ...of, type: kind, offset: first });
  return writeBatch({
    ...of,
    baseOffset: first,
    baseSequence: sequence,
    attributes: transaction >= 0 ? ATTRIBUTES.transactional : 0,
    records: log.slice(first, last + 1).map(({ value }, index) => ({ ...records[value], offset: first + index })),
  });
}
