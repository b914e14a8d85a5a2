import { expect, it } from 'vitest';
import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import { left } from '../../model/faults/budget.ts';
import { story, transforming } from '../../model/testing/story.ts';
import { budgetSplits } from './budget-splits.ts';

it('a search begins with every part of the budget once, the whole one first', () => {
  const { state } = story(transforming({ faults: { 'consumer.crash': 2, 'response.lost': 1 } }));
  const initials = budgetSplits(state);
  expect(initials.map((initial) => [left(initial, 'consumer.crash'), left(initial, 'response.lost')])).toEqual([
    [2, 1],
    [2, 0],
    [1, 1],
    [1, 0],
    [0, 1],
    [0, 0],
  ]);
  for (const initial of initials) {
    expect(initial).toEqual({ ...state, budget: initial.budget });
    expect(initial.budget).toHaveLength(FAULT_KINDS.length);
  }
});
