import { expect, it } from 'vitest';
import { census } from '../testing/census/census.ts';
import { PRODUCER_WORLDS } from '../testing/census/producers.ts';

it.each(Object.entries(PRODUCER_WORLDS))('%s: as many states, transitions and violations as ever', (_name, draft) => {
  expect(census(draft)).toMatchSnapshot();
});
