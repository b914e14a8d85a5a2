import type { Coverage } from '../explorers/coverage.ts';
import { FAULT_KINDS, faultActionsOf } from '../model/faults/fault-kinds.ts';
import type { Setup } from '../model/setup.ts';
import type { AllowedFault } from '../reports/verdict.ts';

/**
 * The kinds of fault that a setup allows, and which of them happened.
 *
 * @param coverage of everything that was searched for the verdict.
 */
export const allowedFaults = (
  { faults }: Pick<Setup, 'faults'>,
  { actions }: Pick<Coverage, 'actions'>,
): AllowedFault[] =>
  FAULT_KINDS.filter((kind) => faults[kind] > 0).map((kind) => ({
    kind,
    budget: faults[kind],
    occurred: faultActionsOf(kind).some((type) => (actions[type] ?? 0) > 0),
  }));
