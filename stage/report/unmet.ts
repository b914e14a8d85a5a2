import type { Requirement } from '../../properties/requirement.ts';
import type { LeftOut } from '../../reports/code/code-document.ts';
import type { Searched } from '../search/searched.ts';
import { begunBehind } from './begun-behind.ts';
import { commitsBehind } from './commits-behind.ts';
import { leftOutOf } from '../verdict/expected.ts';
import { type AnomalyKind, GUARANTEE_OF } from '../verdict/anomaly.ts';
import { forbiddenBy } from './semantics.ts';

/** What is known of each guarantee. */
export type Verdicts = Readonly<Record<AnomalyKind, 'violated' | 'not-violated' | 'vacuous'>>;

/**
 * What stands in the way of a requirement, in sentences; none where it is met. It rests on guarantees that were put to the
 * test and are not violated, and on every record: of one that never comes to anything the trial has to say whether it should; and on no offset being committed where no record is yet, nor anything left behind where the program begins to read.
 * Where it is to be proved, on every single fault at every decision point besides, each in a run
 * that came to rest.
 */
export function unmet(
  required: Requirement,
  verdicts: Verdicts,
  { base, wider, difference, extents, tried }: Searched,
): string[] {
  if (difference !== undefined) return ['a run does not repeat itself'];
  const singles = extents['one fault'] ?? { runs: 0, of: 0 };
  const restless = tried.filter(({ job, atRest }) => job.deviations.length < 2 && !atRest).length;
  const leftOut = wider.isDeclared ? [] : leftOutOf(wider, base.ledger);
  return [
    ...leftOut.map((one) => `${never(one)}, and the trial does not say whether that is meant (input: expects)`),
    ...commitsBehind(base.ledger),
    ...begunBehind(base.ledger),
    ...forbiddenBy(required).flatMap((kind) => {
      const guarantee = GUARANTEE_OF[kind];
      if (verdicts[kind] === 'violated') return `${guarantee} is violated`;
      return verdicts[kind] === 'vacuous' ? `${guarantee} was never put to the test` : [];
    }),
    ...(singles.of > 0 && singles.runs === 0 ? [`of ${singles.of} single faults none was tried`] : []),
    ...(required.proved && singles.of === 0 ? ['no fault is allowed that can happen'] : []),
    ...(required.proved && singles.runs > 0 && singles.runs < singles.of
      ? [`of ${singles.of} single faults ${singles.runs} were tried`]
      : []),
    ...(required.proved && restless > 0 ? [`${restless} of the runs with one fault or none did not come to rest`] : []),
  ];
}

function never({ what, records, unread }: LeftOut): string {
  const who = records.join(', ');
  if (unread === undefined) return `${who} never came to ${what}`;
  return `without any fault nothing comes of ${who}${unread.length === 0 ? '' : `, nobody reads topic ${unread.join(', ')}`}`;
}
