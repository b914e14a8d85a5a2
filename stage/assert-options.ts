import { type Check, fields, isWhole, filled, kind } from './checks.ts';

/** How `assertCode` tries a program. */
export interface AssertOptions {
  /** Instead of what the trial itself requires: `at-least-once`, `exactly-once,ordered,proved`. */
  readonly require?: string;
  /** Decides the order of events and all chance (`1` where left out). */
  readonly seed?: string;
  /** Runs with two faults, after all with one (none where left out). */
  readonly runs?: number;
  /** Threads (2 where left out). */
  readonly workers?: number;
}

const from = (least: number): Check =>
  kind(`a whole number from ${least} on`, (value) => isWhole(value, least, Number.MAX_SAFE_INTEGER));

/** Whoever writes JavaScript is told as well. */
const OPTIONS = fields({ require: filled, seed: filled, runs: from(0), workers: from(1) });

/** @throws {InputError} naming the option that is wrong, or that there is not. */
export function checked(options: AssertOptions): AssertOptions {
  OPTIONS(options, 'assertCode');
  return options;
}
