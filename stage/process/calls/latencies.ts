import { Chance } from '../time/chance.ts';
import type { Life } from '../time/life.ts';

/** A way to the outside world takes from one millisecond to this. */
const LATENCY_MAX_MS = 5;
/** How much longer a call takes where the world outside is slow, and a send: longer than a commit and the next fetch, shorter than anybody waits. */
export const SLOW_MS = 100;

/** How long calls are on their way to the outside world, and their answers back: chance decides, for each life of a process by itself. */
export class Latencies {
  readonly #chances = new Map<Life, Chance>();
  private readonly seed: string;
  private readonly isSlow: boolean;

  /** @param isSlow whether the world outside is slower than the brokers. */
  constructor(seed: string, isSlow: boolean) {
    this.seed = seed;
    this.isSlow = isSlow;
  }

  /** Milliseconds until a call comes there. */
  there(life: Life): number {
    return this.drawn(life) + (this.isSlow ? SLOW_MS : 0);
  }

  /** Milliseconds until its answer is back. */
  back(life: Life): number {
    return this.drawn(life);
  }

  private drawn(life: Life): number {
    let chance = this.#chances.get(life);
    if (chance === undefined) {
      chance = new Chance(`${this.seed}/outside/${life.process}/${life.incarnation}`);
      this.#chances.set(life, chance);
    }
    return chance.between(1, LATENCY_MAX_MS + 1);
  }
}
