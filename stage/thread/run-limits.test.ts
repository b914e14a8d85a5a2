import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Excess, heapExcess, RUN_LIMITS, type RunLimits, watched } from './run-limits.ts';

it.each<[Partial<RunLimits>, string]>([
  [{ realMsMax: 10 }, 'a run has not ended in 0.01 s: something in it goes round and round'],
  [{ growthMbMax: 0 }, 'a run takes more than 0 MB of memory: something in it grows without end'],
])('a run is watched for what it takes: %j', async (limits, reason) => {
  let endWatch = (): void => {};
  const [told] = await new Promise<Excess>((resolve) => {
    endWatch = watched({ ...RUN_LIMITS, ...limits }, resolve);
  });
  endWatch();
  expect(told).toBe(reason);
});

it('a run whose heap is full before it was looked at again is one that takes too much', () => {
  const full = Object.assign(new Error('the heap is full'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
  const [told] = heapExcess(full, RUN_LIMITS) ?? [];
  expect(told).toContain('a run takes more than 4096 MB of memory, or than --max-old-space-size lets it have');
  expect(heapExcess(new Error('something else'), RUN_LIMITS)).toBeUndefined();
});

it('what passes while our whole process stands still, as on a computer that sleeps, is none of a run’s time', async () => {
  const told: Excess[] = [];
  const endWatch = watched({ ...RUN_LIMITS, realMsMax: 500 }, (excess) => told.push(excess));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
  await delay(10);
  endWatch();
  expect(told).toEqual([]);
});
