import { afterEach, beforeEach } from 'vitest';
import { REACHED, REGIONS_MAX } from './regions.ts';

/** Runs beside the tests of a file: notes which regions each of them reaches, and which the file as a whole. */

declare module 'vitest' {
  interface TaskMeta {
    /** Regions that were entered: by a test; by a file while it was loaded, and by what it sets up for its tests. */
    regions?: number[];
    /** How long a test takes, of the processor: a busy machine makes no test a slow one. */
    milliseconds?: number;
  }
}

const reached = new Uint8Array(REGIONS_MAX);
Object.assign(globalThis, { [REACHED]: reached });

const byFile = new Set<number>();
let begun = process.cpuUsage();

/** The regions entered since the last time. */
function taken(): number[] {
  const regions: number[] = [];
  for (let region = reached.indexOf(1); region >= 0; region = reached.indexOf(1, region + 1)) regions.push(region);
  reached.fill(0);
  return regions;
}

beforeEach(({ task }) => {
  for (const region of taken()) byFile.add(region);
  task.file.meta.regions = [...byFile];
  begun = process.cpuUsage();
});

afterEach(({ task }) => {
  const { user, system } = process.cpuUsage(begun);
  task.meta.milliseconds = (user + system) / 1000;
  task.meta.regions = taken();
});
