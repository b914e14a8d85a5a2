import type { Runner, RunJob, RunResult } from '../run-result.ts';
import type { Expected } from '../verdict/expected.ts';
import { hasFailed, judge } from '../verdict/judge.ts';

/**
 * A run in which the user's lines are looked at. Where a record is lost in it after a call that failed and another fault, it comes
 * with the same run without the last fault: that knows the call for which nobody waited, and to which the program did not come.
 */
export async function lookedAt(run: Runner, expected: Expected, job: RunJob): Promise<RunResult> {
  const result = await run({ lines: true, ...job });
  const { deviations } = job;
  const isLost = (): boolean => judge(result.ledger, expected).some(({ kind }) => kind === 'loss');
  if (deviations.length < 2 || !result.ledger.outcomes.some(hasFailed) || !isLost()) return result;
  const milder = await run({ ...job, lines: true, deviations: deviations.slice(0, -1) });
  return { ...result, milder: milder.ledger };
}
