import type { ActionOf, GroupAction } from '../../model/action.ts';
import { elementsOf } from '../../model/sets.ts';
import { memberAt } from '../../model/world.ts';
import type { Partitions } from '../../wire/messages/consumer-protocol.ts';
import { liveMember } from '../member-control.ts';
import type { Testbed } from '../testbed.ts';
import type { Move, Moves } from './move.ts';

const complete: Move<ActionOf<'group.complete'>> = async (testbed, { action: { group }, after }) => {
  const { world } = testbed;
  const { members, assignment } = after.groups[group];
  const given = new Map(
    elementsOf(members).map((slot) => {
      const owned = assignment.flatMap((owner, partition) => (owner === slot ? [partition] : []));
      return [liveMember(testbed, memberAt(world, group, slot)).memberId, partitionsByTopic(testbed, owned)];
    }),
  );
  await testbed.groupLeaders[group].complete((memberId) => given.get(memberId) ?? {});
};

const partitionsByTopic = ({ names }: Testbed, partitions: readonly number[]): Partitions =>
  partitions.length === 0 ? {} : { [names.input]: partitions.map((partition) => names.partition(partition).partition) };

/** What the coordinator of groups does. */
export const GROUP_MOVES: Moves<GroupAction> = {
  'group.complete': complete,
  'group.evict': { because: 'not built yet' },
  'group.apply-offsets': { because: 'not built yet' },
};
