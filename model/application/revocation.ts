import { acceptsCommit, storeOffsets } from '../broker/offset-commits.ts';
import { EMPTY } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';
import { offsetsToCommit } from './offsets.ts';

/**
 * onPartitionsRevoked: the last chance to commit. The consumer does so itself with enable.auto.commit, the user's
 * callback with commit.on.revoke.
 */
export function commitOnRevoke(world: World, state: ClusterState, member: number): ClusterState {
  if (state.members[member].owned === EMPTY || !acceptsCommit(world, state, member)) return state;
  if (world.autoCommit) return storeOffsets(world, state, member, state.members[member].positions);
  if (!world.setup.application['commit.on.revoke']) return state;
  return storeOffsets(world, state, member, offsetsToCommit(world, state, member));
}
