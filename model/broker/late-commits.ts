import { Incident } from '../observer/ledger.ts';
import { elementsOf, type SmallSet } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { withIncident, withMember } from '../update.ts';
import { groupOf, membersOf, type World } from '../world.ts';
import { takeOffsets } from './offset-commits.ts';

/**
 * Which of the commits that have outlived their connections the coordinator still takes. It compares what it compares of any
 * other (`ClassicGroup.validateOffsetCommit`: member id and generation; `ConsumerGroup.validateOffsetCommit`: the member epoch),
 * and no generation, member id or epoch comes back: what it would refuse from now on is forgotten.
 */

/** It arrives: nothing is compared with what was committed since (`OffsetMetadataManager.commitOffset`). */
export function arriveLate(world: World, state: ClusterState, member: number, index: number): ClusterState {
  const before = state.members[member];
  const left = withMember(state, member, { ...before, lateCommits: before.lateCommits.toSpliced(index, 1) });
  return takeOffsets(withIncident(left, Incident.commitArrived), groupOf(world, member), before.lateCommits[index]);
}

/** The generation that all these members' commits name is over. */
export const withoutLateCommits = (state: ClusterState, members: readonly number[]): ClusterState =>
  members.reduce((after, member) => keeping(after, member, () => false), state);

/**
 * A member of KIP-848 has taken these partitions, or learned of its group's epoch. Whoever had them before has a newer epoch by
 * now, and so may the member itself: STALE_MEMBER_EPOCH. With KIP-1251 a commit is taken as long as its member has had all that it
 * names since (`createAssignmentEpochValidator`).
 *
 * @param owned what the member had before.
 */
export function withoutStaleCommits(
  world: World,
  state: ClusterState,
  member: number,
  { taken, owned, isRaised }: { readonly taken: SmallSet; readonly owned: SmallSet; readonly isRaised: boolean },
): ClusterState {
  const others = membersOf(world, groupOf(world, member)).filter((other) => other !== member);
  const after = others.reduce((left, other) => keeping(left, other, (offsets) => !names(offsets, taken)), state);
  if (!isRaised) return after;
  if (!world.protocol.commitsByAssignmentEpoch) return withoutLateCommits(after, [member]);
  return keeping(after, member, (offsets) => !names(offsets, world.everyInput & ~owned));
}

/** A member of KIP-848 has given these partitions up, which raises its epoch. */
export function afterGivingUp(world: World, state: ClusterState, member: number, partitions: SmallSet): ClusterState {
  if (commitsAtTheEnd(world)) return state;
  if (!world.protocol.commitsByAssignmentEpoch) return withoutLateCommits(state, [member]);
  return keeping(state, member, (offsets) => !names(offsets, partitions));
}

/** A member has left its group. */
export const afterLeaving = (world: World, state: ClusterState, member: number): ClusterState =>
  commitsAtTheEnd(world) || world.setup.application['on.close'] === 'commit'
    ? state
    : withoutLateCommits(state, [member]);

/**
 * Whether a member commits as it gives partitions up. It does and says so in one step here; what is late of it may come between
 * the two. It is forgotten when somebody can ask what is committed: nobody can tell between from later before that.
 */
const commitsAtTheEnd = ({ autoCommit, onRevoke }: World): boolean =>
  autoCommit || onRevoke === 'commit' || onRevoke === 'drain';

const names = (offsets: readonly number[], partitions: SmallSet): boolean =>
  elementsOf(partitions).some((partition) => offsets[partition] >= 0);

function keeping(state: ClusterState, member: number, isTaken: (offsets: readonly number[]) => boolean): ClusterState {
  const before = state.members[member];
  if (before.lateCommits.every(isTaken)) return state;
  return withMember(state, member, { ...before, lateCommits: before.lateCommits.filter(isTaken) });
}
