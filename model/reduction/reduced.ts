import type { Action } from '../action.ts';
import { type Client, JAVA_CLIENT } from '../config/client.ts';
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
    symmetry: asked.symmetry && !world.transform && isJavaClient(world.client),
    commuting: asked.commuting && isCovered(world),
  };
}

const isJavaClient = (client: Client): boolean =>
  (Object.keys(JAVA_CLIENT) as (keyof Client)[]).every((key) => client[key] === JAVA_CLIENT[key]);

/** Whether the arguments of `commuting.ts` cover a world: what consumers do, and what they see of the cluster. */
function isCovered({ transform, transactional, autoCommit, rebalance, protocol, client, setup }: World): boolean {
  if (transform || transactional || !isJavaClient(client)) return false;
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
  const fewerSteps = inOneOrder ? commuting(machine) : machine;
  return symmetry ? symmetric(fewerSteps) : fewerSteps;
}
