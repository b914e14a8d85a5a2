import type { Action, ActionOf } from '../../model/action.ts';
import { isBetweenPolls } from '../../model/application/loop.ts';
import { fetchTarget } from '../../model/consumer/client/reading.ts';
import type { Member } from '../../model/consumer/client/member.ts';
import type { Ask, Query } from '../../model/query.ts';
import { elementsOf, has, type SmallSet } from '../../model/sets.ts';
import type { OrphanedRequest } from '../../model/network/requests/request.ts';
import type { ClusterState } from '../../model/state.ts';
import { affords } from '../../model/faults/budget.ts';
import { groupOf, slotOf, type World } from '../../model/world.ts';
import { worldQuery } from '../world-query.ts';
import { inputsAreComplete } from './replicas.ts';

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
 * records of others, which nobody observes, and is lost to nobody once the brokers are quiescent.
 */
export function endingStep(
  world: World,
  ask: Ask<ClusterState>,
  all: readonly Action[],
  quiescent: boolean,
): Action | null {
  for (const action of all) {
    if (!isEnding(action) || !ask(hasNothingOnWire, action.producer)) continue;
    if (action.type === 'transaction.write-marker' && !quiescent) continue;
    if (action.type === 'transaction.write-offsets-marker' && !ask(concernsNobodyElse(world), action.producer)) {
      continue;
    }
    return action;
  }
  return null;
}

const hasNothingOnWire: Query<ClusterState, boolean> = {
  name: 'whether a producer has nothing on the wire',
  of: (state, producer) =>
    state.producers[producer].inFlight.every(({ stage }) => stage !== 'wire') && !hasOrphans.of(state, producer, -1),
};

/** Whose process an orphaned request, still on the way, is one of; only clients that commit out of order have commits there. */
const ownerOf = (orphan: OrphanedRequest): number =>
  orphan.kind === 'offset-commit' ? orphan.member : orphan.producer;

const ownerOfOrphan: Query<ClusterState, number> = {
  name: 'whose an orphaned request is',
  of: ({ orphanedRequests }, index) => ownerOf(orphanedRequests[index]),
};

const hasOrphans: Query<ClusterState, boolean> = {
  name: 'whether a process has orphaned requests',
  of: ({ orphanedRequests }, process) => orphanedRequests.some((orphan) => ownerOf(orphan) === process),
};

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
 * 1. In the middle of its loop with the brokers quiescent: its generation cannot end without it, because the group waits for
 *    it to join; its offsets are refused or not whatever others do; its transactional id is its own. Records of
 *    different producers may change places in the output, where no order of them is observed: of two records of one input
 *    partition the later is written by whoever has written the earlier before, or has started behind it, which takes the
 *    marker of its offsets; so that of no two processes both could write first. A zombie writes both, or neither.
 * 2. The same while brokers can fail or are recovering, as long as no batch is on its way and none is to be sent: what
 *    it asks is asked of the coordinators, which answer.
 * 3. Joining a rebalance in preparation, which waits for it; or the poll in place of that, of everything or of
 *    a prefix, whose records are the same whichever broker they come from.
 * 4. Learning the assignment: if the group prepares the next rebalance first, the member gives up at once what it has
 *    been assigned, and nothing of it remains but the observer's note of where it would have started.
 * 5. Starting again after the eviction, or the transaction's timeout before that.
 *
 * A crash or stall of the process and the loss of a response to it are among its steps. Each is one that other faults
 * of the same budget leave possible: a fault that was spent elsewhere is not taken here in the run that is moved.
 */
export function processSteps(
  world: World,
  ask: Ask<ClusterState>,
  all: readonly Action[],
  member: number,
  quiescent: boolean,
): readonly Action[] | null {
  const status = ask(statusOf, member);
  if (status === 'crashed')
    return ask(belongsToGroup(world), member) ? null : restartSteps(ask, all, member, quiescent);
  if (status !== 'up') return null;
  const own = all.filter((action) => isOf(ask, action, member));
  if (!ask(betweenPolls(world), member)) {
    if (quiescent)
      return ask(sendsOffsetsLater, member) ? own.filter(({ type }) => type !== 'consumer.send-offsets') : own;
    return ask(asksCoordinatorsOnly, member) ? own.filter((action) => !isEnding(action)) : null;
  }
  if (!ask(belongsToGroup(world), member)) return null;
  const types = new Set(own.map(({ type }) => type));
  if (types.has('consumer.sync') || (types.has('consumer.join') && readsTheSame(world, ask, member))) {
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

/**
 * Whether a batch that is on its way, or acknowledged, may go before the offsets: neither tells whether the other came
 * first, unless the batch has failed, which forbids the offsets. No fault may stop the process any more: it would come
 * between the two.
 */
const sendsOffsetsLater: Query<ClusterState, boolean> = {
  name: 'whether a batch may go before the offsets',
  of(state, member) {
    const { inFlight, queue, epoch } = state.producers[member];
    return (
      !affords(state, 'consumer.crash') &&
      !affords(state, 'consumer.stall') &&
      inFlight.length === 1 &&
      queue.length === 0 &&
      inFlight[0].stage !== 'log' &&
      inFlight[0].error === 'none' &&
      state.transactions[member].epoch === epoch
    );
  },
};

type Ending = ActionOf<'transaction.write-marker' | 'transaction.write-offsets-marker' | 'transaction.complete'>;

const isEnding = (action: Action): action is Ending =>
  action.type === 'transaction.write-marker' ||
  action.type === 'transaction.write-offsets-marker' ||
  action.type === 'transaction.complete';

/** Whether the process has no dealings with brokers before its next poll but those with its coordinators. */
const asksCoordinatorsOnly: Query<ClusterState, boolean> = {
  name: 'whether a process asks coordinators only',
  of(state, member) {
    const { inFlight, queue, resend } = state.producers[member];
    return (
      inFlight.length === 0 &&
      queue.length === 0 &&
      resend.length === 0 &&
      !hasOrphans.of(state, member, -1) &&
      state.members[member].step !== 'send'
    );
  },
};

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

function restartSteps(
  ask: Ask<ClusterState>,
  all: readonly Action[],
  member: number,
  quiescent: boolean,
): readonly Action[] | null {
  const own = all.filter((action) => isOf(ask, action, member));
  if (quiescent) return own;
  if (ask(hasOrphans, member)) return null;
  const chosen = own.filter(({ type }) => type === 'consumer.restart' || type === 'transaction.time-out');
  return ask(isOngoing, member) && chosen.length < 2 ? null : chosen;
}

const isOngoing: Query<ClusterState, boolean> = {
  name: 'whether a transaction is ongoing',
  of: ({ transactions }, id) => transactions[id].status === 'ongoing',
};
