import { EventQueue } from '../process/time/event-queue.ts';
import { HeldJobs } from '../process/time/held-jobs.ts';
import type { Life } from '../process/time/life.ts';
import type { Job, Time } from '../process/time/time.ts';

/** Time as it passes: events happen when their time has come, in the order of their times. */
export class RealTime implements Time {
  readonly #queue = new EventQueue<Job>();
  readonly #held = new HeldJobs();
  readonly #clock: () => number;
  readonly #began: number;
  readonly #fail: (error: unknown) => void;
  #order = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param fail hears of what an event throws: it is a fault of the stage's own. */
  constructor(clock: () => number, fail: (error: unknown) => void) {
    this.#clock = clock;
    this.#began = clock();
    this.#fail = fail;
  }

  get now(): number {
    return Math.round(this.#clock() - this.#began);
  }

  schedule(delayMs: number, life: Life | null, run: () => void): Job {
    const job: Job = { time: this.now + delayMs, order: this.#order++, cancelled: false, life, run };
    this.#queue.put(job);
    this.#wait();
    return job;
  }

  kept(run: () => void): () => void {
    return run;
  }

  release(life: Life): void {
    for (const { run } of this.#held.release(life)) this.schedule(0, life, run);
  }

  /** Nothing happens any more. */
  end(): void {
    while (this.#queue.take() !== undefined);
    clearTimeout(this.#timer);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const next = this.#queue.peek();
    if (next) this.#timer = setTimeout(() => this.#turn(), Math.max(0, next.time - this.now));
  }

  #turn(): void {
    const { now } = this;
    for (let next = this.#queue.peek(); next !== undefined && next.time <= now; next = this.#queue.peek()) {
      this.#queue.take();
      this.#come(next);
    }
    this.#wait();
  }

  #come(job: Job): void {
    const { life, run } = job;
    if (life?.isOver) return;
    if (life?.isStalled) return this.#held.hold(life, job);
    try {
      run();
    } catch (error) {
      this.#fail(error);
    }
  }
}
