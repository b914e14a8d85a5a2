import type { GroupAction } from '../../model/action.ts';
import { unreachable } from '../../model/machine.ts';
import type { World } from '../../model/world.ts';
import type { Moment, Told } from '../moment.ts';
import { GROUP_COORDINATOR, groupName, memberName, transactionalIdName } from '../names.ts';
import { patienceWith } from '../patience.ts';

/** What the group coordinator does by itself. */
export function tellGroup(moment: Moment, action: GroupAction): Told {
  return { actor: GROUP_COORDINATOR, text: textOf(moment, action) };
}

function textOf({ world, before, after }: Moment, action: GroupAction): string {
  switch (action.type) {
    case 'group.evict': {
      const from = world.groups === 1 ? ` from ${groupName(0)}` : '';
      const removed = `removes ${memberName(world, action.member)}${from}`;
      // A process that is dead sends no heartbeats; one that is stalled may, and still does not poll.
      return before.members[action.member].status === 'crashed'
        ? `${removed}: session.timeout.ms has passed`
        : `${removed}, though it is alive: ${patienceWith(world)} has passed`;
    }
    case 'group.apply-offsets':
      return `applies the marker for the offsets of ${transactionalIdName(world, action.producer)}, which it has answered for`;
    case 'group.complete':
      return completeText(world, groupName(action.group), after.groups[action.group].generation);
    default:
      return unreachable(action);
  }
}

/** KIP-848 has no rebalance that is ever complete. */
const completeText = (world: World, group: string, generation: number): string =>
  world.rebalance === 'kip-848'
    ? `computes a new target assignment: group epoch ${generation} of ${group}`
    : `completes the rebalance: generation ${generation} of ${group}`;
