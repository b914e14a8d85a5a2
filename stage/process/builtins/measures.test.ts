import type * as perfHooks from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { measures } from './measures.ts';

it('a program that watches its event loop and its collector sees neither late', () => {
  const { monitorEventLoopDelay, PerformanceObserver } = measures(performance) as typeof perfHooks;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  new PerformanceObserver(() => {}).observe({ entryTypes: ['gc'] });
  expect([delay.max, delay.percentile(99)]).toEqual([0, 0]);
});
