import { expect, it } from 'vitest';
import { fuzzRemembered, rememberedText } from './fuzz-remembered.ts';

it('says the same of random setups whether rules are remembered or not', () => {
  const options = { setups: 100, first: 0, seed: 'suite', statesMax: 150 };
  const { outcomes, differences } = fuzzRemembered(options);
  expect(differences.map((difference) => rememberedText(difference, options))).toEqual([]);
  expect(outcomes).toEqual({ same: 100, different: 0 });
});

it('makes a setup that differs small, with the line that finds it again', () => {
  const options = { setups: 30, first: 0, seed: 'suite', statesMax: 10 };
  const { differences } = fuzzRemembered({
    ...options,
    compare: ({ faults = {} }) => ({
      states: 1,
      differences: 'consumer.crash' in faults ? ['distinct: 2; plainly: 3'] : [],
    }),
  });
  const [found] = differences;
  expect(found.draft.faults).toEqual({ 'consumer.crash': 1 });
  expect(rememberedText(found, options)).toContain('distinct: 2; plainly: 3');
  expect(rememberedText(found, options)).toContain(`npm run fuzz -- remembered --setups 1 --seed suite:${found.setup}`);
});
