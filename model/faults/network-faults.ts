import type { ActionOf } from '../action.ts';
import { applyCommit, mayCommitOffsets } from '../application/steps.ts';
import { acceptsCommit } from '../broker/offset-commits.ts';
import { arriveProduce, mayHandle, nextOnWire } from '../broker/produce.ts';
import { endTransaction } from '../broker/transactions.ts';
import { clientRuns } from '../producer/client.ts';
import { breakConnection, oldestRequest } from '../producer/connection.ts';
import type { Batch, Stray } from '../producer/producer.ts';
import { withStrays } from '../producer/strays.ts';
import { askToEnd, mayEnd } from '../producer/transactions.ts';
import { perConnection, perMember } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { range, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { affords, coordinatorAnswers, spend, withProducer } from '../update.ts';
import type { World } from '../world.ts';

const ends = (world: World): { producer: number; commit: boolean }[] =>
  world.transactional
    ? range(world.producers).flatMap((producer) => [true, false].map((commit) => ({ producer, commit })))
    : [];

/** A connection breaks before the broker has read its oldest request. */
export const requestLost: Rule<ActionOf<'request.lost'>> = {
  instances: (world) => (world.setup.faults['request.lost'] === 0 ? [] : perConnection('request.lost')(world)),
  idle: (_world, state) => !affords(state, 'request.lost'),
  enabled: (_world, state, { producer, broker }) =>
    affords(state, 'request.lost') && oldestRequest(state.producers[producer], broker)?.stage === 'wire',
  next: (world, state, { producer, broker }) =>
    breakConnection(world, spend(state, 'request.lost'), producer, broker, false),
};

type ResponseLost = ActionOf<'response.lost'>;

/** A lost response is not a lost request: what was asked has been done. */
export const responseLost: Rule<ResponseLost> = {
  instances(world): ResponseLost[] {
    if (world.setup.faults['response.lost'] === 0) return [];
    return [
      ...perConnection('response.lost')(world),
      ...(world.commit === 'auto' ? [] : perMember('response.lost')(world)),
      ...ends(world).map((end) => ({ type: 'response.lost' as const, ...end })),
    ];
  },
  idle: (_world, state) => !affords(state, 'response.lost'),
  enabled(world, state, action) {
    if (!affords(state, 'response.lost')) return false;
    if ('member' in action)
      return mayCommitOffsets(world, state, action.member) && acceptsCommit(world, state, action.member);
    if ('commit' in action) return mayLoseEnd(world, state, action.producer, action.commit);
    const request = oldestRequest(state.producers[action.producer], action.broker);
    return request !== null && request.stage !== 'wire';
  },
  next(world, state, action) {
    const after = spend(state, 'response.lost');
    if ('member' in action) return applyCommit(world, after, action.member);
    if ('commit' in action) {
      const asked = askToEnd(after, action.producer, action.commit);
      const { epoch } = asked.producers[action.producer];
      return endTransaction(world, asked, action.producer, epoch, action.commit).state;
    }
    return breakConnection(world, after, action.producer, action.broker, false);
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

type ConnectionLost = ActionOf<'connection.lost'>;

/** A connection breaks with all that is on it; requests that the broker has not read may arrive late. */
export const connectionLost: Rule<ConnectionLost> = {
  instances(world): ConnectionLost[] {
    if (world.setup.faults['connection.lost'] === 0) return [];
    return [
      ...perConnection('connection.lost')(world).flatMap((connection) =>
        [false, true].map((late) => ({ ...connection, late })),
      ),
      ...ends(world).map((end) => ({ type: 'connection.lost' as const, ...end })),
      ...expiries(world),
    ];
  },
  idle: (_world, state) => !affords(state, 'connection.lost'),
  enabled(world, state, action) {
    if (!affords(state, 'connection.lost')) return false;
    if ('expired' in action) return mayExpire(world, state, action.producer);
    if ('commit' in action) return mayLoseEnd(world, state, action.producer, action.commit);
    const onIt = state.producers[action.producer].inFlight.filter((request) => request.broker === action.broker);
    return onIt.length > 0 && (!action.late || onIt.some((request) => request.stage === 'wire'));
  },
  next(world, state, action) {
    const after = spend(state, 'connection.lost');
    if ('expired' in action) return expire(after, action.producer);
    if (!('commit' in action)) return breakConnection(world, after, action.producer, action.broker, action.late);
    const { producer, commit } = action;
    const asked = askToEnd(after, producer, commit);
    const { epoch, transaction } = asked.producers[producer];
    const stray = { kind: 'end-transaction' as const, producer, epoch, transaction, commit };
    return { ...asked, strays: [...asked.strays, stray] };
  },
};

/** The loop of a transform never aborts while it waits for its sends. */
const expiries = (world: World): ConnectionLost[] =>
  world.transactional && !world.transform && !world.protocol.expiryDuringAbortBumpsEpoch
    ? range(world.producers).map((producer) => ({ type: 'connection.lost', producer, expired: true }))
    : [];

function mayExpire(world: World, state: ClusterState, producer: number): boolean {
  const { transactionState, unresolved, queue, inFlight } = state.producers[producer];
  if (transactionState !== 'open' || unresolved !== 'no' || !clientRuns(world, state, producer)) return false;
  return queue.length === 0 && inFlight.length > 0 && inFlight.every(({ stage }) => stage === 'wire');
}

/**
 * abortTransaction() is called and waits for the batches on the wire until delivery.timeout.ms has passed for them. A
 * batch that expires on its first try does not leave the sequence unresolved (`Sender.sendProducerData`: only one in
 * retry does), and a client that is already aborting asks for no new epoch.
 */
function expire(state: ClusterState, producer: number): ClusterState {
  const asked = askToEnd(state, producer, false);
  const client = asked.producers[producer];
  return withProducer(withStrays(asked, producer, client.inFlight), producer, { ...client, inFlight: [] });
}

/** EndTxn is on its way to a coordinator that knows the transaction. */
const mayLoseEnd = (world: World, state: ClusterState, producer: number, commit: boolean): boolean =>
  mayEnd(world, state, producer, commit) &&
  coordinatorAnswers(world, state) &&
  state.transactions[producer].status === 'ongoing';

/** How many requests can outlive their connections, as an upper bound for the instances. */
const STRAYS_MAX = 8;

/** What outlived its connection arrives: in order where it was the same connection, otherwise in any order. */
export const arrive: Rule<ActionOf<'network.arrive'>> = {
  instances(world) {
    const { faults } = world.setup;
    if (faults['connection.lost'] + faults['producer.crash'] + faults['consumer.crash'] === 0) return [];
    return range(STRAYS_MAX).map((index) => ({ type: 'network.arrive', index }));
  },
  idle: (_world, state) => state.strays.length === 0,
  enabled(world, state, { index }) {
    if (index >= state.strays.length) return false;
    const stray = state.strays[index];
    if (stray.kind === 'end-transaction') return coordinatorAnswers(world, state);
    const earlier = state.strays.slice(0, index).some((other) => isSameConnection(other, stray));
    return !earlier && mayHandle(world, state, stray.batch);
  },
  next(world, state, { index }) {
    const stray = state.strays[index];
    const after = { ...state, strays: state.strays.toSpliced(index, 1) };
    if (stray.kind === 'end-transaction') {
      return endTransaction(world, after, stray.producer, stray.epoch, stray.commit).state;
    }
    return arriveProduce(world, after, stray.batch, stray.broker);
  },
};

const isSameConnection = (a: Stray, b: Stray): boolean =>
  a.kind === 'produce' && b.kind === 'produce' && a.producer === b.producer && a.broker === b.broker;
