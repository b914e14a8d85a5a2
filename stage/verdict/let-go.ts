import type { SourceLine } from '../decision-point.ts';
import type { Ledger, Outcome } from '../ledger.ts';
import type { Anomaly } from './anomaly.ts';
import { hasFailed, isAlive, isLife, type LifeName } from './judge.ts';
import { type Blame, by } from './why.ts';

/** Where what should have taken place was called, and let go of. */
export const lineOfLetGo = ({ outcomes, begun = [] }: Ledger, { record, what }: Anomaly): SourceLine | undefined =>
  [...outcomes, ...begun].find((one) => one.isLetGo === true && one.what === what && one.records.includes(record))
    ?.line;

/**
 * Where is sent, and let go of, what the life that has committed past the record, or where nothing is committed any, did not come to send before it ended: a send looks its topic up, and
 * opens connections, before there is a request that anybody sees.
 */
export function lineOfSend(
  { outcomes, begun = [], lives }: Ledger,
  { record, what }: Anomaly,
  past: LifeName | undefined,
  calm: Ledger,
): SourceLine | undefined {
  const isOver = lives.some((life) => (past === undefined || isLife(past)(life)) && !isAlive(life));
  const isOther = [...outcomes, ...begun].some((one) => one.what === what && one.records.includes(record));
  if (!isOver || isOther || outcomes.some(hasFailed)) return undefined;
  return calm.outcomes.find(
    (one) => one.isLetGo === true && one.place !== undefined && one.what === what && one.records.includes(record),
  )?.line;
}

/**
 * Where what has not taken place was called, or anything else for this record, in the life that has committed past it: that ended before,
 * and nobody had waited for the call.
 */
export function blameOfBegun(
  { begun = [] }: Ledger,
  { record, what }: Anomaly,
  past: LifeName | undefined,
  handled: SourceLine | undefined,
): Blame | undefined {
  const its = begun.filter((one) => one.records.includes(record) && past !== undefined && isLife(past)(one));
  const begins = its.find((one) => one.what === what) ?? its[0];
  return (
    begins &&
    (by('committed before', begins.perhaps ?? begins.kept) ??
      by('handled', handled) ??
      by('committed before', begins.line))
  );
}

/**
 * Where what should have taken place may have been let go of, if it had not come to its end by the commit past the record, or was not called at
 * all; otherwise where its failure goes no further.
 */
export function blameOfUnwaited(
  ledger: Ledger,
  { record, what }: Anomaly,
  calm: Ledger,
  past: Ledger['commits'][number] | undefined,
  handled: SourceLine | undefined,
): Blame | undefined {
  const isIt = (one: Outcome): boolean => one.what === what && one.line !== undefined && one.records.includes(record);
  // What is tried once more may fail as well: the last one.
  const made = ledger.outcomes.findLast(isIt);
  if (past === undefined || (made !== undefined && !hasFailed(made))) return undefined;
  if (made === undefined) return by('committed before', calm.outcomes.find(isIt)?.perhaps);
  const isUnderWay = (made.calledAfter ?? made.at) < past.at && past.at < made.at;
  return (
    by('committed before', isUnderWay ? (made.perhaps ?? made.kept) : undefined) ??
    by('handled', handled) ??
    by('swallowed', made.caught)
  );
}
