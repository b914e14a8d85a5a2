import { describe, expect, it } from 'vitest';
import { exhaustive } from '../explorers/exhaustive.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { reduced } from './reduced.ts';
import { KEEPING, LARGER } from './testing/larger-worlds.ts';
import { CONSUMING, TRANSFORMING } from './testing/small-worlds.ts';

/**
 * A reduction that leaves out less than it could is sound, and nobody would notice; so what is left of small worlds is
 * counted, here and in `quotient.test.ts`. Whoever changes a rule of the model changes counts; whoever changes a
 * reduction alone should know why.
 */

/** Distinct states of the search of a world with what applies of the reductions; more are not looked at. */
function statesOf(draft: SetupDraft, symmetry: boolean, commuting: boolean, expected: number): number {
  const trial = clusterTrial(setupOf(draft));
  return exhaustive(reduced(trial, { symmetry, commuting }), { statesMax: expected + 1 }).distinct;
}

const small = Object.entries({ ...CONSUMING, ...TRANSFORMING }).map(
  ([
    name,
    {
      draft,
      states: [, , commuting, both],
    },
  ]) => [name, { draft, states: [commuting, both] }] as const,
);

describe.each([...small, ...Object.entries({ ...LARGER, ...KEEPING })])(
  '%s',
  (_name, { draft, states: [commuting, both] }) => {
    it('has exactly so many states by commuting steps', () => {
      expect(statesOf(draft, false, true, commuting)).toBe(commuting);
    });

    it('has exactly so many states by symmetry as well', () => {
      expect(statesOf(draft, true, true, both)).toBe(both);
    });
  },
);

it.each([
  ['consume', CONSUMING['two partitions, two records']],
  ['transform', TRANSFORMING['a transform: a rebalance']],
])('in the shape %s no more is left out than is asked for', (_shape, { draft, states: [whole, symmetry] }) => {
  expect(statesOf(draft, false, false, whole)).toBe(whole);
  expect(statesOf(draft, true, false, symmetry)).toBe(symmetry);
});
