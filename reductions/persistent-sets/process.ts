import type { Action, ActionOf } from '../../model/action.ts';
import { isBetweenPolls } from '../../model/application/loop.ts';
import { fetchTarget } from '../../model/consumer/client/reading.ts';
import type { Member } from '../../model/consumer/client/member.ts';
import type { Ask, Query } from '../../model/query.ts';
import { elementsOf, has, type SmallSet } from '../../model/sets.ts';
import type { OrphanedRequest } from '../../model/network/requests/request.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, slotOf, type World } from '../../model/world.ts';
import { areSettled } from '../projection/settled.ts';
import { worldQuery } from '../world-query.ts';
import { keepsGeneration } from './generations.ts';
import { isTooLate } from './late-batches.ts';
import { inputsAreComplete } from './replicas.ts';
import { waitsForFollowers } from './steady.ts';

/** Whether the action is one of a process: its member, its producer, its transactional id, what it has on the wire. */
function isOf(ask: Ask<ClusterState>, action: Action, member: number): boolean {
  if (action.type === 'group.evict') return false;
  if (action.type === 'network.arrive') return ask(ownerOfOrphan, action.index) === member;
  if ('member' in action) return action.member === member;
  return 'producer' in action && action.producer === member;
}

/**
 * A step in which the coordinator ends a decided transaction and that may be taken before anything else; null when
 * there is none.
 *
 * A decision is final, its client can begin nothing before the end, and nobody but the coordinator ends it. What could
 * tell the order is a batch of the same transactional id that still arrives, which is why there must be none. An
 * offsets marker changes what a member would go back to: there must be no other owner of the partition than the one who
 * sent the offsets, and no new one can come before the marker (KIP-447). A marker in a log has its place among the
 * records of others, which nobody observes, and is lost to nobody once the brokers are steady.
 */
export function endingStep(
  world: World,
  ask: Ask<ClusterState>,
  all: readonly Action[],
  steady: boolean,
): Action | null {
  for (const action of all) {
    if (!isEnding(action) || !ask(hasNothingOnWire(world), action.producer)) continue;
    if (action.type === 'transaction.write-marker' && !steady) continue;
    if (action.type === 'transaction.write-offsets-marker' && !ask(concernsNobodyElse(world), action.producer)) {
      continue;
    }
    return action;
  }
  return null;
}

const hasNothingOnWire = worldQuery(
  'whether a producer has nothing on the wire',
  (world, state, producer) =>
    state.producers[producer].inFlight.every(({ stage }) => stage !== 'wire') && !hasOrphans(world, state, producer),
);

/** Whose process an orphaned request, still on the way, is one of; only clients that commit out of order have commits there. */
const ownerOf = (orphan: OrphanedRequest): number =>
  orphan.kind === 'offset-commit' ? orphan.member : orphan.producer;

const ownerOfOrphan: Query<ClusterState, number> = {
  name: 'whose an orphaned request is',
  of: ({ orphanedRequests }, index) => ownerOf(orphanedRequests[index]),
};

/** Whether a process has requests on their way that nobody waits for, and that may still change something. */
const hasOrphans = (world: World, state: ClusterState, process: number): boolean =>
  state.orphanedRequests.some((orphan) => ownerOf(orphan) === process && !isTooLate(world, state, orphan));

/** Whether no other member owns, and no other transaction moves, what the pending offsets of the producer are about. */
const concernsNobodyElse = worldQuery('whether pending offsets concern nobody else', (world, state, producer) => {
  const { pending } = state.groups[groupOf(world, producer)];
  if (pending.some((offsets) => offsets.producer !== producer)) return false;
  return pending.every((own) =>
    state.members.every(
      ({ positions }, member) =>
        member === producer || positions.every((position, partition) => position < 0 || own.offsets[partition] < 0),
    ),
  );
});

/**
 * Steps of one process that are a persistent set; null where they are not.
 *
 * All that the process can do next is among them, and none of it can be told from the same step taken earlier:
 *
 * 1. In the middle of its loop with the brokers steady, unless a batch of it waits for followers (`steady.ts`): its
 *    offsets are refused or not whatever others do, because it keeps its generation (`generations.ts`); its transactional
 *    id is its own. Records of different producers may change places in the output, where no order of them is observed: of
 *    two records of one input partition the later is written by whoever has written the earlier before, or has started
 *    behind it, which takes the marker of its offsets; so that of no two processes both could write first. A zombie
 *    writes both, or neither.
 * 2. The same while brokers can fail, are recovering or may become too few, as long as what it does next depends on the
 *    coordinators alone, which answer.
 * 3. Joining a rebalance in preparation, which waits for it; or the poll in place of that, of everything or of
 *    a prefix, whose records are the same whichever broker they come from.
 * 4. Learning the assignment of an eager group: if the group prepares the next rebalance first, the member gives up at once
 *    what it has been assigned, and nothing of it remains but the observer's note of where it would have started.
 * 5. Starting again after the eviction. What timed out before that is aborted as the process initialises its id, under the
 *    same epoch, and whatever others do then they do before it joins.
 *
 * A crash or stall of the process and the loss of a response to it are among its steps. Each is one that other faults
 * of the same budget leave possible: a fault that was spent elsewhere is not taken here in the run that is moved.
 */
export function processSteps(
  world: World,
  ask: Ask<ClusterState>,
  all: readonly Action[],
  member: number,
  steady: boolean,
): readonly Action[] | null {
  const status = ask(statusOf, member);
  if (status === 'crashed')
    return all.filter((action) => action.type === 'consumer.restart' && action.member === member);
  if (status !== 'up') return null;
  const own = all.filter((action) => isOf(ask, action, member));
  if (!ask(betweenPolls(world), member)) {
    if (!ask(keepsGeneration(world), member)) return null;
    if (steady && !ask(waitsForFollowers, member)) return own;
    return ask(needsNoBroker(world), member) ? own.filter((action) => !isEnding(action)) : null;
  }
  if (world.rebalance === 'kip-848' || !ask(belongsToGroup(world), member)) return null;
  const types = new Set(own.map(({ type }) => type));
  const learns = world.rebalance === 'eager' && types.has('consumer.sync');
  if (learns || (types.has('consumer.join') && readsTheSame(world, ask, member))) {
    return own.filter((action) => 'member' in action);
  }
  return null;
}

const statusOf: Query<ClusterState, Member['status']> = {
  name: 'the status of a member',
  of: ({ members }, member) => members[member].status,
};

const belongsToGroup = worldQuery('whether a member belongs to its group', (world, { groups }, member) =>
  has(groups[groupOf(world, member)].members, slotOf(world, member)),
);

const betweenPolls = worldQuery('whether a member is between polls', isBetweenPolls);

type Ending = ActionOf<'transaction.write-marker' | 'transaction.write-offsets-marker' | 'transaction.complete'>;

const isEnding = (action: Action): action is Ending =>
  action.type === 'transaction.write-marker' ||
  action.type === 'transaction.write-offsets-marker' ||
  action.type === 'transaction.complete';

/**
 * Whether what the process does next depends on no broker but its coordinators. Where leaders lead for good that is so as soon
 * as every batch that is on its way has its answer; else nothing may be left to send either, which finds its leader or not.
 */
const needsNoBroker = worldQuery('whether a process needs no broker', (world, state, member) => {
  const { inFlight, queue, resend } = state.producers[member];
  if (hasOrphans(world, state, member)) return false;
  if (areSettled(world).of(state, -1, -1)) return inFlight.every(({ stage }) => stage === 'reply');
  return inFlight.length === 0 && queue.length === 0 && resend.length === 0 && state.members[member].step !== 'send';
});

/** Whether a poll gives the same now and later: what the member owns can be read, and all of it is there. */
const readsTheSame = (world: World, ask: Ask<ClusterState>, member: number): boolean =>
  inputsAreComplete(world, ask) &&
  elementsOf(ask(ownedBy, member)).every((partition) => ask(isReadable(world), partition));

const ownedBy: Query<ClusterState, SmallSet> = {
  name: 'what a member owns',
  of: ({ members }, member) => members[member].owned,
};

const isReadable = worldQuery(
  'whether a partition can be read',
  (world, state, partition) => fetchTarget(world, state, partition) !== null,
);
