import type { ClusterState } from '../state.ts';
import { groupOf, type World } from '../world.ts';

/** Whether a member that starts on the partition would be sent to its end, wherever that is then. */
export function mayReset(world: World, state: ClusterState, partition: number): boolean {
  return (
    world.setup.consumer['auto.offset.reset'] === 'latest' &&
    state.groups.some(({ committed }) => committed[partition] < 0)
  );
}

/** Whether some member's next poll would first commit a position on the partition. */
export function autoCommitIsDue(world: World, state: ClusterState, partition: number): boolean {
  if (!world.autoCommit) return false;
  return state.members.some(({ positions }, member) => {
    const position = positions[partition];
    return position > 0 && position !== state.groups[groupOf(world, member)].committed[partition];
  });
}
