import type { SourceLine } from '../decision-point.ts';
import type { Commit, InputRecord, Ledger } from '../ledger.ts';
import { isPast } from './expected.ts';
import { isDoneFor } from './several.ts';

/**
 * Where the program takes a group back behind a record that it had gone past, before what it does with the record takes place again: by
 * `admin.resetOffsets` at each start.
 */
export function lineOfTakenBack(
  { commits, outcomes }: Ledger,
  record: InputRecord,
  what: string,
): SourceLine | undefined {
  const again = outcomes.findLast((one) => isDoneFor(one, what, record.id));
  if (again === undefined) return undefined;
  const isPassed = ({ group, at }: Commit): boolean =>
    commits.some((one) => one.group === group && one.at < at && isPast(record)(one));
  return commits.find(
    (one) =>
      one.line !== undefined &&
      one.topic === record.topic &&
      one.partition === record.partition &&
      one.offset <= record.offset &&
      one.at <= again.at &&
      isPassed(one),
  )?.line;
}
