import type { ActionOf } from '../action.ts';
import { Incident } from '../observer/ledger.ts';
import { asksOffsetsEpoch } from '../network/requests/late-requests.ts';
import type { OrphanedEnd, OrphanedMarker } from '../network/requests/request.ts';
import { isReplaced } from '../observer/zombies.ts';
import { noteDecided } from '../observer/transaction-facts.ts';
import { perTransactionalId } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { elementsOf, has, range, sizeOf } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { groupCoordinatorAnswers, transactionCoordinatorAnswers } from './reachability.ts';
import { hasReplica, replicaOf, withIncident, withProducer, withReplica, withTransaction } from '../update.ts';
import { changesHands, groupOfTransaction, memberOf, startOf, transactionalIdOf } from '../transactional-ids.ts';
import { producerOfTransaction, type World } from '../world.ts';
import { advanceHighWatermark } from './high-watermark.ts';
import type { PendingOffsets } from './group-coordinator.ts';
import { type LogRecord, newestEpoch } from './log/log.ts';
import { isMarkerReplicated, markerOffset } from './markers.ts';
import { markPending, settlePending } from './offset-commits.ts';
import { isDecided } from './transaction-coordinator.ts';
import {
  completed,
  decided,
  ended,
  fencingEpoch,
  initialised,
  isPutOff,
  timeOutEpoch,
} from './transaction-requests.ts';
import { forgetVerifying } from './verification.ts';

/**
 * InitProducerId: bumps the epoch, which fences older incarnations. A transaction that they left open is aborted first,
 * under a bumped epoch, and the client must ask again.
 */
export function initProducerId(world: World, state: ClusterState, producer: number): ClusterState {
  const { producerId, incarnation } = state.producers[producer];
  const entry = state.transactions[producerId];
  if (entry.status === 'ongoing') return abortOpen(world, state, producer);
  const holder = changesHands(world) ? startOf(world, producer, incarnation) : entry.holder;
  return withTransaction(state, producerId, { ...initialised(entry), holder });
}

/** EndTxn, as the coordinator takes it, and the observer notes what it decides. */
export function endTransaction(
  world: World,
  state: ClusterState,
  producer: number,
  epoch: number,
  commit: boolean,
): { readonly state: ClusterState; readonly accepted: boolean } {
  const before = state.transactions[producer];
  const { entry, error } = ended(world.protocol, before, epoch, commit);
  const after = entry === before ? state : withTransaction(state, producer, entry);
  const isDecision = entry !== before && isDecided(entry);
  return { state: isDecision ? noteDecided(world, after, producer, commit) : after, accepted: error === 'none' };
}

/** An EndTxn that its client waits for no more arrives: the observer looks whether it is a zombie's, and what came of it. */
export function arriveEnd(world: World, state: ClusterState, orphan: OrphanedEnd): ClusterState {
  const { producer, epoch, incarnation, commit } = orphan;
  const ended = endTransaction(world, state, transactionalIdOf(world, producer, incarnation), epoch, commit).state;
  if (!isReplaced(world, state, producer, incarnation)) return ended;
  const noted = withIncident(ended, Incident.zombieArrived);
  return ended === state ? noted : withIncident(noted, Incident.zombieEnd);
}

/**
 * InitProducerId aborts. Where live processes share the id and the abort of whoever is fenced counts as a repetition, that one
 * may begin again before the other asks once more: in Kafka without end, here once, as the second abort takes two epochs.
 */
function abortOpen(world: World, state: ClusterState, producer: number): ClusterState {
  const { producerId, hasAborted } = state.producers[producer];
  const fenced = fencingEpoch(state.transactions[producerId]);
  const aborted = abort(world, state, producerId, hasAborted ? fenced + 1 : fenced);
  if (!changesHands(world) || world.protocol.transactionVersion !== 2) return aborted;
  return withProducer(aborted, producer, { ...aborted.producers[producer], hasAborted: true });
}

/** Whether the coordinator puts EndTxn off, and the client goes on asking. */
export const putsEndOff = ({ protocol }: World, state: ClusterState, producer: number, epoch: number): boolean =>
  isPutOff(protocol, state.transactions[producer], epoch);

/** The coordinator aborts what is open. */
function abort(world: World, state: ClusterState, producer: number, epoch: number): ClusterState {
  const aborted = decided(state.transactions[producer], false, epoch);
  return noteDecided(world, withTransaction(state, producer, aborted), producer, false);
}

/** transaction.timeout.ms: only a producer that a fault has stopped is late. */
export const timeOut: Rule<ActionOf<'transaction.time-out'>> = {
  instances: (world) => (world.transactionsTimeOut ? perTransactionalId('transaction.time-out')(world) : []),
  idle: (_world, state) => !state.transactions.some(({ status }) => status === 'ongoing'),
  enabled: (world, state, { producer }) =>
    state.transactions[producer].status === 'ongoing' &&
    transactionCoordinatorAnswers(world, state) &&
    isLate(world, state, producer),
  next(world, state, { producer }) {
    return abort(world, state, producer, timeOutEpoch(world.protocol, state.transactions[producer]));
  },
};

function isLate(world: World, state: ClusterState, id: number): boolean {
  const { transaction } = state.transactions[id];
  const producer = producerOfTransaction(transaction);
  const client = state.producers[producer];
  if (!client.up || client.stalled) return true;
  if (world.transform && state.members[memberOf(world, producer)].status !== 'up') return true;
  // A transaction that its client knows nothing of: opened by a request that came after the client had moved on, or by
  // an earlier start of its process, which had another id.
  return client.transaction !== transaction || client.transactionState === 'ready' || client.producerId !== id;
}

const noneDecided = (_world: World, state: ClusterState): boolean => !state.transactions.some(isDecided);

/** Whether the coordinator may write a marker to a partition now: its leader takes it, and does not have it yet. */
export function mayWriteMarker(world: World, state: ClusterState, producer: number, partition: number): boolean {
  const entry = state.transactions[producer];
  if (!isDecided(entry) || !has(entry.partitions, partition)) return false;
  if (!transactionCoordinatorAnswers(world, state)) return false;
  const { leader, leaderEpoch } = state.controller.partitions[partition];
  if (leader < 0 || !state.brokers[leader].up || !hasReplica(world, leader, partition)) return false;
  const replica = replicaOf(world, state, leader, partition);
  if (replica.leading === null || replica.leaderEpoch !== leaderEpoch) return false;
  return sizeOf(replica.leading.isr) >= world.minIsr && markerOffset(replica.log, entry, producer) < 0;
}

/** WriteTxnMarkers to one partition; the marker is appended like any record and counts once it is replicated. */
export const writeMarker: Rule<ActionOf<'transaction.write-marker'>> = {
  instances: (world) =>
    range(world.transactionalIds).flatMap((producer) =>
      range(world.partitions).map((partition) => ({
        type: 'transaction.write-marker' as const,
        producer,
        partition,
      })),
    ),
  idle: noneDecided,
  enabled: (world, state, { producer, partition }) => mayWriteMarker(world, state, producer, partition),
  next(world, state, { producer, partition }) {
    const { epoch, transaction, status } = state.transactions[producer];
    const { leader } = state.controller.partitions[partition];
    return appendMarker(world, state, leader, partition, { producer, epoch, transaction }, status === 'prepare-commit');
  },
};

/** Whose marker it is: of a transaction, under a producer epoch. */
type MarkerOf = Pick<OrphanedMarker, 'producer' | 'epoch' | 'transaction'>;

function appendMarker(
  world: World,
  state: ClusterState,
  broker: number,
  partition: number,
  { producer, epoch, transaction }: MarkerOf,
  commit: boolean,
): ClusterState {
  const replica = replicaOf(world, state, broker, partition);
  const marker: LogRecord = {
    kind: commit ? 'commit' : 'abort',
    value: -1,
    leaderEpoch: replica.leaderEpoch,
    producerId: producer,
    producerEpoch: epoch,
    sequence: -1,
    transaction,
    zombie: false,
  };
  const after = withReplica(world, state, broker, partition, { ...replica, log: [...replica.log, marker] });
  const known = forgetVerifying(world, after, broker, partition, producer);
  return advanceHighWatermark(world, known, broker, partition);
}

/**
 * A marker that its coordinator has written once more since arrives (KAFKA-19446). What it ends is whatever its producer has
 * open there: the partition knows producer ids, and no transactions. It is refused only for an older epoch.
 */
export function arriveMarker(world: World, state: ClusterState, marker: OrphanedMarker): ClusterState {
  const { producer, partition, broker, epoch, transaction, commit } = marker;
  if (partition < 0) {
    const { pending } = state.groups[groupOfTransaction(world, transaction)];
    const isFenced = pending.some((offsets) => offsets.producer === producer && offsets.epoch > epoch);
    return isFenced ? state : settleOffsets(world, state, producer, commit);
  }
  const { leading, log } = replicaOf(world, state, broker, partition);
  if (leading === null || sizeOf(leading.isr) < world.minIsr || epoch < newestEpoch(log, producer)) return state;
  return appendMarker(world, state, broker, partition, marker, commit);
}

/** The marker in `__consumer_offsets`: pending offsets take effect or are dropped. */
export const writeOffsetsMarker: Rule<ActionOf<'transaction.write-offsets-marker'>> = {
  instances: (world) => (world.transform ? perTransactionalId('transaction.write-offsets-marker')(world) : []),
  idle: noneDecided,
  enabled: (world, state, { producer }) => mayMarkOffsets(world, state, producer),
  next(world, state, { producer }) {
    const entry = state.transactions[producer];
    const settled = settleOffsets(world, state, producer, entry.status === 'prepare-commit');
    return withTransaction(settled, producer, {
      ...entry,
      offsetsMarked: true,
      offsetsEpoch: asksOffsetsEpoch(world) ? entry.epoch : -1,
    });
  },
};

/** Whether the coordinator may write a marker to `__consumer_offsets` now. */
export function mayMarkOffsets(world: World, state: ClusterState, producer: number): boolean {
  const entry = state.transactions[producer];
  if (!isDecided(entry) || !entry.offsets || entry.offsetsMarked) return false;
  return transactionCoordinatorAnswers(world, state) && groupCoordinatorAnswers(world, state);
}

const settleOffsets = (world: World, state: ClusterState, producer: number, commit: boolean): ClusterState =>
  world.protocol.offsetsAppliedBeforeAnswer
    ? settlePending(state, producer, commit)
    : markPending(state, producer, commit ? 'commit' : 'abort');

/** The group coordinator gets round to what a marker decided (`scheduleHandleTxnCompletion`). */
export const applyOffsets: Rule<ActionOf<'group.apply-offsets'>> = {
  instances: (world) =>
    world.transform && world.transactional && !world.protocol.offsetsAppliedBeforeAnswer
      ? perTransactionalId('group.apply-offsets')(world)
      : [],
  enabled: (_world, state, { producer }) =>
    state.groups.some(({ pending }) => pending.some((offsets) => isMarked(offsets, producer))),
  next(_world, state, { producer }) {
    const marked = state.groups.flatMap(({ pending }) => pending).find((offsets) => isMarked(offsets, producer));
    return settlePending(state, producer, marked?.marked === 'commit');
  },
};

const isMarked = (offsets: PendingOffsets, producer: number): boolean =>
  offsets.producer === producer && offsets.marked !== 'nothing';

/** Every marker is on the whole ISR. */
export const complete: Rule<ActionOf<'transaction.complete'>> = {
  instances: perTransactionalId('transaction.complete'),
  idle: noneDecided,
  enabled(world, state, { producer }) {
    const entry = state.transactions[producer];
    if (!isDecided(entry) || (entry.offsets && !entry.offsetsMarked) || !transactionCoordinatorAnswers(world, state))
      return false;
    return elementsOf(entry.partitions).every((partition) => isMarkerReplicated(world, state, producer, partition));
  },
  next: (_world, state, { producer }) => withTransaction(state, producer, completed(state.transactions[producer])),
};
