import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { ALL_REDUCTIONS } from '../../reductions/reduced.ts';
import { exhaustive } from '../exhaustive.ts';
import type { ExhaustiveOptions } from '../exhaustive-options.ts';
import type { ExhaustiveResult } from '../exhaustive-result.ts';
import { type TrialSpecification, withTrial } from '../trial-specification.ts';
import { type PoolFactory, WorkerLostError } from './pool.ts';
import { exhaustiveParallel } from './exhaustive-parallel.ts';
import { sequentialPool } from './sequential-pool.ts';

const replication = (variant: 'kip-320' | 'kip-101'): TrialSpecification => ({
  system: 'replication',
  options: { variant, replicas: 2, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 },
});

const losing: SetupDraft = {
  cluster: { brokers: 2 },
  topic: { 'replication.factor': 2 },
  producer: { acks: 1 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
  application: { commit: 'after-processing' },
};

/** The everyday setup: three brokers, every everyday fault once. */
const everyday: SetupDraft = {
  cluster: { brokers: 3 },
  topic: { 'replication.factor': 3, 'min.insync.replicas': 2 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
  application: { commit: 'after-processing' },
  faults: { 'broker.crash': 1, 'consumer.crash': 1, rebalance: 1, 'response.lost': 1 },
};

const SPECIFICATIONS: Readonly<Record<string, TrialSpecification>> = {
  'kip-320': replication('kip-320'),
  'kip-101, which is violated': replication('kip-101'),
  'the at-least-once pipeline': { system: 'alo', constants: { records: 3, crashes: 2, kicks: 2 } },
  'the pipeline that commits what it polled': {
    system: 'alo',
    constants: { records: 2, crashes: 2, kicks: 1, bug: true },
  },
  'a cluster that loses an acknowledged record': {
    system: 'cluster',
    setup: setupOf({
      ...losing,
      faults: { 'broker.crash': 1 },
      scope: { records: 1, members: 1, lags: 0 },
    }),
  },
  'a cluster whose parts are searched one by one': {
    system: 'cluster',
    reductions: ALL_REDUCTIONS,
    setup: setupOf({
      ...losing,
      faults: { 'broker.crash': 1, 'consumer.crash': 1, 'response.lost': 1 },
      scope: { records: 1, members: 2, lags: 0 },
    }),
  },
  'a cluster with auto-commit': {
    system: 'cluster',
    setup: setupOf({
      cluster: { brokers: 1 },
      faults: { 'consumer.crash': 1, rebalance: 1 },
      scope: { records: 1 },
    }),
  },
};

const forwards: PoolFactory = (workers) => sequentialPool(workers);
const backwards: PoolFactory = (workers) => sequentialPool(workers, (places) => places.toReversed());

/** A search by so many workers, which take over as soon as they can. */
const searched = (
  specification: TrialSpecification,
  workers: number,
  poolFactory: PoolFactory,
  options: ExhaustiveOptions = {},
) =>
  withTrial(
    specification,
    (trial): Promise<ExhaustiveResult<unknown>> =>
      exhaustiveParallel(trial, specification, {
        plain: true,
        ...options,
        workers,
        poolFactory,
        startWorkersFrom: 10,
        parallelFrom: 20,
        rebalanceFrom: 50,
      }),
  );

/** All that a search says of its subject. */
const told = (result: ExhaustiveResult<unknown>) => ({ ...result, bytes: 0, workers: 0 });
const alone = (specification: TrialSpecification, options: ExhaustiveOptions = {}) =>
  withTrial(specification, (trial): ExhaustiveResult<unknown> => exhaustive(trial, options));

/** The whole scopes that several tests compare with. */
const searchedAlone = new Map<TrialSpecification, ExhaustiveResult<unknown>>();
function wholeAlone(specification: TrialSpecification): ExhaustiveResult<unknown> {
  const whole = searchedAlone.get(specification) ?? alone(specification);
  searchedAlone.set(specification, whole);
  return whole;
}

describe('a search by several workers', () => {
  it.each(Object.entries(SPECIFICATIONS))(
    'says of %s what a single thread says, schedules included',
    async (_, specification) => {
      const single = told(wholeAlone(specification));
      expect(single.distinct).toBeGreaterThan(100);
      for (const [workers, poolFactory] of [
        [1, forwards],
        [2, backwards],
        [3, backwards],
      ] as const) {
        const result = await searched(specification, workers, poolFactory);
        expect(told(result)).toEqual(single);
        expect(result.workers).toBe(workers);
      }
    },
  );

  it.each(Object.entries(SPECIFICATIONS).filter(([, { system }]) => system === 'cluster'))(
    'says of %s what a single thread says, where rules are remembered',
    async (_, specification) => {
      const result = await searched(specification, 3, backwards, { plain: false });
      expect(told(result)).toEqual(told(wholeAlone(specification)));
      expect(result.workers).toBe(3);
    },
  );

  it('has violations to be the same about', () => {
    const violated = Object.values(SPECIFICATIONS).filter(
      (specification) => wholeAlone(specification).violations.length > 0,
    );
    expect(violated.length).toBeGreaterThanOrEqual(4);
  });

  it('ends at the same place when it is bounded', async () => {
    const specification = SPECIFICATIONS['the pipeline that commits what it polled'];
    for (const options of [{ statesMax: 200 }, { stopAtViolation: true }, { stopWhenFound: ['NoDup'] }]) {
      const result = await searched(specification, 2, backwards, options);
      expect(told(result)).toEqual(told(alone(specification, options)));
      expect(result.stopped).toBeDefined();
    }
  });

  it('finds exactly the states that TLC finds in a larger pipeline, as a single thread does, and outgrows its set of fingerprints, with at most 100 bytes a state', async () => {
    const specification: TrialSpecification = { system: 'alo', constants: { records: 5, crashes: 3, kicks: 3 } };
    const result = await searched(specification, 2, backwards);
    expect(result).toMatchObject({ distinct: 519_055, generated: 2_047_593, depth: 58, complete: true });
    expect(result.bytes / result.distinct).toBeLessThan(100);
    const single = alone(specification);
    expect(told(result)).toEqual(told(single));
    expect(single.bytes / single.distinct).toBeLessThan(100);
  });

  it('does not call workers for a small scope', async () => {
    const nobody: PoolFactory = () => {
      throw new Error('nobody is needed');
    };
    const specification = SPECIFICATIONS['kip-320'];
    const result = await withTrial(specification, (trial) =>
      exhaustiveParallel(trial, specification, { workers: 8, poolFactory: nobody }),
    );
    expect(result).toMatchObject({ complete: true, workers: 1 });
  });

  it('goes on alone until they are ready', async () => {
    const specification = SPECIFICATIONS['the at-least-once pipeline'];
    const slow: PoolFactory = (workers) => ({ ...forwards(workers), isReady: false });
    const result = await searched(specification, 2, slow);
    expect(result.workers).toBe(1);
    expect(told(result)).toEqual(told(wholeAlone(specification)));
  });

  it.each([true, false])('fails when a worker is lost, and lets the others go; plainly: %s', async (plain) => {
    let isEnded = false;
    const dying: PoolFactory = (workers) => {
      const pool = forwards(workers);
      let tasks = 0;
      return {
        ...pool,
        ask: async (task) => {
          tasks += 1;
          if (tasks === 5) throw new WorkerLostError(2, 2, 'ended');
          return pool.ask(task);
        },
        end: async () => {
          isEnded = true;
        },
      };
    };
    const specification = SPECIFICATIONS['a cluster that loses an acknowledged record'];
    await expect(searched(specification, 2, dying, { plain })).rejects.toThrow(
      'worker 2 of 2 ended before the search was finished',
    );
    expect(isEnded).toBe(true);
  });
});

describe('memory', () => {
  /** Full from the nth look on. */
  const fullAfter = (looks: number) => {
    let left = looks;
    return {
      max: 100,
      used: () => {
        left -= 1;
        return left < 0 ? 101 : 0;
      },
    };
  };
  const large: TrialSpecification = { system: 'alo', constants: { records: 5, crashes: 3, kicks: 3 } };

  it('ends a search in one thread, which is not complete then', () => {
    const result = alone(large, { memory: fullAfter(3) });
    expect(result).toMatchObject({ complete: false, stopped: 'memory limit' });
    expect(result.distinct).toBeLessThan(10_000);
  });

  it('ends a search of several workers instead of a larger set of fingerprints', async () => {
    const memory = { max: 2 ** 23, used: () => 0 };
    const result = await searched(large, 2, forwards, { memory });
    expect(result).toMatchObject({ complete: false, stopped: 'memory limit' });
    expect(result.distinct).toBeGreaterThan(100_000);
    expect(result.distinct).toBeLessThan(519_055);
    expect(result.violations).toHaveLength(1);
  });
});

it('keeps at most 40 bytes of a state where rules are remembered', async () => {
  const specification: TrialSpecification = {
    system: 'cluster',
    setup: setupOf({ ...everyday, scope: { lags: 0, records: 1 } }),
  };
  const options = { statesMax: 60_000 };
  const single = alone(specification, options);
  const result = await searched(specification, 2, backwards, { ...options, plain: false });
  expect(told(result)).toEqual(told(single));
  expect(single.bytes / single.distinct).toBeLessThan(40);
});

it('a signal ends it wherever it is, with what it has', async () => {
  let looks = 0;
  const signal = {
    get aborted() {
      looks += 1;
      return looks > 5;
    },
    why: 'budget of 1 s',
  };
  const specification = SPECIFICATIONS['the at-least-once pipeline'];
  const result = await withTrial(specification, (trial) =>
    exhaustiveParallel(trial, specification, { workers: 1, signal }),
  );
  expect(result).toMatchObject({ complete: false, stopped: 'budget of 1 s' });
  expect(result.distinct).toBeGreaterThan(100);
});
