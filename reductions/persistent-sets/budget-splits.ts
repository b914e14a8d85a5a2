import type { ClusterState } from '../../model/state.ts';

/**
 * The initial state with every part of its fault budget, the whole one first.
 *
 * A run that leaves something of its budget is also a run of the smaller one that it spends, and leaves nothing of that.
 * So from each initial state only those states at rest matter in which nothing is left over, or what is left over cannot
 * happen: in both nothing is enabled at all. Budgets are only ever looked at to see whether a fault can be paid for.
 */
export const budgetSplits = (init: ClusterState): readonly ClusterState[] =>
  partsOf(init.budget).map((budget) => ({ ...init, budget }));

/** Every budget that is nowhere larger, the whole one first. */
function partsOf(budget: readonly number[]): number[][] {
  return budget.reduce<number[][]>(
    (parts, most) => parts.flatMap((part) => Array.from({ length: most + 1 }, (_, less) => part.concat(most - less))),
    [[]],
  );
}
