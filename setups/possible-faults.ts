import { FAULT_KINDS, type FaultKind, hindranceOf } from '../model/faults/fault-kinds.ts';
import type { Setup } from '../model/setup.ts';
import { worldOf } from '../model/world.ts';
import type { Given } from './given.ts';
import { perFault } from './per-fault.ts';

/**
 * The setup without the faults that can never happen in it.
 *
 * A budget that somebody gave for one is a contradiction, which is refused, or something to be told of. The budget that
 * a setup without a section `faults` has is for what can happen.
 */
export function withPossibleFaults(given: Given, setup: Setup): Setup {
  const world = worldOf(setup);
  const isLeftOut = (kind: FaultKind): boolean => given.value('faults', kind) === undefined;
  for (const kind of FAULT_KINDS) {
    const hindrance = setup.faults[kind] === 0 || isLeftOut(kind) ? undefined : hindranceOf(kind, world);
    if (hindrance === undefined) continue;
    const { where, instead, budget } = hindrance;
    if (budget === 'noted') given.note(`${kind} cannot happen ${where}; ${instead}`);
    else given.refuse(DECISIVE, given.place('faults', kind), `${kind} cannot happen ${where}`, instead);
  }
  const faults = perFault((kind) =>
    isLeftOut(kind) && hindranceOf(kind, world) !== undefined ? 0 : setup.faults[kind],
  );
  return { ...setup, faults };
}

/** The sections whose keys decide what can happen. */
const DECISIVE = ['cluster', 'topic', 'producer', 'consumer', 'application', 'faults', 'protocol'] as const;
