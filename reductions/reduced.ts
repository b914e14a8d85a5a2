import type { Action } from '../model/action.ts';
import { type Client, JAVA_CLIENT } from '../model/client.ts';
import type { Machine } from '../model/machine.ts';
import type { ClusterState } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { divided } from './projection.ts';
import type { Division } from './decomposition.ts';
import { symmetric } from './quotient.ts';
import { canonicalTransform } from './quotient/processes.ts';
import { commutingTransform } from './persistent-sets.ts';
import { hasReductions } from './persistent-sets/scope.ts';

/** Which reductions a complete search of a cluster makes use of. */
export interface Reductions {
  /** One state stands for all that differ in the names of interchangeable things: `symmetry.ts`. */
  readonly symmetry: boolean;
  /** Of steps that commute one order is enough: `divided.ts`, `transform-commuting.ts`. */
  readonly commuting: boolean;
}

export const NO_REDUCTIONS: Reductions = { symmetry: false, commuting: false };

export const ALL_REDUCTIONS: Reductions = { symmetry: true, commuting: true };

/** Those of `asked` that leave anything out in this world. */
export function applicable(world: World, asked: Reductions): Reductions {
  const { transform, client } = world;
  return {
    symmetry: asked.symmetry && isJavaClient(client) && (!transform || hasTwoProcesses(world)),
    commuting: asked.commuting && (transform ? isJavaClient(client) && hasReductions(world) : isDivisible(world)),
  };
}

const isJavaClient = (client: Client): boolean =>
  (Object.keys(JAVA_CLIENT) as (keyof Client)[]).every((key) => client[key] === JAVA_CLIENT[key]);

/** Whether the members of a transform can change places, producers and all. */
const hasTwoProcesses = ({ transactional, groups, membersPerGroup }: World): boolean =>
  transactional && groups === 1 && membersPerGroup <= 2;

/**
 * Whether `divided.ts` speaks of a world: not where readers look at transactions, and not where requests of consumers and
 * of producers arrive late, in an order among each other.
 */
const isDivisible = ({ transform, transactional, client }: World): boolean =>
  !transform && !transactional && client.commitsInOrder;

export type ClusterMachine = Machine<ClusterState, Action> & { readonly world: World };

/** A machine as it is to be searched; where it is divided, each part by itself. */
export interface Reduced {
  readonly machine: ClusterMachine;
  readonly division?: Division<ClusterState, Action>;
}

/**
 * What to search instead of `machine`: a complete search of it finds a violation of a property if and only if there is
 * one in `machine`. What it finds is a schedule of `machine`, though not always a shortest one.
 */
export function reduced(machine: ClusterMachine, reductions: Reductions): Reduced {
  const { symmetry, commuting } = applicable(machine.world, reductions);
  if (machine.world.transform) {
    const fewerSteps = commuting ? commutingTransform(machine) : machine;
    return { machine: symmetry ? canonicalTransform(fewerSteps) : fewerSteps };
  }
  const merged = symmetry ? symmetric(machine) : machine;
  return commuting ? { machine: merged, division: divided(merged) } : { machine: merged };
}
