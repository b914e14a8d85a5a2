import type { ActionOf } from '../action.ts';
import { exitProcess } from '../application/process.ts';
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
import { withProducer } from '../update.ts';

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
    const { producerId, incarnation, epoch } = state.producers[producer];
    // A client that asks for a new epoch says which one it has (KIP-360): whoever has lost the id is fenced.
    if (changesHands(world) && epoch >= 0 && isReplaced(world, state, producer, incarnation)) {
      return exitProcess(world, state, producer);
    }
    const after = initProducerId(world, state, producer);
    const entry = after.transactions[producerId];
    if (isDecided(entry)) return after;
    const client = after.producers[producer];
    const ready = withProducer(after, producer, {
      ...client,
      epoch: entry.epoch,
      ...fromSequenceZero(world),
      epochDue: false,
      transactionState: 'ready',
    });
    return isInTransaction(client) ? proceed(world, ready, producer) : ready;
  },
};
