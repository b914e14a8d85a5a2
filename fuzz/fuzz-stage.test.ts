import { expect, it } from 'vitest';
import type { Runner } from '../stage/run-result.ts';
import { openedToy } from '../stage/testing/opened-toy.ts';
import { toyRunner } from '../stage/testing/toy.ts';
import { fuzzStage } from './fuzz-stage.ts';

const toy = toyRunner({ order: 'work first' });
const tried = (looking: Runner) =>
  fuzzStage({
    setups: 4,
    first: 0,
    seed: 'suite',
    trials: ['toy.trial.ts'],
    open: () => Promise.resolve(openedToy({ order: 'work first' }, { runners: [toy, looking] })),
  });

it('runs a program by seeds in two places at once, without a fault and with one', async () => {
  expect(await tried(toy)).toMatchObject({ same: 4, different: [], runs: 16 });
});

it('names the run that is not the same where lines are looked at', async () => {
  const looking: Runner = async (job) => {
    const result = await toy(job);
    return job.lines && job.deviations.length > 0 ? { ...result, digest: 'another' } : result;
  };
  const { same, different } = await tried(looking);
  expect(same).toBe(0);
  expect(different[0]).toMatch(/^toy\.trial\.ts: \{"seed":"suite:0","deviations":\[\{"at":\d/);
});
