import { groupCoordinatorAnswers, transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { isDecided } from '../broker/transaction-coordinator.ts';
import type { ClusterState } from '../state.ts';
import { withTransaction } from '../update.ts';
import type { World } from '../world.ts';

/** Whether the loop has come to sendOffsetsToTransaction(), and the coordinators answer. */
export function maySendOffsets(world: World, state: ClusterState, member: number): boolean {
  const { status, step } = state.members[member];
  return (
    status === 'up' &&
    step === 'send-offsets' &&
    state.producers[member].transactionState === 'open' &&
    transactionCoordinatorAnswers(world, state) &&
    groupCoordinatorAnswers(world, state) &&
    !isDecided(state.transactions[member])
  );
}

/** Whether the transaction coordinator refuses the producer for its epoch. */
export const isFenced = (world: World, state: ClusterState, producer: number): boolean =>
  world.protocol.producerEpochFencing && state.transactions[producer].epoch !== state.producers[producer].epoch;

/** AddOffsetsToTxn: `__consumer_offsets` belongs to the transaction. */
export function addOffsetsToTransaction(state: ClusterState, producer: number): ClusterState {
  const { transaction } = state.producers[producer];
  const entry = state.transactions[producer];
  return withTransaction(state, producer, { ...entry, status: 'ongoing', offsets: true, transaction });
}
