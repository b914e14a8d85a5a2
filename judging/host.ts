import { availableParallelism, totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';

/** What judging has of the machine that it runs on: how much there is of it, and the time. Tests give their own. */
export interface Host {
  /** Milliseconds since any fixed moment. */
  now(): number;
  /** Threads that can run at the same time. */
  readonly cores: number;
  /** Bytes of memory that there are for this process and all others. */
  readonly memoryTotal: number;
  /** Bytes that this process takes; infinitely many when its own heap is about to be full. */
  memoryUsed(): number;
}

/** The machine that this process runs on: the one place in this room that looks at a clock. */
export const processHost: Host = {
  now: () => performance.now(),
  cores: availableParallelism(),
  memoryTotal: Math.min(totalmem(), process.constrainedMemory() || Infinity),
  memoryUsed,
};

/** How full the old generation of a thread may be; beyond that, collecting garbage takes longer than searching. */
const heapShareMax = 0.85;

/**
 * What V8 counts to the limit of a heap for its young generation, in bytes: three semi-spaces. As Node has them, seen with 20.20, 22.23, 23.11,
 * 24.22, 25.9 and 26.12; of one that was not seen the most.
 *
 * @param node its version, such as `24.22.3`.
 */
export function youngGenerationOf(node: string): number {
  const major = Number(node.split('.', 1)[0]);
  const semiSpaceMb = major < 24 ? 16 : major === 26 ? 32 : 64;
  return 3 * semiSpaceMb * 2 ** 20;
}

const youngGeneration = youngGenerationOf(process.versions.node);

/**
 * Whether a heap is about to be full. `--max-old-space-size` bounds the old generation alone, which is where V8 aborts: a
 * share of the whole limit would never be reached in a small heap.
 */
export const isHeapFull = (
  { used, limit }: { readonly used: number; readonly limit: number },
  young = youngGeneration,
): boolean => used > heapShareMax * Math.max(limit - young, limit / 2);

function memoryUsed(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return isHeapFull({ used, limit }) ? Infinity : process.memoryUsage.rss();
}
