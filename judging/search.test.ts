import { describe, expect, it } from 'vitest';
import { setupOf } from '../setups/resolve.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { Method, SearchLimits } from '../cli/engine.ts';
import { fakeIo } from '../cli/testing/fake.ts';
import { limitsOf } from '../cli/search-options.ts';
import { search, type Searched, searchWithin } from './search.ts';

const setup = setupOf({
  cluster: { brokers: 1 },
  consumer: { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' },
  faults: { 'consumer.crash': 1, rebalance: 1 },
  scope: { records: 2 },
});
const trial = clusterTrial(setup);
const unlimited = limitsOf({ workers: 1 }, fakeIo(), { aborted: false });

const within = (limits: Partial<SearchLimits>, method: Method, statesMax: number) =>
  searchWithin({ ...unlimited, ...limits }, trial, { method, seed: 's', statesMax, runs: 1200 });

describe('the search for the one setup that the user waits for', () => {
  it('says what the search for many setups says', async () => {
    for (const method of ['auto', 'walk', 'exhaustive', 'commands'] as const) {
      const options = { method, seed: 's', statesMax: 1000, runs: 600 };
      const told = (searches: readonly Searched[]) =>
        searches.map((searched) => ({ ...searched, evidence: searched.evidence(1) }));
      expect(told(await searchWithin(unlimited, trial, options))).toEqual(told(search(trial, options)));
    }
  });

  it('walks when the time is over, and says how far the scope was searched', async () => {
    const [scope, walked] = await within({ budgetMs: 1 }, 'auto', 1_000_000);
    expect(scope.complete).toBe(false);
    const { stopped } = scope;
    expect(stopped).toMatch(/^scope not finished: [\d,]+ states, depth \d+; budget of 0.001 s$/);
    expect(walked.evidence(1)).toMatchObject({ method: 'walk', runs: 1200, unfinished: stopped });
  });

  it('searches the whole scope when there is time', async () => {
    const searches = await within({ budgetMs: 60_000 }, 'auto', 1_000_000);
    expect(searches.map(({ complete }) => complete)).toEqual([true]);
  });

  it('walks no more once the user has had enough', async () => {
    const [scope, ...others] = await within({ interrupt: { aborted: true } }, 'auto', 1_000_000);
    expect(scope.stopped).toMatch(/; interrupted$/);
    expect(others).toEqual([]);
    const [walked] = await within({ interrupt: { aborted: true } }, 'walk', 0);
    expect(walked.evidence(0)).toMatchObject({ runs: 0 });
  });
});
