import { constants } from 'node:perf_hooks';

/** What a program measures itself by: its event loop is never late, and its collector never at work. */
export const measures = (performance: object): object => ({
  performance,
  constants,
  PerformanceObserver: class {
    static readonly supportedEntryTypes = [];
    observe(): void {}
    disconnect(): void {}
    takeRecords(): readonly never[] {
      return [];
    }
  },
  monitorEventLoopDelay: histogram,
  createHistogram: histogram,
});

/** Nothing was measured. */
const histogram = (): object => ({
  min: 0,
  max: 0,
  mean: 0,
  stddev: 0,
  count: 0,
  exceeds: 0,
  percentiles: new Map(),
  percentile: () => 0,
  enable: () => true,
  disable: () => true,
  reset: () => {},
  record: () => {},
  recordDelta: () => {},
  add: () => {},
});
