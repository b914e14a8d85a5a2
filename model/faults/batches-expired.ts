import type { ActionOf } from '../action.ts';
import { affords, spend } from './budget.ts';
import { withOrphanedRequests } from '../network/requests/orphaned-requests.ts';
import { clientRuns } from '../producer/client/incarnation.ts';
import { askToEnd } from '../producer/end-transaction.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';
import { withProducer } from '../update.ts';

/**
 * abortTransaction() is called and waits for the batches on the wire until delivery.timeout.ms has passed for them. A
 * batch that expires on its first try does not leave the sequence unresolved (`Sender.sendProducerData`: only one in
 * retry does), and a client that is already aborting asks for no new epoch.
 */
export const batchesExpired: Rule<ActionOf<'batches.expired'>> = {
  // The loop of a transform never aborts while it waits for its sends.
  instances: ({ setup, transactional, transform, protocol, producers }) =>
    setup.faults['connection.lost'] > 0 && transactional && !transform && !protocol.expiryDuringAbortBumpsEpoch
      ? range(producers).map((producer) => ({ type: 'batches.expired', producer }))
      : [],
  idle: (_world, state) => !affords(state, 'connection.lost'),
  enabled(world, state, { producer }) {
    if (!affords(state, 'connection.lost')) return false;
    const { transactionState, epochDue, queue, inFlight } = state.producers[producer];
    if (transactionState !== 'open' || epochDue || !clientRuns(world, state, producer)) return false;
    return queue.length === 0 && inFlight.length > 0 && inFlight.every(({ stage }) => stage === 'wire');
  },
  next(_world, state, { producer }) {
    const asked = askToEnd(spend(state, 'connection.lost'), producer, false);
    const client = asked.producers[producer];
    return withProducer(withOrphanedRequests(asked, producer, client.inFlight), producer, { ...client, inFlight: [] });
  },
};
