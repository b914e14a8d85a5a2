import type { Action, ActionOf } from '../../model/action.ts';
import { isBetweenPolls } from '../../model/application/loop.ts';
import { fetchTarget } from '../../model/consumer/client/reading.ts';
import { elementsOf, has } from '../../model/sets.ts';
import type { OrphanedRequest } from '../../model/network/requests/request.ts';
import type { ClusterState } from '../../model/state.ts';
import { affords } from '../../model/faults/budget.ts';
import { groupOf, slotOf, type World } from '../../model/world.ts';
import { inputsAreComplete } from './replicas.ts';

/** Whether the action is one of a process: its member, its producer, its transactional id, what it has on the wire. */
function isOf(state: ClusterState, action: Action, member: number): boolean {
  if (action.type === 'group.evict') return false;
  if (action.type === 'network.arrive') return isOrphanOf(state.orphanedRequests[action.index], member);
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
  state: ClusterState,
  all: readonly Action[],
  quiescent: boolean,
): Action | null {
  for (const action of all) {
    if (!isEnding(action) || !hasNothingOnWire(state, action.producer)) continue;
    if (action.type === 'transaction.write-marker' && !quiescent) continue;
    if (action.type === 'transaction.write-offsets-marker' && !concernsNobodyElse(world, state, action.producer)) {
      continue;
    }
    return action;
  }
  return null;
}

function hasNothingOnWire(state: ClusterState, producer: number): boolean {
  return (
    state.producers[producer].inFlight.every(({ stage }) => stage !== 'wire') &&
    !state.orphanedRequests.some((orphan) => isOrphanOf(orphan, producer))
  );
}

/** Whether an orphaned request, still on the way, is one of the process; only clients that commit out of order have commits there. */
const isOrphanOf = (orphan: OrphanedRequest, process: number): boolean =>
  (orphan.kind === 'offset-commit' ? orphan.member : orphan.producer) === process;

/** Whether no other member owns, and no other transaction moves, what the pending offsets of the producer are about. */
function concernsNobodyElse(world: World, state: ClusterState, producer: number): boolean {
  const { pending } = state.groups[groupOf(world, producer)];
  if (pending.some((offsets) => offsets.producer !== producer)) return false;
  return pending.every((own) =>
    state.members.every(
      ({ positions }, member) =>
        member === producer || positions.every((position, partition) => position < 0 || own.offsets[partition] < 0),
    ),
  );
}

/**
 * Steps of one process that are a persistent set; null where they are not.
 *
 * All that the process can do next is among them, and none of it can be told from the same step taken earlier:
 *
 * 1. In the middle of its loop with the brokers quiescent: its generation cannot end without it, because the group waits for
 *    it to join; its offsets are refused or not whatever others do; its transactional id is its own. Records of
 *    different producers may change places in the output: nobody observes their order.
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
  state: ClusterState,
  all: readonly Action[],
  member: number,
  quiescent: boolean,
): readonly Action[] | null {
  const { status } = state.members[member];
  const belongs = has(state.groups[groupOf(world, member)].members, slotOf(world, member));
  if (status === 'crashed') return belongs ? null : restartSteps(state, all, member, quiescent);
  if (status !== 'up') return null;
  const own = all.filter((action) => isOf(state, action, member));
  if (!isBetweenPolls(world, state, member)) {
    if (quiescent)
      return sendsOffsetsLater(state, member) ? own.filter(({ type }) => type !== 'consumer.send-offsets') : own;
    return asksCoordinatorsOnly(state, member) ? own.filter((action) => !isEnding(action)) : null;
  }
  if (!belongs) return null;
  const types = new Set(own.map(({ type }) => type));
  if (types.has('consumer.sync') || (types.has('consumer.join') && readsTheSame(world, state, member))) {
    return own.filter((action) => 'member' in action);
  }
  return null;
}

/**
 * Whether a batch that is on its way, or acknowledged, may go before the offsets: neither tells whether the other came
 * first, unless the batch has failed, which forbids the offsets. No fault may stop the process any more: it would come
 * between the two.
 */
function sendsOffsetsLater(state: ClusterState, member: number): boolean {
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
}

type Ending = ActionOf<'transaction.write-marker' | 'transaction.write-offsets-marker' | 'transaction.complete'>;

const isEnding = (action: Action): action is Ending =>
  action.type === 'transaction.write-marker' ||
  action.type === 'transaction.write-offsets-marker' ||
  action.type === 'transaction.complete';

/** Whether the process has no dealings with brokers before its next poll but those with its coordinators. */
function asksCoordinatorsOnly(state: ClusterState, member: number): boolean {
  const { inFlight, queue, resend } = state.producers[member];
  const { step } = state.members[member];
  return (
    inFlight.length === 0 &&
    queue.length === 0 &&
    resend.length === 0 &&
    !state.orphanedRequests.some((orphan) => isOrphanOf(orphan, member)) &&
    step !== 'send'
  );
}

/** Whether a poll gives the same now and later: what the member owns can be read, and all of it is there. */
function readsTheSame(world: World, state: ClusterState, member: number): boolean {
  const { owned } = state.members[member];
  return (
    inputsAreComplete(world, state) &&
    elementsOf(owned).every((partition) => fetchTarget(world, state, partition) !== null)
  );
}

function restartSteps(
  state: ClusterState,
  all: readonly Action[],
  member: number,
  quiescent: boolean,
): readonly Action[] | null {
  const own = all.filter((action) => isOf(state, action, member));
  if (quiescent) return own;
  if (state.orphanedRequests.some((orphan) => isOrphanOf(orphan, member))) return null;
  const chosen = own.filter(({ type }) => type === 'consumer.restart' || type === 'transaction.time-out');
  return state.transactions[member].status === 'ongoing' && chosen.length < 2 ? null : chosen;
}
