import { type Analysis, indexOf } from './analysis.ts';
import { clojureSetOrder } from './clojure-set-order.ts';
import { POLLED, SENT, TXN } from './recording.ts';

/**
 * `precommitted-read`: an operation has polled what it sent itself, before it could have committed. Whatever became of
 * it; one case for each operation, of the first key to which it sent such a record.
 */
export function findPrecommittedReads(analysis: Analysis): void {
  const { recording, findings } = analysis;
  const { records, kinds, subjects } = recording;
  for (let operation = 0; operation < recording.length; operation += 1) {
    // Only a transaction can do both.
    if (recording.functions.at(operation) !== TXN) continue;
    const [from, to] = [recording.from(operation), recording.to(operation)];
    const sent = new Set<number>();
    let polls = false;
    for (let part = from; part < to; part += 1) {
      if (kinds.at(part) === SENT) sent.add(subjects.at(part));
      else polls ||= kinds.at(part) === POLLED;
    }
    if (!polls || sent.size === 0) continue;
    const read = new Set<number>();
    for (let part = from; part < to; part += 1) {
      if (kinds.at(part) === POLLED && sent.has(subjects.at(part))) read.add(subjects.at(part));
    }
    const first = [...sent].find((record) => read.has(record));
    if (first === undefined) continue;
    findings.add('precommitted-read', () => {
      const key = records.keyOfRecord(first);
      const [value] = [...read]
        .filter((record) => records.keyOfRecord(record) === key)
        .map(records.valueOf)
        .sort(clojureSetOrder);
      return { op: indexOf(analysis, operation), key: records.nameOfKey(key), value };
    });
  }
}
