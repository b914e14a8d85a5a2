import type { Analysis } from '../analysis.ts';
import { RECORDS_MAX } from '../findings.ts';
import { EMPTY, OK, POLLED, type Recording, SENT } from '../recording/recording.ts';
import { NOBODY } from '../recording/records.ts';

/** `unseen`: at the end of the history there are records that were acknowledged, and that no operation has read. */
export function findUnseen({ recording, findings }: Analysis): void {
  const { records } = recording;
  const unseen: Record<string, number> = {};
  const messages: Record<string, unknown[]> = {};
  for (let record = 0; record < records.length; record += 1) {
    if (!records.isAcknowledged(record) || records.isRead(record)) continue;
    const name = records.nameOf(record);
    unseen[name] = (unseen[name] ?? 0) + 1;
    const values = (messages[name] ??= []);
    if (values.length < RECORDS_MAX) values.push(records.valueOf(record));
  }
  if (Object.keys(unseen).length === 0) return;
  const time = recording.times.at(lastOfData(recording));
  findings.add('unseen', () => ({ time: Number.isNaN(time) ? null : time, unseen, messages }));
}

/**
 * The keys that Jepsen's checker calls unseen though they were just read: what it keeps as sent is merged with what was
 * polled, key by key, and a key that only the polls have is taken over whole. It vanishes with the next operation; so
 * it is left when the last one is the first ever to poll a partition to which nobody is known to have sent.
 */
export function keysTakenForUnseen(recording: Recording): readonly string[] {
  const { kinds, subjects, records } = recording;
  const last = lastOfData(recording);
  if (last === NOBODY) return [];
  const taken = new Set<number>();
  for (let part = recording.from(last), to = recording.to(last); part < to; part += 1) {
    if (kinds.at(part) === POLLED) taken.add(records.keyOfRecord(subjects.at(part)));
  }
  const know = (operation: number, kind?: number): void => {
    for (let part = recording.from(operation), to = recording.to(operation); part < to; part += 1) {
      if (kind !== undefined && kinds.at(part) !== kind) continue;
      const subject = subjects.at(part);
      taken.delete(kinds.at(part) === EMPTY ? subject : records.keyOfRecord(subject));
    }
  };
  know(last, SENT);
  for (let operation = 0; operation < last && taken.size > 0; operation += 1) {
    if (isOkData(recording, operation)) know(operation);
  }
  return Array.from(taken, records.nameOfKey);
}

function lastOfData(recording: Recording): number {
  for (let operation = recording.length - 1; operation >= 0; operation -= 1) {
    if (isOkData(recording, operation)) return operation;
  }
  return NOBODY;
}

const isOkData = (recording: Recording, operation: number): boolean =>
  recording.isData(operation) && recording.outcomes.at(operation) === OK;
