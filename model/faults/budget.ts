import { FAULT_KINDS, type FaultKind } from './fault-kinds.ts';
import { replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';

/** Where each kind of fault stands in the budget. */
const budgetIndex = Object.fromEntries(FAULT_KINDS.map((kind, index) => [kind, index])) as Record<FaultKind, number>;

/** How many faults of this kind the budget still pays for. */
export const left = (state: ClusterState, kind: FaultKind): number => state.budget[budgetIndex[kind]];

/** Whether the budget still pays for a fault of this kind. */
export function affords(state: ClusterState, kind: FaultKind): boolean {
  return state.budget[budgetIndex[kind]] > 0;
}

export function spend(state: ClusterState, kind: FaultKind): ClusterState {
  const index = budgetIndex[kind];
  return { ...state, budget: replaceAt(state.budget, index, state.budget[index] - 1) };
}
