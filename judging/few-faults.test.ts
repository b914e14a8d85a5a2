import { describe, expect, it } from 'vitest';
import { exhaustive } from '../explorers/exhaustive.ts';
import type { ExhaustiveResult } from '../explorers/exhaustive-result.ts';
import type { Action } from '../model/action.ts';
import type { Setup } from '../model/setup.ts';
import { clusterTrial } from '../properties/trial.ts';
import { setupOf } from '../setups/resolve.ts';
import { chosen, searchFewFaults, type Search } from './few-faults.ts';

const told = (faults: Setup['faults']): string =>
  Object.entries(faults)
    .filter(([, times]) => times > 0)
    .map(([kind, times]) => `${times} ${kind}`)
    .join(', ');

/** Two replicas of which one loses power and the other one crashes lose what either of them would have kept. */
const twoKills = clusterTrial(
  setupOf({
    kafka: '4.1',
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2, 'min.insync.replicas': 2 },
    consumer: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false },
    application: { commit: 'after-processing' },
    faults: { 'broker.crash': 1, 'broker.power-loss': 1 },
    scope: { records: 1, members: 1, lags: 0 },
  }),
);

const search: Search = async (trial, statesMax) => {
  const result = exhaustive(trial, { statesMax });
  return { result, statesAnew: result.distinct };
};

/** What a search says that goes through so many states. */
const stubbed = (distinct: number, complete: boolean): ExhaustiveResult<Action> => {
  const nothing = { violations: [], coverage: { actions: {}, goals: {} } };
  return { complete, distinct, exercised: { 'no-loss': 4 }, ...nothing } as unknown as ExhaustiveResult<Action>;
};

describe('so many of the faults that are allowed', () => {
  const { faults } = setupOf({ faults: { rebalance: 1, 'consumer.crash': 2 } });

  it.each([
    [0, ['']],
    [1, ['1 consumer.crash', '1 rebalance']],
    [2, ['1 consumer.crash, 1 rebalance', '2 consumer.crash']],
    [3, ['2 consumer.crash, 1 rebalance']],
    [4, []],
  ])('%i of two crashes and a rebalance', (count, ways) => {
    expect(chosen(faults, count).map(told).sort()).toEqual(ways);
  });
});

describe('searches with few faults', () => {
  it('say nothing of what takes one fault more', async () => {
    const { faultsAtMost, found, exercised } = await searchFewFaults(twoKills, 1_000_000, search);
    expect([faultsAtMost, found]).toEqual([1, []]);
    expect(exercised['no-loss']).toBeGreaterThan(0);
    const whole = exhaustive(twoKills).violations.map(({ property }) => property);
    expect(whole).toContain('no-loss');
  });

  it('agree with the whole search of a setup that allows no more', async () => {
    const { setup } = twoKills.world;
    const one = exhaustive(clusterTrial({ ...setup, faults: chosen(setup.faults, 1)[0] }));
    expect([one.complete, one.violations]).toEqual([true, []]);
  });

  it('end with the first number of faults with which there is too much', async () => {
    const asked: string[] = [];
    const stub: Search = async ({ world }, statesMax) => {
      asked.push(`${told(world.setup.faults)} in ${statesMax}`);
      const result = asked.length === 1 ? stubbed(10, true) : stubbed(statesMax, false);
      return { result, statesAnew: result.distinct };
    };
    expect(await searchFewFaults(twoKills, 100, stub)).toMatchObject({ faultsAtMost: 0, exercised: { 'no-loss': 4 } });
    expect(asked).toEqual([' in 100', '1 broker.power-loss in 100']);
  });

  it('count once what they have in common', async () => {
    const asked: number[] = [];
    const stub: Search = async (_trial, statesMax) => {
      asked.push(statesMax);
      return { result: stubbed(90, true), statesAnew: asked.length === 2 ? 90 : 5 };
    };
    expect(await searchFewFaults(twoKills, 100, stub)).toMatchObject({ faultsAtMost: 1 });
    expect(asked).toEqual([100, 100, 10]);
  });

  it('say nothing at all where there is too much without any', async () => {
    expect(await searchFewFaults(twoKills, 5, search)).toMatchObject({ faultsAtMost: null, exercised: {}, found: [] });
  });
});
