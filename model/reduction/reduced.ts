import type { Action } from '../action.ts';
import { type Client, JAVA_CLIENT } from '../config/client.ts';
import type { Machine } from '../machine.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';
import { commuting } from './commuting.ts';
import { symmetric } from './symmetry.ts';
import { canonicalTransform } from './transform-canonical.ts';
import { commutingTransform } from './transform-commuting.ts';
import { hasReductions } from './transform-scope.ts';

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
    symmetry: asked.symmetry && isJavaClient(world.client) && (!world.transform || hasTwoProcesses(world)),
    commuting:
      asked.commuting && isJavaClient(world.client) && (world.transform ? hasReductions(world) : isCovered(world)),
  };
}

const isJavaClient = (client: Client): boolean =>
  (Object.keys(JAVA_CLIENT) as (keyof Client)[]).every((key) => client[key] === JAVA_CLIENT[key]);

/** Whether the members of a transform can change places, producers and all. */
const hasTwoProcesses = ({ transactional, groups, membersPerGroup }: World): boolean =>
  transactional && groups === 1 && membersPerGroup <= 2;

/** Whether the arguments of `commuting.ts` cover a world: what consumers do, and what they see of the cluster. */
function isCovered({ transactional, autoCommit, rebalance, protocol, setup }: World): boolean {
  if (transactional) return false;
  // What consumers read would shrink, or what they committed.
  if (setup.faults['records.deleted'] > 0 || setup.faults['offsets.expired'] > 0) return false;
  switch (rebalance) {
    case 'eager':
      return protocol.revocationPausesFetching || !autoCommit;
    case 'cooperative':
      return protocol.olderClaimsCount;
    case 'kip-848':
      return protocol.returnedPartitionStaysOwned && (protocol.autoCommitsReturnedOnly || !autoCommit);
  }
}

export type ClusterMachine = Machine<ClusterState, Action> & { readonly world: World };

/**
 * A machine with fewer states and steps in which a complete search finds a violation of a property if and only if it
 * finds one in `machine`. What it finds is a schedule of `machine`, though not always a shortest one.
 */
export function reduced(machine: ClusterMachine, reductions: Reductions): ClusterMachine {
  const { symmetry, commuting: inOneOrder } = applicable(machine.world, reductions);
  const { transform } = machine.world;
  const fewerSteps = !inOneOrder ? machine : transform ? commutingTransform(machine) : commuting(machine);
  return !symmetry ? fewerSteps : transform ? canonicalTransform(fewerSteps) : symmetric(fewerSteps);
}
