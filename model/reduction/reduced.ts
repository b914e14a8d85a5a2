import type { Action } from '../action.ts';
import type { Machine } from '../machine.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';
import { commuting } from './commuting.ts';
import { symmetric } from './symmetry.ts';

/** Which reductions a complete search of a cluster makes use of. */
export interface Reductions {
  /** One state stands for all that differ in the names of interchangeable things: `symmetry.ts`. */
  readonly symmetry: boolean;
  /** Of steps that commute one order is enough: `commuting.ts`. */
  readonly commuting: boolean;
}

export const NO_REDUCTIONS: Reductions = { symmetry: false, commuting: false };

export const ALL_REDUCTIONS: Reductions = { symmetry: true, commuting: true };

/** Those of `asked` that leave anything out in this world. */
export function applicable(world: World, asked: Reductions): Reductions {
  return {
    symmetry: asked.symmetry && !world.transform,
    commuting: asked.commuting && !world.transform && !world.transactional,
  };
}

export type ClusterMachine = Machine<ClusterState, Action> & { readonly world: World };

/**
 * A machine with fewer states and steps in which a complete search finds a violation of a property if and only if it
 * finds one in `machine`. What it finds is a schedule of `machine`, though not always a shortest one.
 */
export function reduced(machine: ClusterMachine, reductions: Reductions): ClusterMachine {
  const { symmetry, commuting: inOneOrder } = applicable(machine.world, reductions);
  const fewerSteps = inOneOrder ? commuting(machine) : machine;
  return symmetry ? symmetric(fewerSteps) : fewerSteps;
}
