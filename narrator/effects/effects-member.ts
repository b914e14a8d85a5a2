import type { Action } from '../../model/action.ts';
import type { Member } from '../../model/consumer/client/member.ts';
import { isEqual } from '../../model/equal.ts';
import { has, range } from '../../model/sets.ts';
import { memberOf, producersOf } from '../../model/transactional-ids.ts';
import { groupOf } from '../../model/world.ts';
import { positionEffects } from './effects-position.ts';
import { leftoverEffects } from './effects-leftover.ts';
import { exitReason } from '../exit-reason.ts';
import { keeperOf, keptOffset } from '../kept-offset.ts';
import type { Moment } from '../moment.ts';
import { groupName, listed, memberName, partitionName, producerName, recordName } from '../names.ts';

/** What became of the members of groups: what a crash loses, where they read next. */
export function memberEffects(moment: Moment, action: Action): string[] {
  return range(moment.world.members).flatMap((member) => {
    const was = moment.before.members[member];
    const is = moment.after.members[member];
    if (isEqual(was, is)) return [];
    if (is.status === 'closed' && was.status === 'up') return losses(moment, member, { ...was, worker: [] });
    if (was.status !== 'crashed' && is.status === 'crashed') {
      return exits(moment, action, member).concat(losses(moment, member, was));
    }
    // The worker of a closed consumer ends with its process.
    if (action.type === 'consumer.restart') return unfinished(moment, was, groupOf(moment.world, member));
    return forgets(moment, action, member, was, is).concat(
      leftoverEffects(moment, action, member),
      positionEffects(moment, action, member),
    );
  });
}

/** A process that ends without having crashed. */
function exits({ world }: Moment, action: Action, member: number): string[] {
  if (action.type === 'consumer.crash') return [];
  const producer = producerName(world, 'producer' in action ? action.producer : producersOf(world, member)[0]);
  return [`${producer} ${exitReason(action)}: ${memberName(world, member)} exits, to be started anew`];
}

/** What only the process knew. */
function losses(moment: Moment, member: number, was: Member): string[] {
  const { world, after } = moment;
  const group = groupOf(world, member);
  const { committed } = after.groups[group];
  const positions = was.positions.flatMap((position, partition) => {
    if (!has(was.owned, partition) || position <= Math.max(committed[partition], 0)) return [];
    const kept = keptOffset(world, group, committed[partition]);
    return [`its position in ${partitionName(world, partition)}, offset ${position}, is lost: ${kept}`];
  });
  return [...positions, ...unfinished(moment, was, group)];
}

/** Records that the application leaves half done; those that the group has committed past will not come again. */
function unfinished({ world, after }: Moment, { batch, worker, letters }: Member, group: number): string[] {
  const records = [...batch, ...worker, ...letters];
  if (records.length === 0) return [];
  const { committed } = after.groups[group];
  const passed = records.filter(({ partition, offset }) => committed[partition] > offset);
  const names = (list: typeof records) =>
    listed(list.map(({ partition, value }) => recordName(world, partition, value)));
  const isPast = world.ownsOffsets
    ? `the ${keeperOf(world)} of ${groupName(group)} is`
    : `${groupName(group)} has committed`;
  const past = passed.length === 0 ? '' : `, and ${isPast} past ${names(passed)}`;
  return [`what it had polled and not finished is forgotten: ${names(records)}${past}`];
}

/** A refused commit or an aborted transaction makes the application drop the rest of its batch. */
function forgets(moment: Moment, action: Action, member: number, was: Member, is: Member): string[] {
  if (is.batch.length > 0 || was.batch.length === 0 || action.type === 'consumer.process') return [];
  // What happens to the record is told of the fault itself.
  if (action.type === 'processing.failed') return [];
  if (action.type === 'producer.send' && memberOf(moment.world, action.producer) === member) return [];
  return unfinished(moment, { ...was, worker: [] }, groupOf(moment.world, member));
}
