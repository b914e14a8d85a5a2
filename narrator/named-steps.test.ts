import { expect, test } from 'vitest';
import { namedSteps } from './named-steps.ts';

test.each([
  ['r0 was elected away in step 9, then lost in step 5.', [5, 9]],
  ['by producer 0 in steps 1, 4 and 6; offset 3', [1, 4, 6]],
  ['consumer 0 at offset 2', []],
])('the steps that "%s" names', (summary, steps) => {
  expect(namedSteps(summary)).toEqual(steps);
});
