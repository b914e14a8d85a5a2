import type { SourceLine } from '../decision-point.ts';
import type { Commit, InputRecord, Ledger, Resolved } from '../ledger.ts';
import { isPast } from './expected.ts';
import { hasFailed, isAlive, isLife, type LifeName } from './judge.ts';
import { isDoneFor } from './several.ts';

/** What is known of a loss besides its own run: the commit past the record, there and in the run without any fault. */
export interface Beside {
  readonly past: Commit | undefined;
  readonly usual: Commit | undefined;
  readonly calm: Ledger;
}

/** When what is expected of a record has taken place, when all is well: of what is sent in a transaction only as that ends. */
export function doneAt(
  { outcomes }: Ledger,
  record: InputRecord,
  what: string,
  usual: Commit | undefined,
): number | undefined {
  const done = outcomes.find((one) => isDoneFor(one, what, record.id));
  return done !== undefined && usual?.end !== undefined ? Math.max(done.at, usual.at) : done?.at;
}

/**
 * Where the program has resolved the record's offset before what should have taken place, as it does when all is well: kafkajs commits that by
 * itself, and hands no such record over again when the handler throws.
 */
export function lineOfResolved(
  ledger: Ledger,
  record: InputRecord,
  what: string,
  { past, usual, calm }: Omit<Beside, 'past'> & { readonly past: LifeName | undefined },
): SourceLine | undefined {
  const resolved = calm.resolved?.find(isPast(record));
  const done = doneAt(calm, record, what, usual);
  if (past === undefined || resolved === undefined || done === undefined || resolved.at >= done) return undefined;
  const its = ledger.resolved?.find((one) => isPast(record)(one) && isLife(past)(one));
  return its?.underWay.includes(record.id) === true ? undefined : its?.line;
}

/** The same where nothing is committed past the record as yet: a living process goes on behind what it has resolved. */
export function lineOfResolvedAlive(
  ledger: Ledger,
  record: InputRecord,
  what: string,
  beside: Omit<Beside, 'past'>,
): SourceLine | undefined {
  const isIts = isPast(record);
  const past = ledger.lives.find(
    (life) => isAlive(life) && ledger.resolved?.some((one) => isIts(one) && isLife(life)(one)),
  );
  return lineOfResolved(ledger, record, what, { ...beside, past });
}

/** The same where the program commits itself, and does so behind what should have taken place: what it has not been handed again it then passes over. */
export function lineOfResolvedBefore(
  ledger: Ledger,
  record: InputRecord,
  what: string,
  beside: Beside,
): SourceLine | undefined {
  const { usual, calm } = beside;
  const done = calm.outcomes.find((one) => isDoneFor(one, what, record.id));
  const isBehind = usual?.line !== undefined && done !== undefined && done.at < usual.at;
  return isBehind ? lineOfResolved(ledger, record, what, beside) : undefined;
}

/** Where the program resolves a record's offset though its call has failed, and nobody has caught that: in a `finally`. */
export function lineOfResolvedAnyway(
  { outcomes, resolved = [] }: Ledger,
  record: InputRecord,
  what: string,
  past: Commit | undefined,
): SourceLine | undefined {
  const made = outcomes.findLast((one) => one.what === what && one.records.includes(record.id));
  if (past === undefined || made === undefined || !hasFailed(made) || made.caught !== undefined) return undefined;
  const its = resolved.find((one) => isPast(record)(one) && isLife(past)(one) && isLife(made)(one));
  return its !== undefined && its.offset === record.offset + 1 && its.at >= made.at ? its.line : undefined;
}

/**
 * Where the program resolves the offset of each record as its work ends, of several at a time: of one whose call has failed, and nobody has caught
 * that, a later one's is resolved, and its own is not.
 */
export function lineOfResolvedPast(
  { outcomes, resolved = [] }: Ledger,
  record: InputRecord,
  what: string,
  { past, calm }: Pick<Beside, 'past' | 'calm'>,
): SourceLine | undefined {
  const made = outcomes.findLast((one) => one.what === what && one.records.includes(record.id));
  if (past === undefined || made === undefined || !hasFailed(made) || made.caught !== undefined) return undefined;
  const isOwn = ({ offset }: Resolved): boolean => offset === record.offset + 1;
  const later = resolved.filter((one) => isPast(record)(one) && isLife(past)(one) && isLife(made)(one));
  const usual = calm.resolved?.find((one) => isPast(record)(one) && isOwn(one));
  if (usual?.line === undefined || later.some(isOwn)) return undefined;
  return later.find(({ line }) => line?.file === usual.line?.file && line?.line === usual.line?.line)?.line;
}
