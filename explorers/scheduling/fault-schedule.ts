import type { NumberDraws } from './draws.ts';

/** Between two faults of one run there are at most 2^horizonBits steps: a number that each run draws for itself. */
const horizonBits = 5;

/**
 * When faults happen in one run: at steps drawn beforehand, each as likely as any other up to the run's horizon.
 *
 * A fault that competes with every other action at every step mostly happens in the first few: it is enabled from the
 * beginning. A crash in the middle of a hand-over needs that nothing goes wrong before.
 */
export class FaultSchedule {
  private horizon = 1;
  private wait = 0;

  /** Begins a run. */
  begin(draws: NumberDraws): void {
    this.horizon = 2 ** (1 + (horizonBits - 1) * draws.next());
    this.wait = Math.floor(this.horizon * draws.next());
  }

  /** Whether the next step is a fault, if one is possible. Counts the step. */
  isDue(draws: NumberDraws): boolean {
    if (this.wait > 0) {
      this.wait -= 1;
      return false;
    }
    this.wait = Math.floor(this.horizon * draws.next());
    return true;
  }
}
