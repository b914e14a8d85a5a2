import { type Log, markerAfter } from '../../model/broker/log/log.ts';
import type { TransactionFact } from '../../model/observer/ledger.ts';
import type { Witness } from '../../model/property.ts';
import { add, elementsOf, EMPTY, has, range, type SmallSet } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOfTransaction } from '../../model/transactional-ids.ts';
import { inputPartitionOf, outputPartitionOf, type World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { servedLog, serving } from './looking.ts';

export const TORN_RECORDS = 'part of a transaction took effect';
export const TORN_APART = 'the records and the offsets of a transaction parted';
export const TORN_OFFSETS = 'the offsets of a transaction did not follow its decision';

/** A record that was sent in a transaction, and what ended it: `gone` where the log does not have it (any more). */
export interface SentRecord {
  readonly value: number;
  readonly partition: number;
  /** -1 where it is gone. */
  readonly offset: number;
  readonly end: 'commit' | 'abort' | 'nothing' | 'gone';
}

/** A record of a transaction that read_committed readers are given, and one that they are not. */
interface TornRecords extends Witness {
  readonly cause: typeof TORN_RECORDS;
  readonly transaction: number;
  readonly records: readonly [taken: SentRecord, missing: SentRecord];
}

/** A record of a transaction that took effect where its offsets did not, or the other way round. */
interface TornApart extends Witness {
  readonly cause: typeof TORN_APART;
  readonly transaction: number;
  readonly record: SentRecord;
  readonly offsets: 'committed' | 'dropped';
}

/** What a group has committed of a partition, and what it would have by what was decided: -1 for nothing. */
interface TornOffsets extends Witness {
  readonly cause: typeof TORN_OFFSETS;
  readonly group: number;
  readonly partition: number;
  readonly committed: number;
  readonly decided: number;
}

export type AtomicityWitness = TornRecords | TornApart | TornOffsets;

export const atomicTransaction: Guarantee<'atomic-transaction', AtomicityWitness> = {
  id: 'atomic-transaction',
  claim:
    'Of what an application has sent in a transaction, all records on all partitions and all offsets take effect, or none does: what a read_committed reader is given is compared with what was sent.',
  mayBreak:
    'While its markers are being written the transaction is half visible; that is judged at rest. Kafka itself broke it before transaction.version 2 (KIP-890), and a broker that loses what it has acknowledged may lose a part of a transaction. One of which nothing took effect, or nothing is left, is not torn, even if it is never ended: that is `progress`.',
  source: 'guide 2.3; KIP-98; KIP-890',
  checks: (world) =>
    world.transactional
      ? [
          {
            kind: 'at-rest',
            exercised: (state) => state.ledger.transactions.some((fact) => fact.decided !== 'nothing'),
            violation: (state) => torn(world, state) ?? tornOffsets(world, state),
          },
        ]
      : [],
};

function torn(world: World, state: ClusterState): TornRecords | TornApart | null {
  for (const fact of state.ledger.transactions) {
    const { taken, missing } = partsOf(world, state, fact);
    const { transaction } = fact;
    if (taken !== null && missing !== null) return { cause: TORN_RECORDS, transaction, records: [taken, missing] };
    if (!sendsOffsets(world)) continue;
    // The offsets follow the decision, or `tornOffsets` says so.
    if (taken !== null && fact.decided === 'abort') {
      return { cause: TORN_APART, transaction, record: taken, offsets: 'dropped' };
    }
    if (missing !== null && fact.asked === 'commit' && fact.decided === 'commit' && !isForgotten(world, state, fact)) {
      return { cause: TORN_APART, transaction, record: missing, offsets: 'committed' };
    }
  }
  return null;
}

interface Parts {
  /** The first record of the transaction that a commit marker has made visible. */
  readonly taken: SentRecord | null;
  /** The first that is sent, or in the log, and not visible. */
  readonly missing: SentRecord | null;
  /** All that are visible. */
  readonly visible: SmallSet;
}

/** What came of the records of a transaction. What lies in a partition that nobody leads is not known to be missing. */
function partsOf(world: World, state: ClusterState, { transaction, sent }: TransactionFact): Parts {
  const taken: SentRecord[] = [];
  const others: SentRecord[] = [];
  let visible = EMPTY;
  let present = EMPTY;
  for (const partition of range(world.partitions)) {
    const log = servedLog(world, state, partition);
    for (let offset = 0; offset < log.length; offset += 1) {
      if (log[offset].kind !== 'data' || log[offset].transaction !== transaction) continue;
      const { value } = log[offset];
      const record = { value, partition, offset, end: endOf(log, offset) };
      present = add(present, value);
      if (record.end === 'commit') visible = add(visible, value);
      (record.end === 'commit' ? taken : others).push(record);
    }
  }
  const missing = others.find(({ value }) => !has(visible, value)) ?? gone(world, state, sent & ~present);
  return { taken: taken[0] ?? null, missing, visible };
}

function endOf(log: Log, offset: number): SentRecord['end'] {
  const marker = markerAfter(log, offset, log.length);
  return marker === null || marker.kind === 'data' ? 'nothing' : marker.kind;
}

/** The first of these records whose partition is served, without them. */
function gone(world: World, state: ClusterState, values: SmallSet): SentRecord | null {
  for (const value of elementsOf(values)) {
    const partition = world.transform ? outputPartitionOf(world, value) : inputPartitionOf(world, value);
    if (serving(world, state, partition) !== null) return { value, partition, offset: -1, end: 'gone' };
  }
  return null;
}

/** Whether transactions carry the offsets of what they have consumed. */
const sendsOffsets = (world: World): boolean => world.commit === 'transaction' && !world.checkpoints;

/**
 * Of a transaction without a visible record `__consumer_offsets` has lost the offsets as well: its group stands before an input
 * whose output is missing, or has been there again and sent that in another transaction.
 */
function isForgotten(world: World, state: ClusterState, fact: TransactionFact): boolean {
  if (!world.offsetsTopic.losable) return false;
  const { committed } = state.groups[groupOfTransaction(world, fact.transaction)];
  const sentAgain = visibleOutputs(world, state);
  return elementsOf(fact.sent).some(
    (value) => committed[inputPartitionOf(world, value)] <= inputOffsetOf(world, value) || has(sentAgain, value),
  );
}

/** The inputs whose output some transaction has made visible. */
const visibleOutputs = (world: World, state: ClusterState): SmallSet =>
  state.ledger.transactions
    .map((fact) => partsOf(world, state, fact).visible)
    .reduce((all, visible) => all | visible, EMPTY);

/** Where a record is in the input topic, which is full before the story starts. */
const inputOffsetOf = (world: World, value: number): number => Math.floor(value / world.inputs);

/** Offsets that a decided transaction sent and that did not take effect, or the other way round. */
function tornOffsets(world: World, state: ClusterState): TornOffsets | null {
  if (!sendsOffsets(world)) return null;
  for (const [group, { committed }] of state.groups.entries()) {
    const decided = state.ledger.commits[group];
    const partition = committed.findIndex(
      (offset, index) => offset !== decided[index] && !isLostWithRecords(world, state, index, offset, decided[index]),
    );
    if (partition < 0) continue;
    return { cause: TORN_OFFSETS, group, partition, committed: committed[partition], decided: decided[partition] };
  }
  return null;
}

/** Whether the offsets that `__consumer_offsets` has lost of a partition are of transactions of which no record is visible either. */
function isLostWithRecords(
  world: World,
  state: ClusterState,
  partition: number,
  committed: number,
  decided: number,
): boolean {
  if (!world.offsetsTopic.losable || committed > decided) return false;
  return elementsOf(visibleOutputs(world, state)).every((value) => {
    const offset = inputOffsetOf(world, value);
    return inputPartitionOf(world, value) !== partition || offset < committed || offset >= decided;
  });
}
