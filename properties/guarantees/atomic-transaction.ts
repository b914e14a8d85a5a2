import { markerAfter } from '../../model/broker/log/log.ts';
import type { Witness } from '../../model/property.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { servedLog } from './looking.ts';

export const TORN_RECORDS = 'part of a transaction took effect';
export const TORN_OFFSETS = 'the offsets of a transaction did not follow its decision';

/** A record of a transaction, and the kind of marker that ends it there. */
interface EndedRecord {
  readonly value: number;
  readonly partition: number;
  readonly offset: number;
  readonly end: 'commit' | 'abort' | 'nothing';
}

/** The first record of a transaction, and the first that ended otherwise. */
interface TornRecords extends Witness {
  readonly cause: typeof TORN_RECORDS;
  readonly transaction: number;
  readonly records: readonly [EndedRecord, EndedRecord];
}

/** What a group has committed of a partition, and what it would have by what was decided: -1 for nothing. */
interface TornOffsets extends Witness {
  readonly cause: typeof TORN_OFFSETS;
  readonly group: number;
  readonly partition: number;
  readonly committed: number;
  readonly decided: number;
}

export type AtomicityWitness = TornRecords | TornOffsets;

export const atomicTransaction: Guarantee<'atomic-transaction', AtomicityWitness> = {
  id: 'atomic-transaction',
  claim: 'Of a transaction, all records on all partitions and all offsets take effect, or none does.',
  mayBreak:
    'While its markers are being written the transaction is half visible; that is judged at rest. Kafka itself broke it before transaction.version 2 (KIP-890).',
  source: 'guide 2.3; KIP-98; KIP-890',
  checks: (world) =>
    world.transactional
      ? [
          {
            kind: 'at-rest',
            exercised: (state) => state.ledger.transactions.some((fact) => fact.decided !== 'nothing'),
            violation: (state) => tornRecords(world, state) ?? tornOffsets(world, state),
          },
        ]
      : [],
};

/** Some records of a transaction ended by a commit marker, and some not. */
function tornRecords(world: World, state: ClusterState): TornRecords | null {
  const firsts = new Map<number, EndedRecord>();
  for (const partition of range(world.partitions)) {
    const log = servedLog(world, state, partition);
    for (let offset = 0; offset < log.length; offset += 1) {
      const { kind, transaction, value } = log[offset];
      if (kind !== 'data' || transaction < 0) continue;
      const marker = markerAfter(log, offset, log.length);
      const end = marker === null || marker.kind === 'data' ? 'nothing' : marker.kind;
      const record = { value, partition, offset, end } as const;
      const first = firsts.get(transaction);
      if (first === undefined) firsts.set(transaction, record);
      else if (first.end !== end) return { cause: TORN_RECORDS, transaction, records: [first, record] };
    }
  }
  return null;
}

/** Offsets that a decided transaction sent and that did not take effect, or the other way round. */
function tornOffsets(world: World, state: ClusterState): TornOffsets | null {
  if (!world.transform || world.commit !== 'transaction') return null;
  for (const [group, { committed }] of state.groups.entries()) {
    const decided = state.ledger.commits[group];
    const partition = committed.findIndex((offset, index) => offset !== decided[index]);
    if (partition < 0) continue;
    return { cause: TORN_OFFSETS, group, partition, committed: committed[partition], decided: decided[partition] };
  }
  return null;
}
