import type { Scope } from './scope.ts';

/** A record `(id, leader epoch)` in one number; `NO_RECORD` where an offset was not written. Layout: `Scope`. */
export type PackedRecord = number;

/** All records of a log in one number, by offset and without gaps. Layout: `Scope`. */
export type Log = number;

export const NO_RECORD: PackedRecord = 0;
export const EMPTY_LOG: Log = 0;

export const recordOf = (scope: Scope, id: number, epoch: number): PackedRecord => ((epoch + 1) << scope.idBits) | id;
export const idOf = (scope: Scope, record: PackedRecord): number => record & ((1 << scope.idBits) - 1);
/** -1 for `NO_RECORD`. */
export const epochOf = (scope: Scope, record: PackedRecord): number => (record >>> scope.idBits) - 1;

/** The offset after the last record. */
export function endOffset(scope: Scope, log: Log): number {
  // The highest bit that is set belongs to the last record, since no record is 0.
  return ((32 - Math.clz32(log) + scope.recordBits - 1) / scope.recordBits) | 0;
}

/** `NO_RECORD` at the end offset of the log and behind it. */
export function recordAt(scope: Scope, log: Log, offset: number): PackedRecord {
  return (log >>> (offset * scope.recordBits)) & scope.recordMask;
}

export function append(scope: Scope, log: Log, record: PackedRecord): Log {
  return log | (record << (endOffset(scope, log) * scope.recordBits));
}

/** Without the entries at `end` and behind it. */
export function truncated(scope: Scope, log: Log, end: number): Log {
  return log & ((1 << (end * scope.recordBits)) - 1);
}

/** -1 for an empty log. */
export function lastEpoch(scope: Scope, log: Log): number {
  return log === EMPTY_LOG ? -1 : epochOf(scope, recordAt(scope, log, endOffset(scope, log) - 1));
}

/** The offset behind the last one at which both logs hold the same record, id and epoch; 0 when there is none. */
export function endOfAgreement(scope: Scope, one: Log, other: Log): number {
  let end = Math.min(endOffset(scope, one), endOffset(scope, other));
  while (end > 0 && recordAt(scope, one, end - 1) !== recordAt(scope, other, end - 1)) end -= 1;
  return end;
}
