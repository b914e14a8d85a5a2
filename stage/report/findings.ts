import type { CodeFinding } from '../../reports/code/code-document.ts';
import { wordsOf } from '../last-words.ts';
import type { Runner, RunJob, RunResult } from '../run-result.ts';
import { lookedAt } from '../search/looked-at.ts';
import type { Searched } from '../search/searched.ts';
import { expectedIn, type Making, shrunk, type Size, type Sought } from '../search/shrink.ts';
import { spread } from '../search/spread.ts';
import { type JudgedAnomaly, type Tried, triedAlone } from '../search/tried.ts';
import type { Owner } from '../verdict/owner.ts';
import { ANOMALIES, type AnomalyKind, GUARANTEE_OF } from '../verdict/anomaly.ts';
import { WHYS } from '../verdict/why.ts';
import { faultsOf } from './faults-of.ts';
import { anomalyIn, firstOf, lineIn } from './first-of.ts';
import { knownIssue } from './known-issues.ts';
import { toldOnce } from './told-once.ts';

/** A finding as it was come across. */
interface First extends Sought {
  readonly first: Tried;
}

/**
 * One finding for each kind of anomaly, the user's own and then the client library's: of the runs with the fewest faults the first that comes from
 * the line which most of them come from, made smaller, where that run can be made again, and told.
 *
 * @param stop whether they are to be told as small as they are by then.
 */
export async function findingsOf(
  searched: Searched,
  size: Size,
  client: string,
  runners: readonly Runner[],
  stop?: () => boolean,
): Promise<CodeFinding[]> {
  const expected = expectedIn(searched.expected, runners[0]);
  const calm = searched.base.ledger;
  const small = (run: Runner) => async (found: First) => shownOf(found, { size, run, expected, calm, stop });
  const findings: CodeFinding[] = [];
  await spread(runners.map(small), firstsOf(searched.tried), ({ kind, owner }, shown) => {
    findings.push(told(shown, kind, owner, client));
    return 'on';
  });
  return findings;
}

const firstsOf = (all: readonly Tried[]): First[] =>
  (['user', 'client'] as const).flatMap((owner) =>
    ANOMALIES.flatMap((kind) => {
      const first = firstOf(all, kind, owner);
      return first ? [{ kind, owner, first }] : [];
    }),
  );

/** A run that shows a finding. */
interface Shown {
  readonly one: Tried;
  readonly trace: RunResult['trace'];
  readonly lastWords?: string;
}

async function shownOf({ first, ...sought }: First, making: Making): Promise<Shown> {
  if (first.trace) return { one: first, trace: first.trace };
  const { kind, owner } = sought;
  const small = await madeAgain(await shrunk(first.job, sought, making), making);
  // A smaller run may go wrong by something else of the same kind.
  if (has(small.one, sought) && lineIn(small.one, kind, owner) === lineIn(first, kind, owner)) return small;
  const again = await madeAgain(first.job, making);
  // To look at lines takes longer than the run, and may take too long.
  return has(again.one, sought) ? again : { one: first, trace: [] };
}

const has = ({ anomalies }: Tried, { kind, owner }: Sought): boolean =>
  anomalies.some((one) => one.kind === kind && one.owner === owner);

async function madeAgain(job: RunJob, { run, expected, calm }: Making): Promise<Shown> {
  const expectedHere = await expected(job);
  const result = await lookedAt(run, expectedHere, job);
  const { trace, lastWords } = result;
  return { one: await triedAlone(job, result, { run, expected: expectedHere, calm }), trace, lastWords };
}

/** A program that stands still by its own doing: what it wrote last may say why, as that its client has given up. */
const isSilent = ({ kind, owner }: JudgedAnomaly): boolean => kind === 'stuck' && owner === 'user';

function told({ one, trace, lastWords }: Shown, kind: AnomalyKind, owner: Owner, client: string): CodeFinding {
  const anomaly = anomalyIn(one, kind, owner);
  const known = owner === 'user' ? undefined : knownIssue(client, kind, one.points);
  return {
    anomaly: kind,
    owner,
    guarantee: GUARANTEE_OF[kind],
    record: anomaly.record,
    what: anomaly.what,
    because: isSilent(anomaly) ? `${anomaly.because}${wordsOf(lastWords)}` : anomaly.because,
    ...(anomaly.line ? { place: anomaly.line } : {}),
    ...(anomaly.reason ? { why: WHYS[anomaly.reason] } : {}),
    ...(known ? { known } : {}),
    faults: faultsOf(one),
    story: toldOnce(trace).map(({ line, ...step }) => ({ ...step, ...(line ? { place: line } : {}) })),
    replay: one.job,
  };
}
