import type { ActionOf } from '../action.ts';
import { perConnection } from '../instances.ts';
import { nextOnWire } from '../network/requests/connection.ts';
import type { Batch, Request } from '../network/requests/request.ts';
import { noteStored } from '../observer/sends.ts';
import { isReplaced } from '../observer/zombies.ts';
import type { Rule } from '../rule.ts';
import { has, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf, withProducer } from '../update.ts';
import { producerOfTransaction, type World } from '../world.ts';
import { append, type Appended, validates } from './append.ts';
import { transactionCoordinatorAnswers } from './reachability.ts';

/**
 * The broker handles the next request of a connection. A connection is FIFO, and a broker reads the next request only
 * when the one before has been answered (the channel is muted, acks=all included).
 */
export const handleProduce: Rule<ActionOf<'broker.produce'>> = {
  instances: perConnection('broker.produce'),
  enabled(world, state, { producer, broker }) {
    if (state.producers[producer].inFlight.length === 0 || !state.brokers[broker].up) return false;
    const index = nextOnWire(state, producer, broker);
    if (index < 0) return false;
    return mayHandle(world, state, state.producers[producer].inFlight[index].batch);
  },
  next(world, state, { producer, broker }) {
    const index = nextOnWire(state, producer, broker);
    const { batch } = state.producers[producer].inFlight[index];
    const again = has(state.refused, batch.value) && startsBatchAgain(world) && validates(world, state, batch, broker);
    return again ? state : handle(world, state, producer, broker);
  },
};

/**
 * Whether the application does the same over and over with a record that is refused: nothing new comes of it, but a
 * producer epoch or a transaction more each time, so that from the second time on the request stays where it is.
 */
const startsBatchAgain = ({ transform, transactional, asynchronous }: World): boolean =>
  transform && (transactional || !asynchronous);

/** The next request of a connection is handled and, where somebody waits for it, answered or left to wait. */
export function handle(world: World, state: ClusterState, producer: number, broker: number): ClusterState {
  const index = nextOnWire(state, producer, broker);
  const { batch } = state.producers[producer].inFlight[index];
  const appended = take(world, state, batch, broker);
  const client = appended.state.producers[producer];
  if (world.acks === '0' || client.inFlight[index].expired) {
    return withProducer(appended.state, producer, { ...client, inFlight: client.inFlight.toSpliced(index, 1) });
  }
  const request = { ...client.inFlight[index], ...answer(world, appended, batch, broker) };
  return withProducer(appended.state, producer, { ...client, inFlight: replaceAt(client.inFlight, index, request) });
}

/** A produce request that outlived its connection arrives: it is handled as any other, and nobody waits for the answer. */
export function arriveProduce(world: World, state: ClusterState, batch: Batch, broker: number): ClusterState {
  return take(world, state, batch, broker).state;
}

/** A batch of a transaction may have to be verified with the coordinator first, which must answer. */
export function mayHandle(world: World, state: ClusterState, batch: Batch): boolean {
  return (
    batch.transaction < 0 || !world.protocol.transactionVerification || transactionCoordinatorAnswers(world, state)
  );
}

/** What becomes of the request once the broker has handled it. */
function answer(
  world: World,
  appended: Appended,
  batch: Batch,
  broker: number,
): Pick<Request, 'stage' | 'offset' | 'error'> {
  const { state, offset } = appended;
  if (appended.error !== 'none' || world.acks !== 'all') {
    return { stage: 'reply', offset: -1, error: appended.error };
  }
  const { highWatermark } = replicaOf(world, state, broker, batch.partition);
  if (highWatermark > offset) return { stage: 'reply', offset: -1, error: 'none' };
  return { stage: 'log', offset, error: 'none' };
}

/** The leader appends a batch of one of the machine's clients, and the observer looks on. */
function take(world: World, state: ClusterState, batch: Batch, broker: number): Appended {
  const { transaction, incarnation, value } = batch;
  const zombie = transaction >= 0 && isReplaced(world, state, producerOfTransaction(transaction), incarnation);
  const appended = append(world, state, batch, broker, world.acks, zombie);
  if (world.acks !== '0' || world.transform || appended.error !== 'none') return appended;
  return { ...appended, state: noteStored(appended.state, value) };
}
