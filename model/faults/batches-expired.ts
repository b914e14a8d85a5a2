import type { ActionOf } from '../action.ts';
import { mayCommit } from '../application/transform.ts';
import { affords, spend } from './budget.ts';
import { perProducer } from '../instances.ts';
import { withOrphanedRequests } from '../network/requests/orphaned-requests.ts';
import { clientRuns } from '../producer/client/incarnation.ts';
import { askToEnd } from '../producer/end-transaction.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { memberOf } from '../transactional-ids.ts';
import { withProducer } from '../update.ts';
import type { World } from '../world.ts';

/**
 * The application ends its transaction, which waits for the batches on the wire until delivery.timeout.ms has passed
 * for them. A batch that expires on its first try does not leave the sequence unresolved (`Sender.failExpiredBatches`:
 * only one in retry does), and a client that is already committing or aborting asks for no new epoch
 * (`TransactionManager.maybeTransitionToErrorState`).
 */
const isOff = ({ setup, transactional, protocol, client }: World): boolean =>
  setup.faults['connection.lost'] === 0 ||
  !transactional ||
  !client.givesUpOnTime ||
  protocol.expiryDuringAbortBumpsEpoch;

const isUnaffordable = (_world: World, state: ClusterState): boolean => !affords(state, 'connection.lost');

/** Everything that the open transaction has sent is on the wire, and was never sent before. */
function waitsForFirstTries(world: World, state: ClusterState, producer: number): boolean {
  const { transactionState, epochDue, queue, inFlight } = state.producers[producer];
  if (transactionState !== 'open' || epochDue || !clientRuns(world, state, producer)) return false;
  const awaited = inFlight.filter(({ expired }) => !expired);
  const areFirst = awaited.every(({ stage, batch }) => stage === 'wire' && batch.failures === 0);
  return queue.length === 0 && awaited.length > 0 && areFirst;
}

/** Its connections are lost to the client with all that is on them. */
const withoutRequests = (state: ClusterState, producer: number): ClusterState => {
  const client = state.producers[producer];
  return withProducer(withOrphanedRequests(state, producer, client.inFlight), producer, { ...client, inFlight: [] });
};

/** abortTransaction() waits: once the batches have expired the client sends EndTxn. */
export const batchesExpired: Rule<ActionOf<'batches.expired'>> = {
  // The loop of a transform never aborts while it waits for its sends.
  instances: (world) => (isOff(world) || world.transform ? [] : perProducer('batches.expired')(world)),
  idle: isUnaffordable,
  enabled: (world, state, { producer }) =>
    affords(state, 'connection.lost') && waitsForFirstTries(world, state, producer),
  next: (_world, state, { producer }) =>
    withoutRequests(askToEnd(spend(state, 'connection.lost'), producer, false), producer),
};

/** commitTransaction() waits, and throws when the batches have expired: the application has to abort. */
export const flushExpired: Rule<ActionOf<'flush.expired'>> = {
  instances: (world) => (isOff(world) ? [] : perProducer('flush.expired')(world)),
  idle: isUnaffordable,
  enabled: (world, state, { producer }) =>
    affords(state, 'connection.lost') &&
    waitsForFirstTries(world, state, producer) &&
    (world.transform ? mayCommit(state, memberOf(world, producer)) : state.producers[producer].resend.length === 0),
  next(_world, state, { producer }) {
    const after = withoutRequests(spend(state, 'connection.lost'), producer);
    return withProducer(after, producer, { ...after.producers[producer], transactionState: 'must-abort' });
  },
};
