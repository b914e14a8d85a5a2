import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { groupOf, slotOf, type World } from '../world.ts';

/**
 * Whether somebody waits for the member, so that a pause of it is told from a step that takes long: its group, or where it
 * is in none the coordinator of its transactions.
 */
export const isAwaited = (world: World, state: ClusterState, member: number): boolean =>
  (world.assigns && world.transform && world.transactional) ||
  has(state.groups[groupOf(world, member)].members, slotOf(world, member));
