import { expect, it } from 'vitest';
import { search } from '../search/search.ts';
import { toyRunner } from '../testing/toy.ts';
import { unmet } from './unmet.ts';

it('of all single faults not one of which came about, nothing that is required is met', async () => {
  const verdicts = {
    loss: 'not-violated',
    duplicate: 'not-violated',
    disorder: 'not-violated',
    stuck: 'not-violated',
  } as const;
  const run = toyRunner({ order: 'work first' });
  const searched = await search({
    seed: 's',
    budgets: { 'consumer.crash': 1 },
    runners: [async (job) => ({ ...(await run(job)), isMissed: job.deviations.length > 0 })],
    pairsMax: 0,
    walksMax: 0,
  });
  expect(unmet({ semantics: 'exactly-once', ordered: false, proved: false }, verdicts, searched)).toEqual([
    'of 4 single faults none was tried',
  ]);
});
