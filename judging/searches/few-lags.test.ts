import { describe, expect, it } from 'vitest';
import { exhaustive } from '../../explorers/exhaustive.ts';
import { clusterTrial } from '../../properties/trial.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { Search } from './few-faults.ts';
import { type FewLags, searchFewLags, tooManyExpected } from './few-lags.ts';

/** Two brokers have each record, unless one of them has lagged out of the ISR: then it is lost with the other one. */
const twoReplicas = (lags: number, factor = 2) =>
  clusterTrial(
    setupOf({
      kafka: '4.1',
      cluster: { brokers: 2 },
      topic: { 'replication.factor': factor, 'min.insync.replicas': 1 },
      consumer: { 'auto.offset.reset': 'earliest', 'enable.auto.commit': false },
      application: { commit: 'after-processing' },
      faults: { 'broker.power-loss': 1 },
      scope: { records: 1, members: 1, lags },
    }),
  );

const search: Search = async (trial, statesMax) => {
  const result = exhaustive(trial, { statesMax });
  return { result, statesAnew: result.distinct };
};

/** Of which numbers of lags a search was made, and what came of them. */
async function searchedWith(trial: ReturnType<typeof twoReplicas>, statesMax: number) {
  const asked: number[] = [];
  const few = await searchFewLags(trial, statesMax, (part, most) => {
    asked.push(part.world.setup.scope.lags);
    return search(part, most);
  });
  return { few, asked };
}

describe('searches with few lags', () => {
  it('say nothing of what takes one lag more', async () => {
    const { few, asked } = await searchedWith(twoReplicas(1), 100_000);
    expect([few.lagsAtMost, few.found, asked]).toEqual([0, [], [0]]);
    expect(few.exercised['no-loss']).toBeGreaterThan(0);
    expect(exhaustive(twoReplicas(1)).violations.map(({ property }) => property)).toContain('no-loss');
  });

  it('have all that a setup with so few lags comes to, and add one as long as it is fewer than the scope allows', async () => {
    const { few, asked } = await searchedWith(twoReplicas(3), 1_000_000);
    const whole = [0, 1, 2].map((lags) => exhaustive(twoReplicas(lags)));
    expect([few.lagsAtMost, asked]).toEqual([2, [0, 1, 2]]);
    expect(few.exercised['no-loss']).toBe(whole.reduce((sum, { exercised }) => sum + exercised['no-loss'], 0));
    const [first] = whole[1].violations;
    expect(few.found).toContainEqual(expect.objectContaining({ property: first.property, cause: first.cause }));
  });

  it('end with the first that comes to no end: all that they may have together is spent', async () => {
    const states = exhaustive(twoReplicas(0)).distinct;
    const { few, asked } = await searchedWith(twoReplicas(3), states + 50);
    expect([few.lagsAtMost, asked]).toEqual([0, [0, 1]]);
    expect(few.exercised).toEqual(exhaustive(twoReplicas(0)).exercised);
  });

  it('are none where there is too much without any, or nobody to lag', async () => {
    expect((await searchedWith(twoReplicas(3), 5)).few).toMatchObject({ lagsAtMost: null, exercised: {} });
    expect(await searchedWith(twoReplicas(3, 1), 1_000_000)).toMatchObject({ few: { lagsAtMost: null }, asked: [] });
  });
});

describe('what is to be expected with all lags', () => {
  const few = (lagsAtMost: number | null, ...states: readonly number[]): FewLags => ({
    lagsAtMost,
    states,
    exercised: {},
    found: [],
    coverage: { actions: {}, goals: {} },
  });

  it('grows with each lag as it did with the one before', () => {
    expect(tooManyExpected(few(1, 1_000, 20_000), 2, 150_000)).toBe(
      'by 1,000 with 0 lags and 20,000 with 1 lag some 400,000 are to be expected',
    );
    expect(tooManyExpected(few(1, 1_000, 20_000), 3, 150_000)).toMatch(/some 8,000,000 are to be expected$/);
    expect(tooManyExpected(few(2, 1_000, 20_000, 100_000), 3, 200_000)).toMatch(/some 500,000 are to be expected$/);
  });

  it('is no reason where it may be half as much', () => {
    expect(tooManyExpected(few(1, 1_000, 20_000), 2, 201_000)).toBeUndefined();
  });

  it('is at least what there is with fewer, where that came to no end', () => {
    expect(tooManyExpected(few(0, 1_000, 20_000), 2, 150_000)).toMatch(/some 400,000 are to be expected$/);
    expect(tooManyExpected(few(null, 300_000), 2, 150_000)).toBe('there are more than 300,000 while no follower lags');
  });

  it('is not told by what happens without any', () => {
    expect(tooManyExpected(few(0, 1_000), 1, 10)).toBeUndefined();
    expect(tooManyExpected(few(null), 1, 10)).toBeUndefined();
  });
});
