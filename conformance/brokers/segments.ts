import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Batch, readBatches } from '../../wire/record-batch.ts';

/** A record, or a transaction's marker, as a broker has it on disk. */
export interface RealRecord {
  readonly offset: number;
  /** null for a tombstone, and for markers. */
  readonly value: string | null;
  readonly leaderEpoch: number;
  /** -1 without idempotence; so are epoch and sequence, the latter also for markers. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly sequence: number;
  readonly transactional: boolean;
  readonly control: null | 'commit' | 'abort';
  /** Of markers: the coordinator's. */
  readonly coordinatorEpoch?: number;
}

/** Sequences begin anew after 2³¹ - 1. */
const SEQUENCES = 2 ** 31;

/**
 * The log of a replica: every record in the segment files of its directory, by offset. A last batch that is not whole
 * yet is not there yet. Records before the log's start may still be there: segments are deleted later, and whole. A
 * partition that the broker has no directory of has an empty log.
 *
 * @param brokerDirectory What `log.dirs` of the broker names.
 */
export function readLog(brokerDirectory: string, topic: string, partition: number): readonly RealRecord[] {
  const directory = join(brokerDirectory, `${topic}-${partition}`);
  return segmentsOf(directory).flatMap((segment) => recordsOf(readFileSync(join(directory, segment))));
}

/** What a segment holds, one entry a record. */
export function recordsOf(segment: Buffer): readonly RealRecord[] {
  return readBatches(segment).flatMap(recordsOfBatch);
}

/** The records of a batch. */
export function recordsOfBatch(batch: Batch): readonly RealRecord[] {
  return batch.records.map((record) => realRecord(batch, record));
}

/** Named by their first offset with leading zeros: the order of names is that of offsets. */
function segmentsOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.log'))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function realRecord(batch: Batch, { offset, value }: Batch['records'][number]): RealRecord {
  const { baseOffset, baseSequence, control } = batch;
  const marker = control?.type === 'commit' || control?.type === 'abort' ? control.type : null;
  // Without a producer id nobody reads the other two: kafkajs writes zeros there.
  const isIdempotent = batch.producerId >= 0;
  return {
    offset,
    value: batch.isControl ? null : (value?.toString('utf8') ?? null),
    leaderEpoch: batch.partitionLeaderEpoch,
    producerId: batch.producerId,
    producerEpoch: isIdempotent ? batch.producerEpoch : -1,
    sequence: isIdempotent && baseSequence >= 0 ? (baseSequence + offset - baseOffset) % SEQUENCES : -1,
    transactional: batch.isTransactional,
    control: marker,
    ...(marker === null ? {} : { coordinatorEpoch: control?.coordinatorEpoch }),
  };
}
