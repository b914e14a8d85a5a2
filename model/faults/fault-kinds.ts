import type { FaultAction } from '../action.ts';

/** One kind of fault: a key of `faults:` in a setup, whose number is the budget that its actions are paid from. */
interface FaultEntry {
  /** The types of action that the budget of this kind pays for, one occurrence each. */
  readonly actions: readonly [FaultAction['type'], ...FaultAction['type'][]];
  /** What happens, in words for whoever writes a setup. */
  readonly meaning: string;
}

/** What the environment may do, each occurrence paid from a budget; recovery costs nothing. */
export const FAULTS = {
  'broker.crash': {
    actions: ['broker.crash'],
    meaning: 'the process dies, its log survives (`kill -9`)',
  },
  'broker.power-loss': {
    actions: ['broker.power-loss'],
    meaning: 'a suffix of a log that was not flushed is gone, of any length; with `flush.messages=1` nothing is',
  },
  'broker.disk-loss': {
    actions: ['broker.disk-loss'],
    meaning: 'the broker comes back empty',
  },
  'producer.crash': {
    actions: ['producer.crash'],
    meaning: 'the process dies; what it had on the wire is lost or arrives late',
  },
  'consumer.crash': {
    actions: ['consumer.crash'],
    meaning: 'the process dies; what it had on the wire is lost or arrives late',
  },
  'consumer.stall': {
    actions: ['consumer.stall'],
    meaning: 'a pause long enough to be evicted; afterwards the process goes on where it was, a zombie',
  },
  rebalance: {
    actions: ['rebalance'],
    meaning: 'the group rebalances for a reason outside (a member added, a topic changed)',
  },
  'request.lost': {
    actions: ['request.lost'],
    meaning: 'a connection breaks before the broker has read its oldest request',
  },
  'response.lost': {
    actions: ['response.lost', 'offset-commit-response.lost', 'end-transaction-response.lost'],
    meaning: 'it breaks after the request took effect: produce, commit, or EndTxn',
  },
  'connection.lost': {
    actions: ['connection.lost', 'end-transaction.delayed', 'batches.expired'],
    meaning:
      'it breaks with everything on it; what was not read yet is lost or arrives late. Before 4.0 also: an abort waits for a late batch until that has expired',
  },
  'leader.moved': {
    actions: ['leader.moved', 'coordinator.moved'],
    meaning:
      'another member of the ISR is made leader while the old one lives (preferred leader election, reassignment)',
  },
  'request.refused': {
    actions: ['request.refused'],
    meaning: 'the broker refuses a record that it has not stored, with an error that no retry mends (`INVALID_RECORD`)',
  },
  'records.deleted': {
    actions: ['records.deleted'],
    meaning: 'retention or DeleteRecords: what is below the high watermark is gone, on every replica',
  },
  'offsets.expired': {
    actions: ['offsets.expired'],
    meaning:
      '`offsets.retention.minutes`: a committed offset is deleted, once the group is empty (before 2.1 whenever)',
  },
} as const satisfies Readonly<Record<string, FaultEntry>>;

export type FaultKind = keyof typeof FAULTS;

/** Every kind of fault, in the order of the table: that of `faults:` in a resolved setup, and of a state's budget. */
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

const kinds: ReadonlyMap<string, FaultKind> = new Map(
  FAULT_KINDS.flatMap((kind) => FAULTS[kind].actions.map((type) => [type, kind] as const)),
);

/** The kind whose budget pays for an action of this type; undefined for what costs nothing. */
export const faultKindOf = (type: string): FaultKind | undefined => kinds.get(type);

/** Whether an action is paid from the fault budget. */
export const isFault = ({ type }: { readonly type: string }): boolean => kinds.has(type);
