import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import type { ExhaustiveResult } from '../../explorers/exhaustive-result.ts';
import type { Action } from '../../model/action.ts';
import { type ClusterTrial, clusterTrial } from '../../properties/trial.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { chosen, faultsText, setupWith } from './fault-choices.ts';
import { searchFewFaults, type Search } from './few-faults.ts';

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

const threeKinds = clusterTrial(
  setupOf({ faults: { 'broker.crash': 1, 'consumer.crash': 1, rebalance: 1 }, scope: { records: 1 } }),
);

/** Searches of ten states each; with these kinds of fault of so many, or stopped in the middle. */
async function searchedWith(trial: ClusterTrial, costs: Readonly<Record<string, number | 'stopped'>>) {
  const asked: string[] = [];
  const stub: Search = async ({ world }, statesMax) => {
    const faults = faultsText(world.setup.faults);
    asked.push(`${faults} in ${statesMax}`);
    const [, cost = 10] = Object.entries(costs).find(([kind]) => faults.includes(kind)) ?? [];
    const result = cost === 'stopped' ? stubbed(7, false) : stubbed(Math.min(cost, statesMax), cost < statesMax);
    return { result, statesAnew: result.distinct };
  };
  return { few: await searchFewFaults(trial, 500_000, stub), asked };
}

describe('searches with few faults', () => {
  it('say nothing of what takes one fault more', async () => {
    const { faultsAtMost, found, choices } = await searchFewFaults(twoKills, 1_000_000, search);
    expect([faultsAtMost, found]).toEqual([1, []]);
    expect(choices.map(({ exercised }) => exercised['no-loss'] > 0)).toEqual([true, true, true]);
    const whole = exhaustive(twoKills).violations.map(({ property }) => property);
    expect(whole).toContain('no-loss');
  });

  it('agree with the whole search of a setup that allows no more', async () => {
    const { setup } = twoKills.world;
    const one = exhaustive(clusterTrial(setupWith(setup, chosen(setup.faults, 1)[0])));
    expect([one.complete, one.violations]).toEqual([true, []]);
  });

  it('try every choice with a few states first, and one that is hopeless stands in the way of none', async () => {
    const { few, asked } = await searchedWith(threeKinds, { 'consumer.crash': Infinity });
    expect(few.faultsAtMost).toBe(0);
    expect(few.choices.map(({ faults }) => faultsText(faults))).toEqual([
      'none',
      'rebalance 1',
      'broker.crash 1',
      'broker.crash 1 + rebalance 1',
    ]);
    expect(few.open).toEqual([{ 'consumer.crash': 1 }]);
    expect(asked.slice(0, 6)).toEqual([
      'none in 20000',
      'rebalance 1 in 20000',
      'consumer.crash 1 in 20000',
      'broker.crash 1 in 20000',
      'broker.crash 1 + rebalance 1 in 20000',
      'consumer.crash 1 in 80000',
    ]);
  });

  it('end when all states that they may have together are spent', async () => {
    const { asked } = await searchedWith(threeKinds, { 'consumer.crash': Infinity });
    expect(asked.slice(5)).toEqual([
      'consumer.crash 1 in 80000',
      'consumer.crash 1 in 320000',
      'consumer.crash 1 in 79960',
    ]);
  });

  it('go on to choices of more faults when one that needed more states has come to its end', async () => {
    const { few } = await searchedWith(threeKinds, { 'consumer.crash': 50_000 });
    expect([few.faultsAtMost, few.open]).toEqual([2, []]);
  });

  it('end with the first that had no time left, or no memory', async () => {
    const { few, asked } = await searchedWith(threeKinds, { rebalance: 'stopped' });
    expect(asked).toEqual(['none in 20000', 'rebalance 1 in 20000']);
    expect(few).toMatchObject({
      faultsAtMost: 0,
      open: [{ rebalance: 1 }, { 'consumer.crash': 1 }, { 'broker.crash': 1 }],
    });
  });

  it('count once what they have in common', async () => {
    const asked: number[] = [];
    const stub: Search = async (_trial, statesMax) => {
      asked.push(statesMax);
      return { result: stubbed(90, true), statesAnew: asked.length === 2 ? 90 : 5 };
    };
    expect(await searchFewFaults(twoKills, 100, stub)).toMatchObject({ faultsAtMost: 1 });
    expect(asked).toEqual([100, 95, 5]);
  });

  it('say nothing at all where there is too much without any', async () => {
    expect(await searchFewFaults(twoKills, 5, search)).toMatchObject({ faultsAtMost: null, choices: [], found: [] });
  });
});
