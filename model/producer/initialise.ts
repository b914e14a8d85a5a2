import type { ActionOf } from '../action.ts';
import { exitProcess } from '../application/process-death.ts';
import { transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { isDecided } from '../broker/transaction-coordinator.ts';
import { initProducerId } from '../broker/transactions.ts';
import { awaitsAnswer } from '../network/requests/connection.ts';
import { perProducer } from '../instances.ts';
import { isReplaced } from '../observer/zombies.ts';
import { changesHands } from '../transactional-ids.ts';
import { clientRuns, fromSequenceZero } from './client/incarnation.ts';
import { proceed, isInTransaction } from './reinitialise.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';

/** initTransactions(): InitProducerId, tried again until the coordinator has ended what was left open. */
export const initialise: Rule<ActionOf<'producer.initialise'>> = {
  instances: (world) => (world.transactional ? perProducer('producer.initialise')(world) : []),
  enabled: (world, state, { producer }) =>
    state.producers[producer].transactionState === 'uninitialised' &&
    !awaitsAnswer(state.producers[producer]) &&
    clientRuns(world, state, producer) &&
    transactionCoordinatorAnswers(world, state) &&
    !isDecided(state.transactions[state.producers[producer].producerId]),
  next(world, state, { producer }) {
    const { producerId } = state.producers[producer];
    if (isRefused(world, state, producer)) return exitProcess(world, state, producer);
    const after = initProducerId(world, state, producer);
    const entry = after.transactions[producerId];
    if (isDecided(entry)) return after;
    const client = after.producers[producer];
    const ready = withProducer(after, producer, {
      ...client,
      epoch: entry.epoch,
      ...fromSequenceZero(world),
      epochDue: false,
      hasAborted: false,
      transactionState: 'ready',
    });
    return isInTransaction(client) ? proceed(world, ready, producer) : ready;
  },
};

/**
 * A client that asks for a new epoch says which one it has (KIP-360): whoever has lost the id is fenced. But the coordinator
 * compares it only where nothing is open (`prepareInitProducerIdTransit`): what the new holder has is aborted first.
 */
function isRefused(world: World, state: ClusterState, producer: number): boolean {
  const { producerId, incarnation, epoch } = state.producers[producer];
  if (!changesHands(world) || epoch < 0 || state.transactions[producerId].status === 'ongoing') return false;
  return isReplaced(world, state, producer, incarnation);
}
