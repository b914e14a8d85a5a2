import { EventQueue } from './event-queue.ts';
import { HeldJobs } from './held-jobs.ts';
import type { Life } from './life.ts';
import type { Job, Time } from './time.ts';

/** Ends an event: what Node does after each callback, `process.nextTick` first, then microtasks, until none is left. */
const drain = Reflect.get(process, '_tickCallback') as () => void;

/**
 * Virtual time: one event after the other, in the order of their times. No time passes within an event. An event is over
 * when everything that it has made ready (ticks, microtasks, rejections that nobody handles) has run.
 */
export class Scheduler implements Time {
  /** Virtual milliseconds since the run began. */
  now = 0;
  /** Whose event it is. */
  current: Life | null = null;
  /** How many events there have been. */
  events = 0;
  readonly #queue = new EventQueue<Job>();
  readonly kept: (run: () => void) => () => void;
  #order = 0;
  readonly #held = new HeldJobs();

  /** @param kept what is put around each event as it is scheduled. */
  constructor(kept = (run: () => void): (() => void) => run) {
    this.kept = kept;
  }

  schedule(delayMs: number, life: Life | null, run: () => void): Job {
    const job: Job = { time: this.now + delayMs, order: this.#order++, cancelled: false, life, run: this.kept(run) };
    this.#queue.put(job);
    return job;
  }

  /** When something happens next. */
  nextTime(): number {
    return this.#queue.peek()?.time ?? Number.POSITIVE_INFINITY;
  }

  /** The next event, unless its process is over; one of a process that stands still waits until it goes on. */
  step(): void {
    const job = this.#queue.take();
    if (job === undefined) return;
    this.now = Math.max(this.now, job.time);
    if (job.life?.isOver) return;
    if (job.life?.isStalled) this.#held.hold(job.life, job);
    else this.happen(job.life, job.run);
  }

  release(life: Life): void {
    for (const { run } of this.#held.release(life)) this.schedule(0, life, run);
  }

  /** Something happens now. What it throws, ends the process that it happens to. */
  happen(life: Life | null, run: () => void): void {
    const outer = this.current;
    this.current = life;
    this.events++;
    try {
      run();
    } catch (error) {
      if (life === null) throw error;
      life.threw(error);
    }
    // What a tick throws is Node's to report, to the thread, and leaves `current` for it to see.
    drain();
    this.current = outer;
  }
}
