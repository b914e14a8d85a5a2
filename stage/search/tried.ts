import type { DecisionPoint, SourceLine } from '../decision-point.ts';
import type { RunJob, RunResult } from '../run-result.ts';
import type { Anomaly } from '../verdict/anomaly.ts';
import { blame } from '../verdict/blame.ts';
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
}

/** Judges a run. */
export function tried(job: RunJob, { points, ledger, digest }: RunResult, expected: Expected): Tried {
  return {
    job,
    digest,
    anomalies: judge(ledger, expected).map((anomaly) => ({ ...anomaly, line: blame(ledger, anomaly) })),
    points: job.deviations.flatMap(({ at }) => points[at] ?? []),
  };
}
