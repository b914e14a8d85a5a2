import type { DecisionPoint, SourceLine } from '../decision-point.ts';
import type { Deviation } from '../deviation.ts';
import type { RunJob, RunResult } from '../run-result.ts';
import type { Anomaly, AnomalyKind } from '../verdict/anomaly.ts';
import { blame, type Owner, ownerOf } from '../verdict/blame.ts';
import { faultKey } from './budgets.ts';
import { type Expected, judge } from '../verdict/judge.ts';
import { putToTheTest } from '../verdict/put-to-the-test.ts';

/** What one run came to, without what it was made of. */
export interface Tried {
  readonly job: RunJob;
  readonly digest: string;
  readonly anomalies: readonly JudgedAnomaly[];
  /** What could have gone wrong in it. */
  readonly tested: readonly AnomalyKind[];
  readonly atRest: boolean;
  /** Its deviations, but for those that did not come about. */
  readonly happened: readonly Deviation[];
  /** The points at which its deviations happened, in their order. */
  readonly points: readonly DecisionPoint[];
}

export interface JudgedAnomaly extends Anomaly {
  /** The user's line that it comes from. */
  readonly line?: SourceLine;
  readonly owner: Owner;
}

/** Judges a run. Up to its first deviation it went as `base` did, in which the user's lines were looked at. */
export function tried(
  job: RunJob,
  { points, ledger, digest, ignored }: RunResult,
  expected: Expected,
  base: readonly DecisionPoint[] = [],
): Tried {
  return {
    job,
    digest,
    anomalies: judge(ledger, expected).map((anomaly) => {
      const line = blame(ledger, anomaly);
      return { ...anomaly, line, owner: ownerOf(ledger, anomaly, line, job.deviations.length) };
    }),
    tested: putToTheTest(ledger, expected),
    atRest: ledger.atRest,
    happened: job.deviations.filter(({ at, fault }) => {
      return !ignored.some((one) => one.at === at && faultKey(one.fault) === faultKey(fault));
    }),
    points: job.deviations.flatMap(({ at }, index) => (index === 0 ? (base[at] ?? points[at]) : points[at]) ?? []),
  };
}
