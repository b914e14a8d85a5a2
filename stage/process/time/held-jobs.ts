import type { Life } from './life.ts';
import type { Job } from './time.ts';

/** Events that came to processes that stand still. */
export class HeldJobs {
  readonly #held = new Map<Life, readonly Job[]>();

  hold(life: Life, job: Job): void {
    this.#held.set(life, [...(this.#held.get(life) ?? []), job]);
  }

  /** Those of a process that goes on, in the order in which they came. */
  release(life: Life): readonly Job[] {
    const jobs = this.#held.get(life) ?? [];
    this.#held.delete(life);
    return jobs.filter(({ cancelled }) => !cancelled);
  }
}
