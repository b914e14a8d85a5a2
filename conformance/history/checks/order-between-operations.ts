import { type Analysis, indexOf, skipped } from '../analysis.ts';
import { LastTouches, type Touch } from './last-touches.ts';
import { type PartitionsOfOperation, pollsOf, sendsOf } from '../recording/partitions-of-operation.ts';
import { FAIL, OK } from '../recording/recording.ts';
import { distance } from '../version-order.ts';

/**
 * `poll-skip` and `nonmonotonic-poll`: a process polls a partition, and does not go on where the last of its operations
 * that came out well and polled it left off. After one that failed, or of which nobody knows, it should have rewound.
 */
export function findOrderOfPolls(analysis: Analysis): void {
  const { recording, order, findings } = analysis;
  const { records } = recording;
  walk(analysis, pollsOf(recording), {
    isLooked: () => true,
    isRemembered: (operation) => recording.outcomes.at(operation) === OK,
    compare(last, operation, record) {
      const delta = distance(order, last.record, record);
      if (delta === 1) return;
      const before = last.record;
      const ops = [indexOf(analysis, last.operation), indexOf(analysis, operation)];
      findings.add(delta > 1 ? 'poll-skip' : 'nonmonotonic-poll', () => ({
        key: records.nameOf(record),
        delta,
        ...(delta > 1
          ? { skipped: skipped(analysis, before, record) }
          : { values: [records.valueOf(before), records.valueOf(record)] }),
        ops,
      }));
    },
  });
}

/**
 * `nonmonotonic-send`: what a process sends to a partition does not come behind what it sent before. As in Jepsen's
 * checker a process forgets what it sent when it assigns or subscribes the partition away, though that binds consumers.
 */
export function findOrderOfSends(analysis: Analysis): void {
  const { recording, order, findings } = analysis;
  const { records } = recording;
  const didNotFail = (operation: number): boolean => recording.outcomes.at(operation) !== FAIL;
  walk(analysis, sendsOf(recording), {
    isLooked: didNotFail,
    isRemembered: didNotFail,
    compare(last, operation, record) {
      const delta = distance(order, last.record, record);
      if (delta >= 1) return;
      const values = [records.valueOf(last.record), records.valueOf(record)];
      const ops = [indexOf(analysis, last.operation), indexOf(analysis, operation)];
      findings.add('nonmonotonic-send', () => ({ key: records.nameOf(record), values, delta, ops }));
    },
  });
}

interface Walk {
  /** Whether an operation is held against the one before. */
  readonly isLooked: (operation: number) => boolean;
  /** Whether the next one is held against it. */
  readonly isRemembered: (operation: number) => boolean;
  readonly compare: (last: Touch, operation: number, record: number) => void;
}

/** Goes through the operations of all processes at once, each beside its own past. */
function walk(
  { recording }: Analysis,
  partitions: PartitionsOfOperation,
  { isLooked, isRemembered, compare }: Walk,
): void {
  const touches = new LastTouches(recording);
  for (let operation = 0; operation < recording.length; operation += 1) {
    touches.subscribe(operation);
    if (!partitions.concerns(operation) || !isLooked(operation)) continue;
    partitions.read(operation);
    for (let at = 0; at < partitions.keys.length; at += 1) {
      const key = partitions.keys.at(at);
      const last = touches.of(operation, key);
      if (last !== undefined) compare(last, operation, partitions.first(key));
    }
    if (!isRemembered(operation)) continue;
    for (let at = 0; at < partitions.keys.length; at += 1) {
      const key = partitions.keys.at(at);
      touches.set(operation, key, partitions.last(key));
    }
  }
}
