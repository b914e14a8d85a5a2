import type { Scheduled } from './event-queue.ts';
import type { Life } from './life.ts';

/** An event that will happen, to a process or (`null`) outside of all. */
export interface Job extends Scheduled {
  readonly life: Life | null;
  readonly run: () => void;
}

/** The time of a run, virtual or real. Events of a process that is over do not happen; those of one that stands still wait. */
export interface Time {
  /** Milliseconds since the run began. */
  readonly now: number;
  schedule(delayMs: number, life: Life | null, run: () => void): Job;
  /** What is done later, on behalf of what is at work now. */
  kept(run: () => void): () => void;
  /** A process goes on that stood still, with all that has come meanwhile. */
  release(life: Life): void;
}
