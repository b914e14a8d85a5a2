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

/** The most bytes in typed arrays for each distinct state, at any moment of the search. */
export interface MemoryFigures {
  readonly bytesPerState: number;
}

/** Below this many states what an array has to spare says nothing. */
const statesMin = 20_000;
/** How much a search grows between two looks at its memory. */
const growth = 1.1;

function speedOf(system: SystemName): SpeedFigures {
  const { seconds, value } = timed(() => SYSTEMS[system].search());
  const { distinct, generated, depth, violations } = value;
  return { distinct, generated, depth, violated: violations.map(({ property }) => property), seconds };
}

/**
 * What stays of every state is in typed arrays, and so is a frontier that is packed; one that is not is in objects. So the
 * bytes in array buffers, garbage collected, are all that is kept of a state once nobody has it as an object.
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
  let lookAt = statesMin;
  let bytesPerState = 0;
  SYSTEMS[system].search(({ distinct }) => {
    if (distinct < lookAt) return;
    lookAt = distinct * growth;
    bytesPerState = Math.max(bytesPerState, (bytes() - before) / distinct);
  });
  return { bytesPerState };
}

/** V8 shows its collector only to contexts that are made after it was asked to. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

const { system, measures } = workerData as SearchRequest;
parentPort?.postMessage(measures === 'speed' ? speedOf(system) : memoryOf(system), []);
