import type { ActionOf } from '../../../model/action.ts';
import { unlocatedOf } from '../../../model/consumer/client/starting.ts';
import { mayLocate } from '../../../model/consumer/partition-producers.ts';
import { EMPTY, has, type SmallSet } from '../../../model/sets.ts';
import type { ClusterState } from '../../../model/state.ts';
import { groupOf, slotOf } from '../../../model/world.ts';
import {
  clientOf,
  joinAnswers,
  joinGroup,
  knowLeaders,
  leaderless,
  namesOfPartitions,
  pollUntil,
} from '../../actors/member-control.ts';
import { memberId } from '../../names.ts';
import { beginProducers, locate } from '../../actors/partition-producers.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { offsetsOf } from './consumer-commit.ts';
import { joinKip848, syncKip848 } from './kip-848.ts';
import { isKafkajs } from '../../clients/is-kafkajs.ts';
import type { Move } from '../move.ts';

export const join: Move<ActionOf<'consumer.join'>> = async (testbed, { action: { member }, before }) => {
  const { world } = testbed;
  if (world.rebalance === 'kip-848') return joinKip848(testbed, member, before);
  const belongs = has(before.groups[groupOf(world, member)].members, slotOf(world, member));
  const revoked = belongs && world.rebalance === 'eager' ? before.members[member].owned : EMPTY;
  await onRevocation(testbed, member, before, revoked);
  await joinGroup(testbed, member);
};

/** SyncGroup, and what else a client asks for until it knows where it starts, goes on by itself. */
export const sync: Move<ActionOf<'consumer.sync'>> = async (testbed, { action: { member }, before, after }) => {
  const { world } = testbed;
  if (world.ids === 'per-partition' && mayLocate(world, before, member)) return locate(testbed, member, before);
  if (world.rebalance === 'kip-848') return syncKip848(testbed, member, before, after);
  const revoked = before.members[member].owned & ~after.members[member].owned;
  // Where it joins again at once, it asks with its next assignment where to start.
  const unlocated = unlocatedOf(after, member);
  const located = after.members[member].owned & ~unlocated & ~locatedOf(before, member);
  // KafkaJS asks over the connection on which it has asked to join, and is answered in that order.
  if (!isKafkajs(world)) await knowLeaders(testbed, member, located);
  await onRevocation(testbed, member, before, revoked);
  const answer = await testbed.held(`the new generation for ${memberId(member)}`, joinAnswers(member));
  const polling = pollUntil(testbed, member, {
    mode: 'assigned',
    listener: true,
    leaderless: namesOfPartitions(testbed, unlocated | leaderless(testbed, located)),
  });
  testbed.gate.pass(answer);
  await polling;
  if (world.ids === 'per-partition') await beginProducers(testbed, member, before, after);
  if (revoked === EMPTY) return;
  // In the same poll() it joins again, so that others can get what it has given up.
  await joinGroup(testbed, member);
};

const locatedOf = (state: ClusterState, member: number): SmallSet =>
  state.members[member].owned & ~unlocatedOf(state, member);

/** What the rebalance listener will commit when these partitions are revoked. */
export async function onRevocation(
  testbed: Testbed,
  member: number,
  state: ClusterState,
  revoked: SmallSet,
): Promise<void> {
  const { onRevoke } = testbed.world;
  if (revoked === EMPTY || (onRevoke !== 'commit' && onRevoke !== 'drain')) return;
  const offsets = offsetsOf(testbed, state, member);
  await clientOf(testbed, member).call('consumer.onRevoke', { name: memberId(member), offsets });
}
