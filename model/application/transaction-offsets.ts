import { groupCoordinatorAnswers, transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { isDecided } from '../broker/transaction-coordinator.ts';
import { isOfAnotherEpoch, withOffsets } from '../broker/transaction-requests.ts';
import type { ClusterState } from '../state.ts';
import { producerOf, producersOf } from '../transactional-ids.ts';
import { withTransaction } from '../update.ts';
import type { World } from '../world.ts';
import { isBetweenPolls } from './loop.ts';
import { offsetsReached } from './offsets.ts';

/**
 * Whether the loop has come to sendOffsetsToTransaction(), and the coordinators answer. In a transaction that spans polls
 * that may be after any of them.
 */
export function maySendOffsets(world: World, state: ClusterState, member: number): boolean {
  const { status, step } = state.members[member];
  if (status !== 'up' || world.checkpoints) return false;
  if (step !== 'send-offsets' && !(world.spansPolls && isBetweenPolls(world, state, member))) return false;
  if (!transactionCoordinatorAnswers(world, state) || !groupCoordinatorAnswers(world, state)) return false;
  const producer = producerInTransaction(world, state, member);
  return producer >= 0 && !isDecided(state.transactions[state.producers[producer].producerId]);
}

/** Whether the transaction coordinator refuses the producer for its epoch. */
export function isFenced(world: World, state: ClusterState, producer: number): boolean {
  const { producerId, epoch } = state.producers[producer];
  return isOfAnotherEpoch(world.protocol, state.transactions[producerId], epoch);
}

/** AddOffsetsToTxn: `__consumer_offsets` belongs to the transaction. */
export function addOffsetsToTransaction(state: ClusterState, producer: number): ClusterState {
  const { transaction, producerId } = state.producers[producer];
  return withTransaction(state, producerId, withOffsets(state.transactions[producerId], transaction));
}

/** The producer of a member that is in a transaction, of which there is one at most; -1 for none. */
export function producerInTransaction(world: World, state: ClusterState, member: number): number {
  const producers = producersOf(world, member);
  const isOpen = (producer: number): boolean =>
    state.producers[producer].up && state.producers[producer].transactionState === 'open';
  return producers.find(isOpen) ?? -1;
}

/** The offsets that a member sends in its transaction: with a producer for each input partition those of that one alone. */
export function offsetsInTransaction(world: World, state: ClusterState, member: number): readonly number[] {
  const reached = offsetsReached(world, state.members[member]);
  if (world.ids !== 'per-partition') return reached;
  const producer = producerInTransaction(world, state, member);
  return reached.map((offset, partition) => (producerOf(world, member, partition) === producer ? offset : -1));
}
