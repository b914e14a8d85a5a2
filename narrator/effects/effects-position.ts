import type { Action } from '../../model/action.ts';
import { fetchTarget } from '../../model/consumer/client/reading.ts';
import { has, range } from '../../model/sets.ts';
import { groupOf } from '../../model/world.ts';
import { keeperOf } from '../kept-offset.ts';
import type { Moment } from '../moment.ts';
import { memberName, partitionName, recordName } from '../names.ts';
import { isPoll } from '../polls.ts';

/** Where a member reads next, where that is not simply behind what it got. */
export function positionEffects(moment: Moment, action: Action, member: number): string[] {
  const { world, before, after } = moment;
  const was = before.members[member].positions;
  const is = after.members[member].positions;
  return range(world.inputs).flatMap((partition) => {
    const from = was[partition];
    const to = is[partition];
    const name = partitionName(world, partition);
    if (isAskedLater(moment, action, partition))
      return [`${memberName(world, member)} asks where to start on ${name} with its next assignment`];
    if (from === to || to < 0) return [];
    if (from < 0)
      return [
        `${memberName(world, member)} starts at offset ${to} of ${name}: ${startReason(moment, member, partition)}`,
      ];
    if (to < from) return [`${memberName(world, member)} goes back from offset ${from} of ${name} to ${to}`];
    return isPoll(action) ? skipped(moment, member, partition, from, to) : [];
  });
}

/** Whether a cooperative member gets a partition as it gives another up. */
function isAskedLater({ world, before, after }: Moment, action: Action, partition: number): boolean {
  if (action.type !== 'consumer.sync' || world.ids === 'per-partition') return false;
  const { owned, positions } = after.members[action.member];
  return has(owned & ~before.members[action.member].owned, partition) && positions[partition] < 0;
}

function startReason({ world, after }: Moment, member: number, partition: number): string {
  const committed = after.groups[groupOf(world, member)].committed[partition];
  const start = after.members[member].positions[partition];
  if (committed === start) return world.ownsOffsets ? `its ${keeperOf(world)}` : 'the committed offset';
  if (committed >= 0) return `OffsetFetch fails with STALE_MEMBER_EPOCH, which is taken for nothing committed`;
  const any = world.setup.application.group === 'established' ? ' any more' : '';
  return `${world.ownsOffsets ? `there is no ${keeperOf(world)}` : 'nothing is committed'}${any}, and auto.offset.reset=${world.setup.consumer['auto.offset.reset']}`;
}

/** Records that a reader passed over: those that retention has deleted, and those of aborted transactions. */
function skipped(moment: Moment, member: number, partition: number, from: number, to: number): string[] {
  const { world, before, after } = moment;
  if (from < before.logStarts[partition]) {
    const reset = `auto.offset.reset=${world.setup.consumer['auto.offset.reset']}`;
    const gone = `offset ${from} of ${partitionName(world, partition)} is out of range, since retention has deleted it`;
    return [`${gone}: ${reset} moves ${memberName(world, member)} on to offset ${to}`];
  }
  const { batch, worker } = after.members[member];
  const got = [...batch, ...worker];
  const log = fetchTarget(world, before, partition)?.log ?? [];
  return log.slice(from, to).flatMap((record, index) => {
    const offset = from + index;
    const returned = got.some((polled) => polled.partition === partition && polled.offset === offset);
    if (record.kind !== 'data' || returned) return [];
    return [
      `${recordName(world, partition, record.value)} at offset ${offset} is skipped: its transaction was aborted`,
    ];
  });
}
