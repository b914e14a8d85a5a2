import type { SourceLine } from '../decision-point.ts';
import type { InputRecord, Ledger } from '../ledger.ts';
import { isPast } from './expected.ts';
import { isLife } from './judge.ts';
import { type Beside, doneAt } from './resolved.ts';

/**
 * Where a handler comes to its end before what should have taken place, as it does when all is well, be it with another record, and its client resolves the offset by that: what it has handed
 * on to a queue, or put into a list, somebody else works on later. Not where it has brought about something else for the record by then, from which all may go on, nor where it has
 * waited for what nobody hears of.
 */
export function lineOfHandled(
  ledger: Ledger,
  record: InputRecord,
  what: string,
  { past, usual, calm }: Beside,
): SourceLine | undefined {
  const isEarly = (one: InputRecord): boolean => {
    const handled = calm.handled?.find(isPast(one));
    const done = doneAt(calm, one, what, usual);
    const its = calm.outcomes.filter(({ records }) => records.includes(one.id));
    const isElsewhere = its.some((other) =>
      other.what === what ? other.isUnanswered : other.at <= (handled?.at ?? 0),
    );
    return handled !== undefined && done !== undefined && handled.at < done && !isElsewhere;
  };
  if (past === undefined || past.line !== undefined) return undefined;
  const made = [...ledger.outcomes, ...(ledger.begun ?? [])].filter(isLife(past));
  const isCalled = made.some(({ records }) => records.includes(record.id));
  if (!isEarly(record) && (isCalled || !calm.records.some(isEarly))) return undefined;
  return ledger.handled?.find((one) => isPast(record)(one) && isLife(past)(one))?.line;
}
