import type { ResourceLimits } from 'node:worker_threads';

/** What one run of a program may take of the computer. A run takes some milliseconds and some megabytes. */
export interface RunLimits {
  /** Real milliseconds, but for those in which our whole process stood still: a computer that sleeps is none of a run's doing. */
  readonly realMsMax: number;
  /** Real milliseconds in one event, at a line of the user's, after which nobody waits for its end any more. */
  readonly endlessMs: number;
  /** How often a run that takes long is looked at for that. */
  readonly lookMs: number;
  /** Megabytes by which our whole process may grow meanwhile: buffers lie outside of heaps. */
  readonly growthMbMax: number;
  /**
   * Megabytes on the heap of its thread, which are far more: at that limit V8 may end the whole process and not the thread alone, as with
   * Node 24.
   */
  readonly heapMbMax: number;
  /** Real milliseconds in which a run that is aborted may still end by itself. */
  readonly abortMs: number;
}

export const RUN_LIMITS: RunLimits = {
  realMsMax: 60_000,
  endlessMs: 15_000,
  lookMs: 2000,
  growthMbMax: 1536,
  heapMbMax: 4096,
  abortMs: 1000,
};

/** How often a run that is under way is looked at. */
const LOOK_MS = 250;

/** Why a run is ended, and what its user can do about it. */
export type Excess = readonly [reason: string, wayOut: string];

const ROUND_WAY_OUT =
  'wait for something between two rounds of a loop; where it does wait, see whether it reads what it writes itself, or again and again a batch of which it resolves nothing';

/** Of a run that is in one event, and does not come back from it. */
export const endlessExcess = ({ endlessMs }: RunLimits): Excess => [
  `it goes round and round there, and has waited for nothing in ${endlessMs / 1000} s`,
  ROUND_WAY_OUT,
];

const MEMORY_WAY_OUT = 'let go of what is done with, or try fewer records';

/** The heap is V8's to watch: it ends the thread. */
export const heapLimits = ({ heapMbMax }: RunLimits): ResourceLimits => ({ maxOldGenerationSizeMb: heapMbMax });

/** What it means that V8 has ended a thread; nothing where that was not for its heap. What Node is told of that goes before what a thread is. */
export const heapExcess = (error: Error, { heapMbMax }: RunLimits): Excess | undefined =>
  'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? [
        `a run takes more than ${heapMbMax} MB of memory, or than --max-old-space-size lets it have: something in it grows without end`,
        MEMORY_WAY_OUT,
      ]
    : undefined;

/**
 * Watches a run that is under way.
 *
 * @param end is told once what the run takes too much of.
 * @returns what ends the watch.
 */
export function watched({ realMsMax, growthMbMax }: RunLimits, end: (excess: Excess) => void): () => void {
  const bytesMax = process.memoryUsage.rss() + growthMbMax * 2 ** 20;
  let looks = 0;
  const looking = setInterval(() => {
    looks += 1;
    if (process.memoryUsage.rss() >= bytesMax)
      end([`a run takes more than ${growthMbMax} MB of memory: something in it grows without end`, MEMORY_WAY_OUT]);
    else if (looks * LOOK_MS >= realMsMax)
      end([`a run has not ended in ${realMsMax / 1000} s: something in it goes round and round`, ROUND_WAY_OUT]);
  }, LOOK_MS);
  return () => clearInterval(looking);
}
