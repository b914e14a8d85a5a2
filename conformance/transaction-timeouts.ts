import type { Action } from '../model/action.ts';

/** `transaction.max.timeout.ms` of a broker: longer than a schedule. */
const LONGEST_MS = 900_000;

/** How long steps may take on a busy machine: those with a process to start, and all others. */
const START_MS = 6_000;
const STEP_MS = 400;
/** What every transaction has at least. */
const LEAST_MS = 3_000;

/**
 * `transaction.timeout.ms` of a transactional id. Where one of its transactions times out, that is waited for: it is as short
 * as the schedule can be played in, up to there.
 */
export function transactionTimeoutMs(schedule: readonly Action[], id: number): number {
  const last = schedule.findLastIndex((action) => action.type === 'transaction.time-out' && action.producer === id);
  if (last < 0) return LONGEST_MS;
  const steps = schedule.slice(0, last).map(({ type }) => (type.endsWith('.restart') ? START_MS : STEP_MS));
  return steps.reduce((sum, milliseconds) => sum + milliseconds, LEAST_MS);
}
