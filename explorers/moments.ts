/** Between two faults of one run there are at most 2^horizonBits steps: a number that each run draws for itself. */
const horizonBits = 5;

/**
 * When faults happen in one run: at moments drawn beforehand, each as likely as any other up to the run's horizon.
 *
 * A fault that competes with every other action at every step mostly happens in the first few: it is enabled from the
 * beginning. A crash in the middle of a hand-over needs that nothing goes wrong before.
 */
export class Moments {
  private horizon = 1;
  private wait = 0;

  /** Begins a run. @param random draws a number in [0, 1). */
  begin(random: () => number): void {
    this.horizon = 2 ** (1 + (horizonBits - 1) * random());
    this.wait = Math.floor(this.horizon * random());
  }

  /** Whether the next step is a fault, if one is possible. */
  isDue(random: () => number): boolean {
    if (this.wait > 0) {
      this.wait -= 1;
      return false;
    }
    this.wait = Math.floor(this.horizon * random());
    return true;
  }
}
