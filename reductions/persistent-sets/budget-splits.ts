import type { ClusterMachine } from '../reduced.ts';

/**
 * The machine, searched once from every part of its fault budget.
 *
 * A run that leaves something of its budget is also a run of the smaller one that it spends, and leaves nothing of that.
 * So from each start only those states at rest matter in which nothing is left over, or what is left over cannot happen:
 * in both nothing is enabled at all. Budgets are only ever looked at to see whether a fault can be paid for.
 */
export const withStarts = (machine: ClusterMachine): ClusterMachine => ({
  ...machine,
  starts: partsOf(machine.init.budget).map((budget) => ({ ...machine.init, budget })),
});

/** Every budget that is nowhere larger, the whole one first. */
function partsOf(budget: readonly number[]): number[][] {
  return budget.reduce<number[][]>(
    (parts, most) => parts.flatMap((part) => Array.from({ length: most + 1 }, (_, less) => part.concat(most - less))),
    [[]],
  );
}
