import type { ActionOf } from '../action.ts';
import { applyCommit, mayCommitOffsets } from '../application/steps.ts';
import { acceptsCommit, arriveCommit } from '../broker/offset-commits.ts';
import { arriveProduce, mayHandle, nextOnWire } from '../broker/produce.ts';
import { endTransaction } from '../broker/transactions.ts';
import { clientRuns } from '../producer/client.ts';
import { breakConnection, oldestRequest } from '../producer/connection.ts';
import type { Batch, Stray } from '../producer/producer.ts';
import { withStrays } from '../producer/strays.ts';
import { askToEnd, mayEnd } from '../producer/transactions.ts';
import { perConnection, perEndTransaction, perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { range, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { affords, coordinatorAnswers, spend, withProducer } from '../update.ts';
import type { World } from '../world.ts';

/** A connection breaks before the broker has read its oldest request. */
export const requestLost: Rule<ActionOf<'request.lost'>> = {
  instances: (world) => (world.setup.faults['request.lost'] === 0 ? [] : perConnection('request.lost')(world)),
  idle: (_world, state) => !affords(state, 'request.lost'),
  enabled: (_world, state, { producer, broker }) =>
    affords(state, 'request.lost') && oldestRequest(state.producers[producer], broker)?.stage === 'wire',
  next: (world, state, { producer, broker }) =>
    breakConnection(world, spend(state, 'request.lost'), producer, broker, false),
};

/** A lost response is not a lost request: the batch is where the broker put it. */
export const responseLost: Rule<ActionOf<'response.lost'>> = {
  instances: (world) => (world.setup.faults['response.lost'] === 0 ? [] : perConnection('response.lost')(world)),
  idle: (_world, state) => !affords(state, 'response.lost'),
  enabled(_world, state, { producer, broker }) {
    if (!affords(state, 'response.lost')) return false;
    const request = oldestRequest(state.producers[producer], broker);
    return request !== null && request.stage !== 'wire';
  },
  next: (world, state, { producer, broker }) =>
    breakConnection(world, spend(state, 'response.lost'), producer, broker, false),
};

/** commitSync() has stored the offsets, and the member does not hear of it. */
export const offsetCommitResponseLost: Rule<ActionOf<'offset-commit-response.lost'>> = {
  instances: (world) =>
    world.setup.faults['response.lost'] === 0 || world.commit === 'auto'
      ? []
      : perMember('offset-commit-response.lost')(world),
  idle: (_world, state) => !affords(state, 'response.lost'),
  enabled: (world, state, { member }) =>
    affords(state, 'response.lost') && mayCommitOffsets(world, state, member) && acceptsCommit(world, state, member),
  next: (world, state, { member }) => applyCommit(world, spend(state, 'response.lost'), member),
};

/** The coordinator has decided the transaction, and the client does not hear of it. */
export const endTransactionResponseLost: Rule<ActionOf<'end-transaction-response.lost'>> = {
  instances: (world) =>
    world.setup.faults['response.lost'] === 0 ? [] : perEndTransaction('end-transaction-response.lost')(world),
  idle: (_world, state) => !affords(state, 'response.lost'),
  enabled: (world, state, { producer, commit }) =>
    affords(state, 'response.lost') && mayLoseEnd(world, state, producer, commit),
  next(world, state, { producer, commit }) {
    const asked = askToEnd(spend(state, 'response.lost'), producer, commit);
    return endTransaction(world, asked, producer, asked.producers[producer].epoch, commit).state;
  },
};

/**
 * The broker refuses the oldest request for good: the record is invalid, or too large. That is so or not so from the
 * first try on: a record that was stored is not refused later.
 */
export const requestRefused: Rule<ActionOf<'request.refused'>> = {
  instances: (world) =>
    world.setup.faults['request.refused'] === 0 || world.acks === '0' ? [] : perConnection('request.refused')(world),
  idle: (_world, state) => !affords(state, 'request.refused'),
  enabled(_world, state, { producer, broker }) {
    if (!affords(state, 'request.refused') || !state.brokers[broker].up) return false;
    const index = nextOnWire(state, producer, broker);
    return index >= 0 && !isStored(state, state.producers[producer].inFlight[index].batch);
  },
  next(_world, state, { producer, broker }) {
    const after = spend(state, 'request.refused');
    const client = after.producers[producer];
    const index = nextOnWire(state, producer, broker);
    const refused = { ...client.inFlight[index], stage: 'reply' as const, error: 'invalid-record' as const };
    return withProducer(after, producer, { ...client, inFlight: replaceAt(client.inFlight, index, refused) });
  },
};

/** Whether any replica has the record of a batch. */
const isStored = (state: ClusterState, batch: Batch): boolean =>
  state.replicas.some((replica) =>
    replica?.log.some(({ value, transaction }) => value === batch.value && transaction === batch.transaction),
  );

/** A connection breaks with all that is on it; requests that the broker has not read may arrive late. */
export const connectionLost: Rule<ActionOf<'connection.lost'>> = {
  instances: (world) =>
    world.setup.faults['connection.lost'] === 0
      ? []
      : perConnection('connection.lost')(world).flatMap((connection) =>
          [false, true].map((late) => ({ ...connection, late })),
        ),
  idle: (_world, state) => !affords(state, 'connection.lost'),
  enabled(_world, state, { producer, broker, late }) {
    if (!affords(state, 'connection.lost')) return false;
    const onIt = state.producers[producer].inFlight.filter((request) => request.broker === broker);
    return onIt.length > 0 && (!late || onIt.some((request) => request.stage === 'wire'));
  },
  next: (world, state, { producer, broker, late }) =>
    breakConnection(world, spend(state, 'connection.lost'), producer, broker, late),
};

/** EndTxn is on its way, and nobody waits for it any more. */
export const endTransactionDelayed: Rule<ActionOf<'end-transaction.delayed'>> = {
  instances: (world) =>
    world.setup.faults['connection.lost'] === 0 ? [] : perEndTransaction('end-transaction.delayed')(world),
  idle: (_world, state) => !affords(state, 'connection.lost'),
  enabled: (world, state, { producer, commit }) =>
    affords(state, 'connection.lost') && mayLoseEnd(world, state, producer, commit),
  next(_world, state, { producer, commit }) {
    const asked = askToEnd(spend(state, 'connection.lost'), producer, commit);
    const { epoch, transaction } = asked.producers[producer];
    const stray = { kind: 'end-transaction' as const, producer, epoch, transaction, commit };
    return { ...asked, strays: [...asked.strays, stray] };
  },
};

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
    const { transactionState, unresolved, queue, inFlight } = state.producers[producer];
    if (transactionState !== 'open' || unresolved !== 'no' || !clientRuns(world, state, producer)) return false;
    return queue.length === 0 && inFlight.length > 0 && inFlight.every(({ stage }) => stage === 'wire');
  },
  next(_world, state, { producer }) {
    const asked = askToEnd(spend(state, 'connection.lost'), producer, false);
    const client = asked.producers[producer];
    return withProducer(withStrays(asked, producer, client.inFlight), producer, { ...client, inFlight: [] });
  },
};

/** EndTxn is on its way to a coordinator that knows the transaction. */
const mayLoseEnd = (world: World, state: ClusterState, producer: number, commit: boolean): boolean =>
  mayEnd(world, state, producer, commit) &&
  coordinatorAnswers(world, state) &&
  state.transactions[producer].status === 'ongoing';

/** How many requests can be on their way that nobody waits for, as an upper bound for the instances. */
const STRAYS_MAX = 8;

/** What nobody waits for arrives: in order where it was the same connection, otherwise in any order. */
export const arrive: Rule<ActionOf<'network.arrive'>> = {
  instances(world) {
    const { faults } = world.setup;
    const outlive = faults['connection.lost'] + faults['producer.crash'] + faults['consumer.crash'] > 0;
    if (!outlive && world.client.commitsInOrder) return [];
    return range(STRAYS_MAX).map((index) => ({ type: 'network.arrive', index }));
  },
  idle: (_world, state) => state.strays.length === 0,
  enabled(world, state, { index }) {
    if (index >= state.strays.length) return false;
    const stray = state.strays[index];
    if (stray.kind !== 'produce') return coordinatorAnswers(world, state);
    const earlier = state.strays.slice(0, index).some((other) => isSameConnection(other, stray));
    return !earlier && mayHandle(world, state, stray.batch);
  },
  next(world, state, { index }) {
    const stray = state.strays[index];
    const after = { ...state, strays: state.strays.toSpliced(index, 1) };
    if (stray.kind === 'end-transaction') {
      return endTransaction(world, after, stray.producer, stray.epoch, stray.commit).state;
    }
    if (stray.kind === 'offset-commit') return arriveCommit(world, after, stray);
    return arriveProduce(world, after, stray.batch, stray.broker);
  },
};

const isSameConnection = (a: Stray, b: Stray): boolean =>
  a.kind === 'produce' && b.kind === 'produce' && a.producer === b.producer && a.broker === b.broker;
