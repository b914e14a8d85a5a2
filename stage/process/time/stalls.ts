import type { BrokerTimer } from '../../deviation.ts';
import type { Life } from './life.ts';
import type { Time } from './time.ts';

/** A process that stands still, and the brokers' timers that run out meanwhile. */
interface Stall {
  readonly life: Life;
  readonly timers: ReadonlySet<BrokerTimer>;
  /** Those that have not run out yet. */
  readonly missing: Set<BrokerTimer>;
}

/**
 * Processes that stand still: a long collection of garbage, a suspended machine, a debugger. What comes to them waits. How
 * long they stand is said by which of the brokers' timers run out, and not by a number of milliseconds: those that are not
 * named wait as well.
 */
export class Stalls {
  readonly #stalls = new Set<Stall>();

  private readonly time: Time;

  constructor(time: Time) {
    this.time = time;
  }

  begin(life: Life, timers: readonly BrokerTimer[]): void {
    life.stall(true);
    this.#stalls.add({ life, timers: new Set(timers), missing: new Set(timers) });
  }

  /** Whether a timer of the brokers' may run out now. */
  allows(timer: BrokerTimer): boolean {
    return [...this.#stalls].every(({ timers }) => timers.has(timer));
  }

  ranOut(timer: BrokerTimer): void {
    for (const { missing } of this.#stalls) missing.delete(timer);
  }

  /** Whether the timers that the process was to stand still for have run out. */
  isOver(life: Life): boolean {
    const stall = this.#of(life);
    return stall === undefined || stall.missing.size === 0;
  }

  /** It goes on, with all that has come meanwhile. */
  end(life: Life): void {
    const stall = this.#of(life);
    if (stall) this.#stalls.delete(stall);
    life.stall(false);
    this.time.release(life);
  }

  #of(life: Life): Stall | undefined {
    return [...this.#stalls].find((stall) => stall.life === life);
  }
}
