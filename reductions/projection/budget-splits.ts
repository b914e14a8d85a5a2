import { FAULT_KINDS, faultActionsOf } from '../../model/faults/fault-kinds.ts';
import { actionOwners } from './action-owners.ts';

/** A fault budget, by kind of fault, in two parts. */
export interface BudgetSplit {
  readonly cluster: readonly number[];
  readonly consumers: readonly number[];
}

/** Every way to split a budget: each part has all of its own kinds, and of the shared kinds one what the other has not. */
export function budgetSplits(budget: readonly number[]): readonly BudgetSplit[] {
  return partsOf(budget).map((part) => ({
    cluster: part,
    consumers: budget.map((all, kind) => all - part[kind]),
  }));
}

/** What the cluster may get of each kind: all of its own, none of the consumers', any part of the shared ones. */
function partsOf(budget: readonly number[]): number[][] {
  return FAULT_KINDS.reduce<number[][]>(
    (splits, kind, index) => {
      const all = budget[index];
      const owners = new Set(faultActionsOf(kind).map((type) => actionOwners[type]));
      const shared = Array.from({ length: all + 1 }, (_, less) => all - less);
      const parts = owners.size > 1 ? shared : owners.has('cluster') ? [all] : [0];
      return splits.flatMap((split) => parts.map((part) => split.concat(part)));
    },
    [[]],
  );
}
