import { add, elementsOf, EMPTY, type SmallSet } from '../../sets.ts';
import type { ClusterState } from '../../state.ts';
import type { World } from '../../world.ts';
import { fetchTarget } from './reading.ts';

/**
 * What the member owns of which its client may be asking the leader whether the log is still the one that it has read
 * (KIP-320: OffsetsForLeaderEpoch). It asks as it hears of a leader epoch that it has not fetched in
 * (`SubscriptionState.maybeValidatePositionForCurrentLeader`), and until it is answered has no valid position
 * (`FetchStates.AWAIT_VALIDATION`).
 *
 * In which epoch it has fetched nobody keeps here: a record that was written in an older one can have been fetched, ahead of
 * poll(), before the newer one began.
 */
export function unvalidatedOf(world: World, state: ClusterState, member: number): SmallSet {
  if (!world.holdsBackUnvalidated) return EMPTY;
  const { owned, positionEpochs } = state.members[member];
  return elementsOf(owned)
    .filter((partition) => {
      const epoch = positionEpochs[partition];
      const target = epoch < 0 ? null : fetchTarget(world, state, partition);
      return target !== null && target.leaderEpoch > epoch;
    })
    .reduce(add, EMPTY);
}
