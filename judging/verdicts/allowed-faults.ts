import type { Coverage } from '../../explorers/coverage.ts';
import { FAULT_KINDS, faultActionsOf, type FaultKind } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';
import type { AllowedFault, GuaranteeVerdict } from '../../reports/documents/verdict.ts';

/**
 * The kinds of fault that a setup allows, and which of them happened.
 *
 * @param seen the types of the actions of everything that was searched for the verdict.
 */
export const allowedFaults = ({ faults }: Pick<Setup, 'faults'>, seen: ReadonlySet<string>): AllowedFault[] =>
  FAULT_KINDS.filter((kind) => faults[kind] > 0).map((kind) => ({
    kind,
    budget: faults[kind],
    occurred: hasOccurred(kind, seen),
  }));

/** Whether an action that the budget of this kind pays for was seen. */
export const hasOccurred = (kind: FaultKind, seen: ReadonlySet<string>): boolean =>
  faultActionsOf(kind).some((type) => seen.has(type));

/**
 * The types of the actions that were seen: of those that were counted, and of the counterexamples. A shortest one is looked
 * for in a world of its own, and may well go a way that the search for the verdict has not come by.
 */
export function actionsSeen(
  { actions }: Pick<Coverage, 'actions'>,
  guarantees: readonly Pick<GuaranteeVerdict, 'causes'>[],
): ReadonlySet<string> {
  const counted = Object.keys(actions).filter((type) => actions[type] > 0);
  const told = guarantees.flatMap(({ causes = [] }) =>
    causes.flatMap(({ schedule }) => schedule.map(({ type }) => type)),
  );
  return new Set([...counted, ...told]);
}
