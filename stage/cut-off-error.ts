import { InputError } from '../setups/input-error.ts';
import type { CutOff, RunResult } from './run-result.ts';

/** Of a run that was ended before anybody saw what it came to. */
const NOTHING_SEEN: RunResult = {
  points: [],
  trace: [],
  ledger: { records: [], outcomes: [], commits: [], fetched: [], lives: [], atRest: false },
  digest: '',
  ignored: [],
};

/** A run has taken more of the computer than any may. Where it was made to see what a fault comes to, others go on without it. */
export class CutOffError extends InputError {
  /** As far as it came, where that is known. */
  readonly result: RunResult;

  constructor(cutOff: CutOff, result: RunResult = NOTHING_SEEN) {
    super(cutOff.place, cutOff.reason, cutOff.wayOut);
    this.result = { ...result, cutOff };
  }
}
