import { isAt } from '../decision-point.ts';
import type { Runner, RunJob, RunResult } from '../run-result.ts';
import type { Expected } from '../verdict/expected.ts';
import { hasFailed, judge } from '../verdict/judge.ts';

/**
 * A run in which the user's lines are looked at. Where a record is lost in it after a call that failed and another fault, it comes
 * with the same run without the last fault: that knows the call for which nobody waited, and to which the program did not come. So it does where
 * the program stands still, and the last fault has hit no call: without that it may go on, and then the call that failed is not why it does not.
 */
export async function lookedAt(run: Runner, expected: Expected, job: RunJob): Promise<RunResult> {
  const result = await run({ lines: true, ...job });
  const { deviations } = job;
  if (deviations.length < 2 || !result.ledger.outcomes.some(hasFailed)) return result;
  const found = new Set(judge(result.ledger, expected).map(({ kind }) => kind));
  if (!found.has('loss') && !(found.has('stuck') && !isLastAtCall(result, job))) return result;
  const milder = await run({ ...job, lines: true, deviations: deviations.slice(0, -1) });
  return { ...result, milder: milder.ledger };
}

/** Whether the last fault of a run has hit a call outside, or its answer. */
function isLastAtCall({ points, ledger }: RunResult, { deviations }: RunJob): boolean {
  const hit = points.find((point) => isAt(point, deviations[deviations.length - 1]));
  return hit === undefined || ledger.outcomes.some(({ what }) => what === hit.what || `${what}, late` === hit.what);
}
