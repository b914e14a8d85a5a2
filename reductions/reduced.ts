import type { Action } from '../model/action.ts';
import type { Property, Trial } from '../model/property.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { Decomposition } from './decomposition.ts';
import { appliesPersistentSets } from './persistent-sets/needs.ts';
import { persistentSets } from './persistent-sets.ts';
import { appliesProjection } from './projection/needs.ts';
import { projection } from './projection.ts';
import { appliesQuotient } from './quotient/needs.ts';
import { quotient } from './quotient.ts';
import { type ReducedTrial, unreduced } from './reduced-trial.ts';

/** Which reductions a complete search of a cluster makes use of. */
export interface Reductions {
  /** One state stands for all that differ in the names of interchangeable things: `quotient.ts`. */
  readonly symmetry: boolean;
  /** Of steps that commute one order is enough: `projection.ts`, `persistent-sets.ts`. */
  readonly commuting: boolean;
}

export const NO_REDUCTIONS: Reductions = { symmetry: false, commuting: false };

export const ALL_REDUCTIONS: Reductions = { symmetry: true, commuting: true };

/** Whether a search by them leaves out what is equivalent. */
export const leavesOut = ({ symmetry, commuting }: Reductions): boolean => symmetry || commuting;

/** Those of `asked` that leave anything out in this world. */
export const applicable = (world: World, asked: Reductions): Reductions => ({
  symmetry: asked.symmetry && appliesQuotient(world),
  commuting: asked.commuting && (world.transform ? appliesPersistentSets(world) : appliesProjection(world)),
});

/**
 * What to search instead of `trial`, by the reductions that apply: each is a function from a trial to another and the
 * way back. The quotient leaves schedules as they are, so that the two compose.
 */
export function reduced(
  trial: Trial<ClusterState, Action> & {
    readonly world: World;
    readonly propertiesIn: (world: World) => readonly Property<ClusterState>[];
  },
  asked: Reductions,
): ReducedTrial<ClusterState, Action> | Decomposition<ClusterState, Action> {
  const { world } = trial;
  const { symmetry, commuting } = applicable(world, asked);
  const merged = symmetry ? quotient(world, trial) : trial;
  if (!commuting) return unreduced(merged);
  return world.transform ? persistentSets(world, merged) : projection(world, merged, trial.propertiesIn);
}
