/** What a history is judged as; which anomalies are legal depends on it. */
export interface Configuration {
  /** How consumers come to their partitions. */
  readonly subVia: 'assign' | 'subscribe';
  /** Whether the order in which transactions wrote to a partition counts as a dependency between them. */
  readonly wwDeps: boolean;
  /** What a group promises of each record. */
  readonly delivery: 'at-least-once' | 'at-most-once' | 'exactly-once';
}

/** When an anomaly is no failure. */
export type Legality = 'never' | 'always' | Configuration['subVia'] | 'ww-deps' | Configuration['delivery'];

/** An anomaly, and the one place that says where it is legal. */
export interface Anomaly {
  readonly name: string;
  readonly meaning: string;
  readonly legal: Legality;
  /** Why it is legal there and nowhere else. */
  readonly because: string;
  readonly source: string;
}

const CHECKER = 'jepsen.tests.kafka';
const ALLOWED = `${CHECKER}, allowed-error-types`;
const ELLE = 'Elle, elle.txn';
const OURS = 'docs/guarantees.md';

const WRITES_INTERLEAVE =
  'Kafka never isolates writes: the transactions of many producers interleave in each partition.';
const REBALANCED =
  'A group may move the partition to another member between two operations, and the next owner begins at the committed offset. Whoever assigns partitions himself goes on where he was.';
const INTERLEAVED_READ =
  'With the order of writes among the dependencies, a transaction that writes behind another may well have been read by it: no isolation of writes is promised. Without it nothing but reads is left in the cycle, and each of two transactions would have read what the other had not committed yet.';

/**
 * Every anomaly, by the names of Jepsen's checker, and when it is legal. The order is that of the page.
 *
 * Legal in `subscribe` or `ww-deps` means: in no configuration without it.
 */
export const ANOMALIES = [
  {
    name: 'inconsistent-offsets',
    meaning: 'One offset of a partition was seen to hold different records.',
    legal: 'never',
    because: 'A partition is one log: an offset has one record, and a committed one is never replaced.',
    source: `${CHECKER}, docstring 2`,
  },
  {
    name: 'duplicate',
    meaning: 'A record stands at more than one offset of its partition.',
    legal: 'never',
    because:
      'The producers of such a history are idempotent; a retry must not append again. Without idempotence it is what was asked for.',
    source: `${CHECKER}, duplicate-cases; KIP-98`,
  },
  {
    name: 'G1a',
    meaning: 'An operation that came out well has read what a failed one sent.',
    legal: 'never',
    because:
      'A failed send has not happened, and a consumer at read_committed is given no record of an aborted transaction.',
    source: `${CHECKER}, docstring 1`,
  },
  {
    name: 'precommitted-read',
    meaning: 'An operation has polled what it sent itself.',
    legal: 'never',
    because:
      'A consumer takes no part in the transaction: what is sent is invisible to every poll until it has committed, also in an operation that fails later.',
    source: `${CHECKER}, docstring 8`,
  },
  {
    name: 'lost-write',
    meaning:
      'A record that must have committed stands before one that was read, and no operation that came out well has read it.',
    legal: 'never',
    because:
      'Consumers read a partition in order. Whoever read the later one, somebody should have been given the one before.',
    source: `${CHECKER}, docstring 3`,
  },
  {
    name: 'unseen',
    meaning: 'At the end an acknowledged record was read by nobody.',
    legal: 'never',
    because: 'A history ends with polls that are given time to reach the end of every partition.',
    source: `${CHECKER}, unseen`,
  },
  {
    name: 'poll-skip',
    meaning:
      'A process polls a partition, and leaves out records since its last operation that polled it and came out well.',
    legal: 'subscribe',
    because: REBALANCED,
    source: ALLOWED,
  },
  {
    name: 'nonmonotonic-poll',
    meaning: 'A process polls a partition from where it has been already.',
    legal: 'subscribe',
    because: REBALANCED,
    source: ALLOWED,
  },
  {
    name: 'int-poll-skip',
    meaning: 'Within one operation, polls leave out records of a partition.',
    legal: 'never',
    because: 'A consumer that is not rebalanced goes on where it was. Keys of the rebalance-log are let be.',
    source: `${CHECKER}, docstring 5`,
  },
  {
    name: 'int-nonmonotonic-poll',
    meaning: 'Within one operation, polls go back in a partition, or return a record again.',
    legal: 'never',
    because: 'As above.',
    source: `${CHECKER}, docstring 5`,
  },
  {
    name: 'int-send-skip',
    meaning: 'Records of others stand between two that one operation sent to a partition.',
    legal: 'always',
    because: WRITES_INTERLEAVE,
    source: ALLOWED,
  },
  {
    name: 'int-nonmonotonic-send',
    meaning: 'What one operation sent to a partition stands there in another order.',
    legal: 'never',
    because:
      'One producer’s records keep their order: with idempotence by their sequence numbers, without it with one request in flight.',
    source: `${CHECKER}, docstring 6`,
  },
  {
    name: 'nonmonotonic-send',
    meaning: 'What a process sent to a partition stands before what it had sent there earlier.',
    legal: 'never',
    because: 'As above, from one operation to the next.',
    source: `${CHECKER}, nonmonotonic-send-cases`,
  },
  {
    name: 'G0',
    meaning: 'Transactions have written before each other, in a circle.',
    legal: 'always',
    because: WRITES_INTERLEAVE,
    source: ALLOWED,
  },
  {
    name: 'G0-realtime',
    meaning: 'A circle of writes before each other and of operations that ended before the next began.',
    legal: 'always',
    because: WRITES_INTERLEAVE,
    source: ALLOWED,
  },
  {
    name: 'G1c',
    meaning: 'Transactions have read what the next one wrote, in a circle.',
    legal: 'ww-deps',
    because: INTERLEAVED_READ,
    source: ALLOWED,
  },
  {
    name: 'G1c-realtime',
    meaning: 'A circle of reads, writes and of operations that ended before the next began.',
    legal: 'ww-deps',
    because: INTERLEAVED_READ,
    source: ALLOWED,
  },
  {
    name: 'PL-1-cycle-exists',
    meaning: 'Beside G0: there is a circle of writes.',
    legal: 'always',
    because: WRITES_INTERLEAVE,
    source: `${ALLOWED}; ${ELLE}, cycle-exists-specs`,
  },
  {
    name: 'strong-PL-1-cycle-exists',
    meaning: 'Beside G0-realtime: there is a circle of writes and time.',
    legal: 'always',
    because: WRITES_INTERLEAVE,
    source: `${ALLOWED}; ${ELLE}, cycle-exists-specs`,
  },
  {
    name: 'PL-2-cycle-exists',
    meaning: 'Beside G1c: there is a circle of writes and reads.',
    legal: 'ww-deps',
    because: INTERLEAVED_READ,
    source: `${ALLOWED}; ${ELLE}, cycle-exists-specs`,
  },
  {
    name: 'strong-PL-2-cycle-exists',
    meaning: 'Beside G1c-realtime: there is a circle of writes, reads and time.',
    legal: 'ww-deps',
    because: INTERLEAVED_READ,
    source: `${ALLOWED}; ${ELLE}, cycle-exists-specs`,
  },
  {
    name: 'empty-transaction-graph',
    meaning: 'No operation depends on another: none ended before another began, and none read what another wrote.',
    legal: 'never',
    because: 'Nothing was put to the test, and a vacuous pass is none.',
    source: `${ELLE}, cycles`,
  },
  {
    name: 'unprocessed',
    meaning: 'At the end a record of a partition that a group works on was never processed by it.',
    legal: 'at-most-once',
    because:
      'A group that commits before it processes gives up what it had not processed when it crashed. Others come back for it.',
    source: `${OURS}, no-loss`,
  },
  {
    name: 'processed-twice',
    meaning: 'A group has processed a record more than once.',
    legal: 'at-least-once',
    because:
      'A group that commits after it has processed does again what it had not committed when it crashed, or lost the partition.',
    source: `${OURS}, no-duplicates`,
  },
  {
    name: 'commit-past-processed',
    meaning: 'A group has committed past a record that it had not processed by then.',
    legal: 'at-most-once',
    because:
      'To commit first is how at most once is done. In any other group nobody comes back for the record after a crash.',
    source: `${OURS}, no-loss (skipped by the group)`,
  },
] as const satisfies readonly Anomaly[];

export type AnomalyName = (typeof ANOMALIES)[number]['name'];

const BY_NAME: ReadonlyMap<string, Anomaly> = new Map(ANOMALIES.map((anomaly) => [anomaly.name, anomaly]));

/** An anomaly by its name. */
export function anomalyOf(name: AnomalyName): Anomaly {
  const anomaly = BY_NAME.get(name);
  if (anomaly === undefined) throw new Error(`no anomaly is called ${name}`);
  return anomaly;
}

/** Whether an anomaly is no failure in a configuration. */
export function isLegal(name: AnomalyName, { subVia, wwDeps, delivery }: Configuration): boolean {
  const { legal } = anomalyOf(name);
  return legal === 'always' || legal === subVia || legal === delivery || (legal === 'ww-deps' && wwDeps);
}
