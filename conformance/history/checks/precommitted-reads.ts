import { type Analysis, indexOf } from '../analysis.ts';
import { clojureSetOrder } from '../clojure-set-order.ts';
import type { Case } from '../findings.ts';
import { POLLED, SENT, TXN } from '../recording/recording.ts';
import { NOBODY } from '../recording/records.ts';

/**
 * `precommitted-read`: an operation has polled what it sent itself, before it could have committed. Whatever became of
 * it; one case for each operation, of the first key to which it sent such a record.
 */
export function findPrecommittedReads(analysis: Analysis): void {
  const { recording, findings } = analysis;
  const { records, kinds, subjects } = recording;
  /** The last operation that was found to send a record. */
  const senders = new Int32Array(records.length).fill(NOBODY);
  for (let operation = 0; operation < recording.length; operation += 1) {
    // Only a transaction can do both.
    if (recording.functions.at(operation) !== TXN) continue;
    const [from, to] = [recording.from(operation), recording.to(operation)];
    for (let part = from; part < to; part += 1) if (kinds.at(part) === SENT) senders[subjects.at(part)] = operation;
    let isFound = false;
    for (let part = from; part < to && !isFound; part += 1) {
      isFound = kinds.at(part) === POLLED && senders[subjects.at(part)] === operation;
    }
    if (isFound) findings.add('precommitted-read', () => caseOf(analysis, operation));
  }
}

function caseOf(analysis: Analysis, operation: number): Case {
  const { recording } = analysis;
  const { records, kinds, subjects } = recording;
  const [sent, polled] = [new Set<number>(), new Set<number>()];
  for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
    if (kinds.at(part) === SENT) sent.add(subjects.at(part));
    if (kinds.at(part) === POLLED) polled.add(subjects.at(part));
  }
  const both = [...sent].filter((record) => polled.has(record));
  const key = records.keyOfRecord(both[0]);
  const [value] = both
    .filter((record) => records.keyOfRecord(record) === key)
    .map(records.valueOf)
    .sort(clojureSetOrder);
  return { op: indexOf(analysis, operation), key: records.nameOfKey(key), value };
}
