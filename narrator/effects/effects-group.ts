import type { Action, ActionType } from '../../model/action.ts';
import type { Group, PendingOffsets } from '../../model/broker/group-coordinator.ts';
import { isEqual } from '../../model/equal.ts';
import { elementsOf, EMPTY, has } from '../../model/sets.ts';
import { memberAt, type World } from '../../model/world.ts';
import { keptOffset } from '../kept-offset.ts';
import type { Moment } from '../moment.ts';
import { groupName, memberName, offsetsName, partitionName } from '../names.ts';
import { isPoll } from '../polls.ts';

/** What group coordinators wrote down: rebalances, assignments, committed offsets. */
export function groupEffects(moment: Moment, action: Action): string[] {
  const { world, before, after } = moment;
  return after.groups.flatMap((is, group) => {
    const was = before.groups[group];
    if (isEqual(was, is)) return [];
    return [
      ...rebalanceEffects(world, group, was, is, action),
      ...commitEffects(moment, group, action),
      ...pendingEffects(world, group, was, is),
    ];
  });
}

function rebalanceEffects(world: World, group: number, was: Group, is: Group, action: Action): string[] {
  if (action.type === 'coordinator.load') return loadEffects(group, was, is);
  const effects: string[] = [];
  if (was.phase === 'stable' && is.phase === 'preparing' && action.type !== 'rebalance') {
    effects.push(`${groupName(group)} has to rebalance${rejoiner(world, group, is, action)}`);
  }
  if (is.generation !== was.generation && is.phase === 'preparing') {
    const names = elementsOf(is.unaware).map((slot) => memberName(world, memberAt(world, group, slot)));
    effects.push(
      `generation ${is.generation} of ${groupName(group)} begins, of which ${names.join(' and ')} knows nothing`,
    );
  } else if (is.generation !== was.generation) {
    is.target.forEach((slot, partition) => {
      const name = partitionName(world, partition);
      const owner = memberName(world, memberAt(world, group, slot));
      // KIP-429 and KIP-848: what somebody else still owns has to be given up first.
      effects.push(`${name} ${is.assignment[partition] === slot ? 'goes to' : 'is meant for'} ${owner}`);
    });
  }
  return effects;
}

/** KIP-429: who gives something up joins the rebalance that begins with that. */
function rejoiner(world: World, group: number, { joined }: Group, action: Action): string {
  const slot = elementsOf(joined).at(0);
  if (action.type !== 'consumer.sync' || slot === undefined) return '';
  return `, which ${memberName(world, memberAt(world, group, slot))} rejoins in the same poll`;
}

/** What a coordinator that has lost something makes of a group. */
function loadEffects(group: number, was: Group, is: Group): string[] {
  const name = groupName(group);
  if (is.members === EMPTY)
    return was.members === EMPTY ? [] : [`it knows no member of ${name}: all have to join anew`];
  if (is.generation === was.generation) return [];
  return [`${name} is in generation ${is.generation} again, as it was before generation ${was.generation}`];
}

function commitEffects(moment: Moment, group: number, action: Action): string[] {
  const { world, before, after } = moment;
  const was = before.groups[group];
  const is = after.groups[group];
  return is.committed.flatMap((offset, partition) => {
    const previous = was.committed[partition];
    if (offset === previous) return [];
    if (offset < 0) return [`${keptOffset(world, group, offset, partition)} any more`];
    const back = offset < previous ? `, back from ${previous}` : '';
    return [`${keptOffset(world, group, offset, partition)}${back}${automatic(moment, partition, action)}`];
  });
}

/** Steps that are commits themselves, or bring one that was asked for. */
const ASKED: ReadonlySet<ActionType> = new Set([
  'consumer.commit',
  'consumer.auto-commit',
  'network.arrive',
  'network.arrive-commit',
  'offset-commit-response.lost',
  'auto-commit.refused',
  'transaction.write-offsets-marker',
]);

/** A commit that no line of the application asked for. */
function automatic({ world, before, after }: Moment, partition: number, action: Action): string {
  if (isPoll(action)) return ' (enable.auto.commit: where this poll begins)';
  if (action.type === 'consumer.sync' && world.client.lateOffsetStore === 'kept') {
    return ' (what was stored after the revocation, as the partition comes back)';
  }
  if (
    action.type === 'consumer.commit' &&
    world.rebalance === 'kip-848' &&
    before.members[action.member].generation < 0
  )
    return ' (it names no member epoch, and an empty group takes that from anybody)';
  const cooperative = world.rebalance === 'cooperative';
  if (action.type === 'consumer.join' || action.type === 'consumer.sync') {
    const keeps = has(before.members[action.member].owned & after.members[action.member].owned, partition);
    if (world.autoCommit && cooperative && keeps) return ' (enable.auto.commit, as it rejoins)';
    // When a cooperative member gives something up, only its listener commits.
    const byItself = world.autoCommit && !cooperative;
    return byItself ? ' (enable.auto.commit, as its partitions are revoked)' : ` (on.revoke: ${world.onRevoke})`;
  }
  if (action.type === 'consumer.leave' && !world.autoCommit) {
    const byApplication = world.setup.application['on.close'] === 'commit';
    return byApplication ? ' (on.close: commit)' : ` (on.revoke: ${world.onRevoke})`;
  }
  // What is committed in a step that is no commit is committed by a consumer that is being closed.
  return world.autoCommit && !ASKED.has(action.type) ? ' (enable.auto.commit, as it is closed)' : '';
}

function pendingEffects(world: World, group: number, was: Group, is: Group): string[] {
  const added = is.pending.filter((pending) => !isAmong(was.pending, pending));
  const gone = was.pending.filter((pending) => !isAmong(is.pending, pending));
  const dropped = gone.filter((pending) => !isReplaced(pending, added) && !isApplied(pending, is));
  return [
    ...added.map((pending) => `${offsetsName(world, pending.offsets)} ${waitsFor(pending)}`),
    ...dropped.map(
      (pending) => `${offsetsName(world, pending.offsets)} is dropped, ${groupName(group)} has not committed it`,
    ),
  ];
}

/** Whether the same offsets wait for the same: what was appended after them may be new. */
const isAmong = (all: readonly PendingOffsets[], { transaction, marked, offsets }: PendingOffsets): boolean =>
  all.some((other) => other.transaction === transaction && other.marked === marked && isEqual(other.offsets, offsets));

const waitsFor = ({ marked }: PendingOffsets): string =>
  marked === 'nothing'
    ? 'is pending until the transaction ends'
    : 'is still pending: the marker is answered for before it is applied';

const isReplaced = (pending: PendingOffsets, added: readonly PendingOffsets[]): boolean =>
  added.some((other) => other.producer === pending.producer);

const isApplied = (pending: PendingOffsets, group: Group): boolean =>
  pending.offsets.every((offset, partition) => offset < 0 || group.committed[partition] === offset);
