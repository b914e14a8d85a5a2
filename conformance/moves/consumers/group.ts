import type { ActionOf, GroupAction } from '../../../model/action.ts';
import { elementsOf } from '../../../model/sets.ts';
import { groupOf, memberAt } from '../../../model/world.ts';
import { leaveGroup } from '../../../wire/admin/leave-group.ts';
import type { Partitions } from '../../../wire/messages/consumer-protocol.ts';
import { liveMember } from '../../actors/member-control.ts';
import { HOME } from '../../lab/listeners.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { bySchedule } from '../by-schedule.ts';
import { completeKip848, evictKip848 } from './kip-848.ts';
import type { Move, Moves } from '../move.ts';

const complete: Move<ActionOf<'group.complete'>> = async (testbed, { action: { group }, after }) => {
  const { world } = testbed;
  if (world.rebalance === 'kip-848') return completeKip848(testbed, group, after);
  const { members, assignment, generation } = after.groups[group];
  const given = new Map(
    elementsOf(members).map((slot) => {
      const owned = assignment.flatMap((owner, partition) => (owner === slot ? [partition] : []));
      return [liveMember(testbed, memberAt(world, group, slot)).memberId, partitionsByTopic(testbed, owned)];
    }),
  );
  await testbed.groupLeaders[group].complete(generation, (memberId) => given.get(memberId) ?? {});
};

const partitionsByTopic = ({ names }: Testbed, partitions: readonly number[]): Partitions =>
  partitions.length === 0 ? {} : { [names.input]: partitions.map((partition) => names.partition(partition).partition) };

/** In the member's name somebody else has it leave: the coordinator does what it does when its session is over. */
const evict: Move<ActionOf<'group.evict'>> = async (testbed, { action: { member } }) => {
  const { world, names } = testbed;
  if (world.rebalance === 'kip-848') return evictKip848(testbed, member);
  const live = liveMember(testbed, member);
  await leaveGroup(await testbed.connection(HOME), names.group(groupOf(world, member)), live.memberId);
  live.evictedId = live.memberId;
};

/** What the coordinator of groups does. */
export const GROUP_MOVES: Moves<GroupAction> = {
  'group.complete': complete,
  'group.evict': evict,
  'group.apply-offsets': bySchedule,
};
