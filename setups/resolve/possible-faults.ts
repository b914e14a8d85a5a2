import { type FaultKind, hindranceOf } from '../../model/faults/fault-kinds.ts';
import type { Hindrance } from '../../model/faults/hindrance.ts';
import type { Setup } from '../../model/setup.ts';
import { worldOf } from '../../model/world.ts';
import type { Given } from '../given.ts';
import { perFault } from '../per-fault.ts';

/**
 * The setup without the faults that can never happen in it.
 *
 * A budget that somebody gave for one is a contradiction, which is refused, or something to be told of. The budget that
 * a setup without a section `faults` has is for what can happen.
 */
export function withPossibleFaults(given: Given, setup: Setup): Setup {
  const world = worldOf(setup);
  const faults = perFault((kind) => {
    const budget = setup.faults[kind];
    const hindrance = budget === 0 ? undefined : hindranceOf(kind, world);
    if (hindrance === undefined) return budget;
    if (given.value('faults', kind) === undefined) return 0;
    tell(given, kind, hindrance);
    return budget;
  });
  return { ...setup, faults };
}

function tell(given: Given, kind: FaultKind, { where, instead, budget }: Hindrance): void {
  if (budget === 'noted') given.note(`${kind} cannot happen ${where}; ${instead}`);
  else given.refuse(DECISIVE, given.place('faults', kind), `${kind} cannot happen ${where}`, instead);
}

/** The sections whose keys decide what can happen. */
const DECISIVE = ['cluster', 'topic', 'producer', 'consumer', 'application', 'faults', 'protocol'] as const;
