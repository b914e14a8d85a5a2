import { AsyncResource } from 'node:async_hooks';

/** Where a clock and its timers are put: `globalThis`, or what stands for it in a test. */
export interface Timers {
  Date: { now(): number };
  setTimeout(run: (...args: never[]) => void, ms?: number, ...args: unknown[]): unknown;
  clearTimeout(timer: unknown): void;
  setInterval(run: (...args: never[]) => void, ms?: number, ...args: unknown[]): unknown;
  clearInterval(timer: unknown): void;
}

/** The longest time that a timer of Node's can have. */
const LONGEST_MS = 2_147_483_647;

interface Timer {
  at: number;
  readonly delayMs: number;
  readonly everyMs: number | null;
  readonly run: () => void;
  /** On whose behalf it was set. */
  readonly owner: unknown;
  real: unknown;
}

/**
 * A clock that goes as the system's does, and that can be moved ahead: `Date.now()`, timeouts and intervals go by it, whoever
 * sets them. kafkajs looks at nothing else.
 */
export class MovableClock {
  readonly #real: Timers;
  readonly #timers = new Set<Timer>();
  readonly #ownerNow: () => unknown;
  #aheadMs = 0;

  /**
   * Takes the place of the clock and the timers of `target`.
   *
   * @param ownerNow on whose behalf a timer is that is being set.
   */
  constructor(target: Timers, ownerNow: () => unknown = () => undefined) {
    this.#ownerNow = ownerNow;
    this.#real = {
      Date: { now: target.Date.now.bind(target.Date) },
      setTimeout: target.setTimeout.bind(target),
      clearTimeout: target.clearTimeout.bind(target),
      setInterval: target.setInterval.bind(target),
      clearInterval: target.clearInterval.bind(target),
    };
    const clear = (timer: unknown): void => this.#clear(timer as Timer);
    target.Date.now = () => this.now();
    target.setTimeout = (run, ms = 0, ...args) => this.#set(run, ms, null, args);
    target.setInterval = (run, ms = 0, ...args) => this.#set(run, ms, Math.max(ms, 1), args);
    target.clearTimeout = clear;
    target.clearInterval = clear;
  }

  now(): number {
    return this.#real.Date.now() + this.#aheadMs;
  }

  /** The time of the system, which records are stamped with: brokers refuse those of the future. */
  realNow(): number {
    return this.#real.Date.now();
  }

  /** Waits by the system's clock. */
  realDelay(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#real.setTimeout(resolve, ms);
    });
  }

  /** Moves it ahead; timers that are over by then run soon, in the order of their times. @returns by how much in all. */
  advance(ms: number): number {
    this.#aheadMs += ms;
    for (const timer of [...this.#timers].sort((one, other) => one.at - other.at)) this.#arm(timer);
    return this.#aheadMs;
  }

  /** How many timeouts wait that were set for a time between these two. */
  waiting(fromMs: number, toMs: number): number {
    return this.#between(fromMs, toMs).length;
  }

  /** Ends the oldest of them, or of those of one owner, and no other. @returns whether there was one. */
  end(fromMs: number, toMs: number, owner?: string): boolean {
    const oldest = this.#between(fromMs, toMs).find((timer) => owner === undefined || timer.owner === owner);
    if (oldest === undefined) return false;
    oldest.at = this.now();
    this.#arm(oldest);
    return true;
  }

  #between(fromMs: number, toMs: number): readonly Timer[] {
    return [...this.#timers].filter(({ delayMs }) => delayMs >= fromMs && delayMs <= toMs);
  }

  #set(run: (...args: never[]) => void, delayMs: number, everyMs: number | null, args: unknown[]): Timer {
    const timer: Timer = {
      at: this.now() + delayMs,
      delayMs,
      everyMs,
      // Whoever moves the clock, it runs on behalf of its owner.
      run: AsyncResource.bind(() => run(...(args as never[]))),
      owner: this.#ownerNow(),
      real: undefined,
    };
    this.#timers.add(timer);
    this.#arm(timer);
    return timer;
  }

  #arm(timer: Timer): void {
    this.#real.clearTimeout(timer.real);
    const leftMs = Math.min(Math.max(timer.at - this.now(), 0), LONGEST_MS);
    timer.real = this.#real.setTimeout(() => this.#fire(timer), leftMs);
  }

  #fire(timer: Timer): void {
    if (!this.#timers.has(timer)) return;
    if (timer.at > this.now()) return this.#arm(timer);
    if (timer.everyMs === null) {
      this.#timers.delete(timer);
    } else {
      timer.at = this.now() + timer.everyMs;
      this.#arm(timer);
    }
    timer.run();
  }

  #clear(timer: Timer | null | undefined): void {
    if (timer === null || timer === undefined || !this.#timers.delete(timer)) return;
    this.#real.clearTimeout(timer.real);
  }
}
