import { CutOffError } from '../cut-off-error.ts';
import type { Runner, RunResult } from '../run-result.ts';

/** A runner whose runs have a result also where they were ended before they were over: as far as they came. */
export const cuttingOff =
  (run: Runner): Runner =>
  async (job) => {
    try {
      return await run(job);
    } catch (error) {
      if (error instanceof CutOffError) return error.result;
      throw error;
    }
  };

/** Whether it says nothing that a run was ended: it did not come to its end, and nobody knows whether it would have. */
export const saysNothing = ({ cutOff, ledger }: RunResult): boolean =>
  cutOff !== undefined && ledger.endless === undefined;

/** @throws {CutOffError} where the program does not come to an end though nothing goes wrong. */
export function unlessCutOff(result: RunResult): RunResult {
  if (result.cutOff !== undefined) throw new CutOffError(result.cutOff, result);
  return result;
}

/** As long as is waited for runs that are ended, by what each takes: one of a whole minute as much as six that are in a loop which is known. */
const COST_MAX = 24;

/** What a run that was ended has taken of that. */
const costOf = (result: RunResult): number => (saysNothing(result) ? 6 : 1);

/** Runs that were ended: where they are many the search ends, and says how far it came. */
export class CutOffs {
  /** Those that say nothing, and count as not tried. */
  readonly untried: RunResult[] = [];
  #cost = 0;

  /** Enters a run. */
  enter(result: RunResult): void {
    if (result.cutOff === undefined) return;
    this.#cost += costOf(result);
    if (saysNothing(result)) this.untried.push(result);
  }

  get areMany(): boolean {
    return this.#cost >= COST_MAX;
  }
}
