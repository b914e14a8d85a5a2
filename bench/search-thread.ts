import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { timed } from './measure.ts';
import { type SystemName, SYSTEMS } from './systems.ts';

/** One exhaustive search in a thread of its own: what earlier work did to the compiler's caches stays out of it. */
export interface SearchRequest {
  readonly system: SystemName;
  readonly measures: 'speed' | 'memory';
}

export interface SpeedFigures {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly violated: readonly string[];
  readonly seconds: number;
}

/** The most bytes in typed arrays at any moment of the search, for each of its distinct states. */
export interface MemoryFigures {
  readonly bytesPerState: number;
}

/** How much a search grows between two looks at its memory. */
const growth = 1.1;

function speedOf(system: SystemName): SpeedFigures {
  const { seconds, value } = timed(() => SYSTEMS[system].search());
  const { distinct, generated, depth, violations } = value;
  return { distinct, generated, depth, violated: violations.map(({ property }) => property), seconds };
}

/**
 * What stays of every state is in typed arrays, and so is a frontier that is packed; one that is not is in objects. So the
 * bytes in array buffers, garbage collected, are what a search keeps, but for states that it has as objects. What does not
 * grow with it, such as rules that are remembered, counts as well: the larger the search, the less for each state.
 */
function memoryOf(system: SystemName): MemoryFigures {
  const collectGarbage = garbageCollector();
  const bytes = (): number => {
    // Buffers are given back in the background; a second collection waits for the first one's.
    collectGarbage();
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };
  const before = bytes();
  let lookAt = 1;
  let most = 0;
  const { distinct } = SYSTEMS[system].search((progress) => {
    if (progress.distinct < lookAt) return;
    lookAt = progress.distinct * growth;
    most = Math.max(most, bytes() - before);
  });
  return { bytesPerState: most / distinct };
}

/** V8 shows its collector only to contexts that are made after it was asked to. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

const { system, measures } = workerData as SearchRequest;
parentPort?.postMessage(measures === 'speed' ? speedOf(system) : memoryOf(system), []);
