import { ID_BITS, maskOf } from './layout.ts';

/** A record `(id, leader epoch)` in one number. */
export type PackedRecord = number;

/** The records of a log by offset. */
export type Log = readonly PackedRecord[];

/** Where an offset was not written. */
export const NO_RECORD: PackedRecord = 0;

const ID_MASK = maskOf(ID_BITS);

/** The record `(id, epoch)`. */
export const recordOf = (id: number, epoch: number): PackedRecord => ((epoch + 1) << ID_BITS) | id;
export const idOf = (record: PackedRecord): number => record & ID_MASK;
/** -1 for `NO_RECORD`. */
export const epochOf = (record: PackedRecord): number => (record >>> ID_BITS) - 1;

export const isEmpty = (log: Log): boolean => log.length === 0;

/** The offset after the last record. */
export const endOffset = (log: Log): number => log.length;

/** `NO_RECORD` at the end offset of the log and behind it. */
export const recordAt = (log: Log, offset: number): PackedRecord => (offset < log.length ? log[offset] : NO_RECORD);

/** With one record more. */
export const append = (log: Log, record: PackedRecord): Log => log.concat(record);

/** Without the entries at `end` and behind it. */
export const truncated = (log: Log, end: number): Log => (end < log.length ? log.slice(0, end) : log);

/** -1 for an empty log. */
export const lastEpoch = (log: Log): number => (isEmpty(log) ? -1 : epochOf(log[log.length - 1]));

/** The offset behind the last one at which both logs hold the same record, id and epoch; 0 when there is none. */
export function endOfAgreement(one: Log, other: Log): number {
  let end = Math.min(one.length, other.length);
  while (end > 0 && one[end - 1] !== other[end - 1]) end -= 1;
  return end;
}
