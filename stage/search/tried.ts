import { API, apiName } from '../../wire/api-keys.ts';
import { type DecisionPoint, isAt, type SourceLine } from '../decision-point.ts';
import { type Deviation, faultKey } from '../deviation.ts';
import type { Ledger } from '../ledger.ts';
import type { RunJob, Runner, RunResult } from '../run-result.ts';
import type { Anomaly, AnomalyKind } from '../verdict/anomaly.ts';
import { blame } from '../verdict/blame.ts';
import { type Owner, ownerOf } from '../verdict/owner.ts';
import { type Expected, insteadOf } from '../verdict/expected.ts';
import { judge } from '../verdict/judge.ts';
import { putToTheTest } from '../verdict/put-to-the-test.ts';
import type { Reason } from '../verdict/why.ts';

/** What one run came to, without what it was made of. */
export interface Tried {
  readonly job: RunJob;
  readonly digest: string;
  readonly anomalies: readonly JudgedAnomaly[];
  /** What could have gone wrong in it. */
  readonly tested: readonly AnomalyKind[];
  readonly atRest: boolean;
  /** What records had in place of what was expected of them: a dead letter. Each once. */
  readonly instead: readonly string[];
  /** Its deviations, but for those that did not come about. */
  readonly happened: readonly Deviation[];
  /** It was ended in the middle: it may be told again, and comes to no digest. */
  readonly isCutOff?: true;
  /** The points at which its deviations happened, in their order. */
  readonly points: readonly DecisionPoint[];
  /** Where no other run would be the same: what went wrong in this one is told of it. */
  readonly trace?: RunResult['trace'];
}

export interface JudgedAnomaly extends Anomaly {
  /** The user's line that it comes from. */
  readonly line?: SourceLine;
  /** What that is to blame for, where it is known. */
  readonly reason?: Reason;
  readonly owner: Owner;
}

/** At these a program may have come to end its transaction, and not been able to. */
const OF_ENDS: ReadonlySet<string> = new Set([apiName(API.FindCoordinator), apiName(API.EndTxn)]);

/** Whether what has gone wrong has not hit the end of a transaction itself: with a second fault nobody knows. */
const hitsNoEnd = (struck: readonly DecisionPoint[]): boolean =>
  struck.length < 2 && !struck.some(({ what }) => OF_ENDS.has(what));

const withoutLeftOpen = ({ leftOpen: _leftOpen, ...ledger }: Ledger): Ledger => ledger;

interface HowTried {
  /** The run without faults as which a run goes up to its first deviation: in it the user's lines were looked at. */
  readonly base?: Pick<RunResult, 'points' | 'ledger'>;
  /** The run without faults. */
  readonly calm?: Ledger;
  /** What went wrong in that. */
  readonly always?: readonly JudgedAnomaly[];
  /** The run without its last fault. */
  readonly milder?: Tried;
  readonly isExact?: boolean;
}

/** The same anomaly of the run without faults: no fault has anything to do with it. */
export const asAlways = <Known extends Anomaly>(
  { kind, record, what }: Anomaly,
  always: readonly Known[],
): Known | undefined => always.find((one) => one.kind === kind && one.record === record && one.what === what);

/** Whether a fault has hit a call outside, or its answer. */
const hitsCall = ({ kind, what }: DecisionPoint, { outcomes }: Ledger): boolean =>
  kind === 'effect' || outcomes.some((one) => one.what === what);

/** Whether nothing is amiss with a record in a run that came to rest. */
const isWell = ({ atRest, anomalies }: Tried, { record, what }: Anomaly): boolean =>
  atRest && !anomalies.some((one) => one.record === record && one.what === what && one.kind !== 'duplicate');

/** Judges a run. */
export function tried(
  job: RunJob,
  { points, ledger, digest, ignored, trace, milder, skipped, cutOff }: RunResult,
  expected: Expected,
  { base, calm = ledger, always = [], milder: less, isExact = true }: HowTried = {},
): Tried {
  const struckAt = job.deviations.flatMap((one, index) => {
    const inBase = index === 0 ? base?.points.find((point) => isAt(point, one)) : undefined;
    return inBase ?? points.find((point) => isAt(point, one)) ?? [];
  });
  const struck = job.deviations.some(({ fault }) => fault.kind === 'broker.crash') ? undefined : struckAt;
  const judged = hitsNoEnd(struckAt) ? ledger : withoutLeftOpen(ledger);
  const last = struckAt.length === job.deviations.length ? struckAt[struckAt.length - 1] : undefined;
  const hitsLast = last === undefined || hitsCall(last, ledger);
  const anomalies = judge(judged, expected).map((anomaly): JudgedAnomaly => {
    const known = asAlways(anomaly, always);
    if (known) return { ...anomaly, line: known.line, reason: known.reason, owner: known.owner };
    const goesOn = less !== undefined && !hitsLast && isWell(less, anomaly);
    // A program may stand still where records come one by one, and that is no fault.
    const still = job.deviations.length === 0 ? judged : (base?.ledger ?? calm);
    const usual = anomaly.kind === 'stuck' ? still : calm;
    const { line, reason } = blame(judged, anomaly, usual, { milder, skipped, goesOn }) ?? {};
    // Of what runs by itself, nobody knows what is the client library's and what the user's.
    return { ...anomaly, line, reason, owner: isExact ? ownerOf(judged, anomaly, line, usual, struck) : 'user' };
  });
  return {
    job,
    digest,
    anomalies,
    tested: putToTheTest(ledger, expected),
    // What goes round and round does so for ever.
    atRest: ledger.atRest || ledger.endless !== undefined,
    instead: [...new Set(ledger.records.flatMap(({ id }) => insteadOf(ledger, expected, id)))],
    happened: job.deviations.filter(({ at, fault }) => {
      return !ignored.some((one) => one.at === at && faultKey(one.fault) === faultKey(fault));
    }),
    points: struckAt,
    ...(cutOff === undefined ? {} : { isCutOff: true }),
    ...(isExact || anomalies.length === 0 ? {} : { trace }),
  };
}

/** What a run of its own is judged with. */
interface Alone {
  readonly run: Runner;
  readonly expected: Expected;
  readonly calm: Ledger;
  readonly always?: readonly JudgedAnomaly[];
}

/** Whether a program stands still behind several faults, and its calls may not be why. */
export const isBehindCall = ({ job, anomalies }: Tried): boolean =>
  job.deviations.length > 1 && anomalies.some(({ kind, owner }) => kind === 'stuck' && owner === 'user');

/** Judges a run by itself. Whose it is that a program stands still behind a call that failed, the same without the last fault knows. */
export async function triedAlone(
  job: RunJob,
  result: RunResult,
  { run, expected, calm, always }: Alone,
): Promise<Tried> {
  const one = tried(job, result, expected, { calm, always });
  if (!isBehindCall(one)) return one;
  const less = { ...job, deviations: job.deviations.slice(0, -1) };
  return tried(job, result, expected, { calm, always, milder: tried(less, await run(less), expected, { calm }) });
}
