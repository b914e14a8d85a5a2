import type { Runner, RunJob, RunResult } from '../run-result.ts';
import type { Expected } from '../verdict/expected.ts';
import { hasFailed, judge } from '../verdict/judge.ts';
import { isUncalled } from '../verdict/uncalled.ts';
import { saysNothing } from './cut-off.ts';
import { skippedFor } from './skipped.ts';

/**
 * A run in which the user's lines are looked at. Where a record is lost in it after a call that failed and another fault, it comes
 * with the same run without the last fault: that knows the call for which nobody waited, and to which the program did not come.
 * Where one is lost for which nothing was called, it comes with where the program left something early.
 */
export async function lookedAt(run: Runner, expected: Expected, job: RunJob): Promise<RunResult> {
  const { quietFrom: _quietFrom, ...other } = job;
  const { deviations } = job;
  const looked = await run({ lines: true, ...job });
  // To look takes four times as long, which may be too long.
  const result = saysNothing(looked) ? await run({ ...job, lines: undefined }) : looked;
  const { ledger } = result;
  // With one fault all such places are found: to ask in each pair as well would take too long.
  if (deviations.length < 2) return withSkipped(run, expected, other, result);
  const isLossy = judge(ledger, expected).some(({ kind }) => kind === 'loss');
  if (!ledger.outcomes.some(hasFailed) || !isLossy) return result;
  const milder = await run({ ...other, lines: true, deviations: deviations.slice(0, -1) });
  return { ...result, milder: milder.ledger };
}

/** A run, and where the program left something early in it, where a record is lost for which nobody called what should have come of it. */
export async function withSkipped(run: Runner, expected: Expected, job: RunJob, result: RunResult): Promise<RunResult> {
  const { ledger, digest } = result;
  const uncalled = judge(ledger, expected).filter((one) => isUncalled(ledger, one));
  if (uncalled.length === 0) return result;
  const records = new Set(uncalled.map(({ record }) => record)).size;
  return { ...result, skipped: await skippedFor(run, job, { records, digest }) };
}
