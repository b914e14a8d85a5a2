import type { Coverage } from '../explorers/coverage.ts';
import { FAULT_KINDS, faultActionsOf, type FaultKind } from '../model/faults/fault-kinds.ts';
import type { Setup } from '../model/setup.ts';
import type { AllowedFault, GuaranteeVerdict } from '../reports/verdict.ts';

/** How often each type of action was seen. */
type Actions = Coverage['actions'];

/**
 * The kinds of fault that a setup allows, and which of them happened.
 *
 * @param actions of everything that was searched for the verdict.
 */
export const allowedFaults = (
  { faults }: Pick<Setup, 'faults'>,
  { actions }: { readonly actions: Actions },
): AllowedFault[] =>
  FAULT_KINDS.filter((kind) => faults[kind] > 0).map((kind) => ({
    kind,
    budget: faults[kind],
    occurred: hasOccurred(kind, actions),
  }));

/** Whether an action that the budget of this kind pays for was seen. */
export const hasOccurred = (kind: FaultKind, actions: Actions): boolean =>
  faultActionsOf(kind).some((type) => (actions[type] ?? 0) > 0);

/**
 * Whatever was seen: what was counted, and the counterexamples. A shortest one is looked for in a world of its own, and may
 * well go a way that the search for the verdict has not come by.
 */
export function actionsSeen(
  { actions }: Pick<Coverage, 'actions'>,
  guarantees: readonly Pick<GuaranteeVerdict, 'causes'>[],
): Actions {
  const seen = { ...actions };
  for (const { causes = [] } of guarantees) {
    for (const { schedule } of causes) for (const { type } of schedule) seen[type] = (seen[type] ?? 0) + 1;
  }
  return seen;
}
