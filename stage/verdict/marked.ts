import type { SourceLine } from '../decision-point.ts';
import type { Commit, InputRecord, Ledger, Outcome } from '../ledger.ts';
import { hasFailed, isLife, type LifeName } from './judge.ts';

/**
 * Where a program notes that a record is done, as by a row of what has been seen, a mark in an outbox or an offset of its own, before it is: that took
 * place, the life ended before what should have followed it, as it does when nothing goes wrong, and no later one did anything for the record, though the group had not committed past it by then.
 */
export function lineOfMarked(
  { outcomes }: Ledger,
  record: InputRecord,
  what: string,
  past: Commit | undefined,
  calm: Ledger,
): SourceLine | undefined {
  const its = ({ records }: Outcome): boolean => records.length === 0 || records.includes(record.id);
  const done = outcomes.filter((one) => one.state === 'done' && its(one));
  const latest = done[done.length - 1];
  // Whoever has the record again may be answered that the lock is taken, and do nothing more; then its client commits.
  const asksAgain = (one: Outcome): boolean =>
    past !== undefined && past.line === undefined && isLife(past)(one) && one.what === latest?.what;
  const last = done.findLast((one) => !asksAgain(one));
  if (last === undefined || last.what === what || (past !== undefined && isLife(past)(last))) return undefined;
  // A lock that is there already is no call that does anything.
  const isLock = (one: Outcome): boolean => one.what === last.what && (one.state === 'repeated' || asksAgain(one));
  const isCalled = outcomes.some((one) => {
    return one.records.includes(record.id) && (one.what === what || (!isLife(last)(one) && !isLock(one)));
  });
  return isCalled || !comesBefore(calm, last, what, its) ? undefined : last.line;
}

/**
 * Where a program takes a lock for a record, which it keeps though its work has failed and nobody has caught that: whoever is handed the record once more, in the same life,
 * is answered that the lock is taken, and does nothing more for it.
 */
export function lineOfKeptLock(
  { outcomes }: Ledger,
  record: InputRecord,
  what: string,
  past: Commit | undefined,
  calm: Ledger,
): SourceLine | undefined {
  const its = (one: Outcome): boolean => one.records.includes(record.id);
  const own = outcomes.filter((one) => its(one) && past !== undefined && isLife(past)(one));
  const failed = own.findLastIndex((one) => one.what === what && hasFailed(one));
  const lock = own.slice(0, Math.max(failed, 0)).findLast((one) => one.what !== what);
  const later = own.slice(failed + 1);
  const hasAsked = later.some(({ state }) => state === 'done' || state === 'repeated');
  if (lock === undefined || own[failed]?.caught !== undefined || !hasAsked) return undefined;
  if (later.some((one) => one.what !== lock.what)) return undefined;
  return comesBefore(calm, lock, what, its) ? lock.line : undefined;
}

/** Whether one thing comes just before another in the run without faults. */
function comesBefore(
  { outcomes }: Ledger,
  { what: mark }: Outcome,
  what: string,
  its: (one: Outcome) => boolean,
): boolean {
  const isOf = (life: LifeName) => (one: Outcome) => its(one) && isLife(life)(one);
  const done = outcomes.find((one) => one.what === what && one.records.length > 0 && its(one));
  const before = done && outcomes.slice(0, outcomes.indexOf(done)).findLast(isOf(done));
  return before?.what === mark;
}
