import { expect, it } from 'vitest';
import { census } from '../testing/census/census.ts';
import { GROUP_WORLDS } from '../testing/census/groups.ts';

it.each(Object.entries(GROUP_WORLDS))('%s: as many states, transitions and violations as ever', (_name, draft) => {
  expect(census(draft)).toMatchSnapshot();
});
