import type { DecisionPoint, SourceLine } from '../decision-point.ts';
import type { RunJob, RunResult } from '../run-result.ts';
import type { Anomaly } from '../verdict/anomaly.ts';
import { blame, type Owner, ownerOf } from '../verdict/blame.ts';
import { type Expected, judge } from '../verdict/judge.ts';

/** What one run came to, without what it was made of. */
export interface Tried {
  readonly job: RunJob;
  readonly digest: string;
  readonly anomalies: readonly JudgedAnomaly[];
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
  { points, ledger, digest }: RunResult,
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
    points: job.deviations.flatMap(({ at }, index) => (index === 0 ? (base[at] ?? points[at]) : points[at]) ?? []),
  };
}
