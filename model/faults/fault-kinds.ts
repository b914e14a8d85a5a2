import type { Action, FaultAction } from '../action.ts';

/** Brokers, controller, producers and network; or the members of groups, with what their coordinator knows of them. */
export type Struck = 'cluster' | 'consumers';

/** One kind of fault: a key of `faults:` in a setup, whose number is the budget that its actions are paid from. */
interface FaultEntry {
  /** The types of action that the budget of this kind pays for, one occurrence each, and whom each strikes. */
  readonly actions: Readonly<Partial<Record<FaultAction['type'], Struck>>>;
  /** What happens, in words for whoever writes a setup. */
  readonly meaning: string;
}

/** What the environment may do, each occurrence paid from a budget; recovery costs nothing. */
export const FAULTS = {
  'broker.crash': {
    actions: { 'broker.crash': 'cluster' },
    meaning: 'the process dies, its log survives (`kill -9`)',
  },
  'broker.power-loss': {
    actions: { 'broker.power-loss': 'cluster' },
    meaning: 'a suffix of a log that was not flushed is gone, of any length; with `flush.messages=1` nothing is',
  },
  'broker.disk-loss': {
    actions: { 'broker.disk-loss': 'cluster' },
    meaning: 'the broker comes back empty',
  },
  'producer.crash': {
    actions: { 'producer.crash': 'cluster' },
    meaning: 'the process dies; what it had on the wire is lost or arrives late',
  },
  'consumer.crash': {
    actions: { 'consumer.crash': 'consumers' },
    meaning: 'the process dies; what it had on the wire is lost or arrives late',
  },
  'consumer.stall': {
    actions: { 'consumer.stall': 'consumers' },
    meaning: 'a pause long enough to be evicted; afterwards the process goes on where it was, a zombie',
  },
  rebalance: {
    actions: { rebalance: 'consumers' },
    meaning: 'the group rebalances for a reason outside (a member added, a topic changed)',
  },
  'request.lost': {
    actions: { 'request.lost': 'cluster' },
    meaning: 'a connection breaks before the broker has read its oldest request',
  },
  'response.lost': {
    actions: {
      'response.lost': 'cluster',
      'offset-commit-response.lost': 'consumers',
      'end-transaction-response.lost': 'cluster',
    },
    meaning: 'it breaks after the request took effect: produce, commit, or EndTxn',
  },
  'connection.lost': {
    actions: { 'connection.lost': 'cluster', 'end-transaction.delayed': 'cluster', 'batches.expired': 'cluster' },
    meaning:
      'it breaks with everything on it; what was not read yet is lost or arrives late. Before 4.0 also: an abort waits for a late batch until that has expired',
  },
  'leader.moved': {
    actions: { 'leader.moved': 'cluster', 'coordinator.moved': 'consumers' },
    meaning:
      'another member of the ISR is made leader while the old one lives (preferred leader election, reassignment)',
  },
  'request.refused': {
    actions: { 'request.refused': 'cluster' },
    meaning: 'the broker refuses a record that it has not stored, with an error that no retry mends (`INVALID_RECORD`)',
  },
  'records.deleted': {
    actions: { 'records.deleted': 'cluster' },
    meaning: 'retention or DeleteRecords: what is below the high watermark is gone, on every replica',
  },
  'offsets.expired': {
    actions: { 'offsets.expired': 'consumers' },
    meaning:
      '`offsets.retention.minutes`: a committed offset is deleted, once the group is empty (before 2.1 whenever)',
  },
} as const satisfies Readonly<Record<string, FaultEntry>>;

export type FaultKind = keyof typeof FAULTS;

/** Every kind of fault, in the order of the table: that of `faults:` in a resolved setup, and of a state's budget. */
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** The types of action that a kind pays for. */
export const faultActionsOf = (kind: FaultKind): readonly FaultAction['type'][] =>
  Object.keys(FAULTS[kind].actions) as FaultAction['type'][];

const kinds: ReadonlyMap<string, FaultKind> = new Map(
  FAULT_KINDS.flatMap((kind) => faultActionsOf(kind).map((type) => [type, kind] as const)),
);

/** The kind whose budget pays for an action of this type; undefined for what costs nothing. */
export const faultKindOf = (type: string): FaultKind | undefined => kinds.get(type);

/** Whether an action is paid from the fault budget. */
export const isFault = ({ type }: { readonly type: string }): boolean => kinds.has(type);

/** As `isFault`, for an action of the cluster: the compiler then knows it for one. */
export const isFaultAction = (action: Action): action is FaultAction => isFault(action);

/** Whom each type of fault strikes. */
export const STRUCK: Readonly<Record<FaultAction['type'], Struck>> = Object.assign(
  {},
  ...FAULT_KINDS.map((kind) => FAULTS[kind].actions),
) as Record<FaultAction['type'], Struck>;
