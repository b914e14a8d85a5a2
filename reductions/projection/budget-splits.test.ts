import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, type FaultKind } from '../../model/faults/fault-kinds.ts';
import { budgetSplits } from './budget-splits.ts';

const budget = (given: Partial<Record<FaultKind, number>>): number[] => FAULT_KINDS.map((kind) => given[kind] ?? 0);

/** The splits of a budget, by what the cluster and the consumers get of one kind. */
const splitsOf = (given: Partial<Record<FaultKind, number>>, kind: FaultKind) =>
  budgetSplits(budget(given)).map(({ cluster, consumers }) => {
    const index = FAULT_KINDS.indexOf(kind);
    return [cluster[index], consumers[index]];
  });

describe('the budget of a kind', () => {
  it('that strikes one part alone is that part’s', () => {
    expect(splitsOf({ 'broker.crash': 2 }, 'broker.crash')).toEqual([[2, 0]]);
    expect(splitsOf({ 'consumer.crash': 2 }, 'consumer.crash')).toEqual([[0, 2]]);
  });

  it('that strikes both is split in every way', () => {
    expect(splitsOf({ 'response.lost': 2 }, 'response.lost')).toEqual([
      [2, 0],
      [1, 1],
      [0, 2],
    ]);
  });

  it('is split whatever is done with the others', () => {
    const both = budgetSplits(budget({ 'response.lost': 1, 'leader.moved': 1 }));
    const places = (['response.lost', 'leader.moved'] as const).map((kind) => FAULT_KINDS.indexOf(kind));
    expect(both.map(({ cluster }) => places.map((place) => cluster[place]))).toEqual([
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
  });
});
