import type { ActionOf } from '../action.ts';
import { acknowledgeTransaction, failTransaction } from '../application/sending.ts';
import { leaveTransaction, mayCommit } from '../application/transform.ts';
import { exitProcess } from '../application/process.ts';
import { noteAsked, noteBegun } from '../observer/transaction-facts.ts';
import { endTransaction, initProducerId } from '../broker/transactions.ts';
import { isDecided } from '../broker/transaction-coordinator.ts';
import { perProducer } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { add, EMPTY, has, range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { coordinatorAnswers, withProducer, withTransaction } from '../update.ts';
import { nextTransaction, transactionId, type World } from '../world.ts';
import { clientRuns, fromSequenceZero } from './client.ts';
import type { Producer } from './producer.ts';
import { goOn, isInTransaction } from './reinitialise.ts';

/** beginTransaction(): local to the client. */
export function beginTransaction(state: ClusterState, producer: number): ClusterState {
  const client = state.producers[producer];
  if (client.transactionState === 'open') return state;
  const transaction = client.transaction < 0 ? transactionId(producer, 0) : nextTransaction(client.transaction);
  const begun = withProducer(state, producer, {
    ...client,
    transactionState: 'open',
    transaction,
    transactionValues: EMPTY,
  });
  return noteBegun(begun, transaction);
}

/**
 * AddPartitionsToTxn, before the first batch to a partition: what lies between the two can be seen by nobody, since a
 * partition without records only gets a marker. transaction.version 2 leaves it to the partition's leader.
 *
 * @returns null when the coordinator fences the producer.
 */
export function addPartition(
  world: World,
  state: ClusterState,
  producer: number,
  partition: number,
  value: number,
): ClusterState | null {
  const client = state.producers[producer];
  const noted = withProducer(state, producer, { ...client, transactionValues: add(client.transactionValues, value) });
  if (world.protocol.transactionVersion === 2) return noted;
  const entry = state.transactions[producer];
  if (entry.epoch !== client.epoch && world.protocol.producerEpochFencing) return null;
  const ongoing = entry.status === 'ongoing';
  if (ongoing && has(entry.partitions, partition)) return noted;
  return withTransaction(noted, producer, {
    ...entry,
    status: 'ongoing',
    partitions: add(ongoing ? entry.partitions : EMPTY, partition),
    offsets: ongoing && entry.offsets,
    offsetsMarked: false,
    transaction: client.transaction,
  });
}

/** initTransactions(): InitProducerId, tried again until the coordinator has ended what was left open. */
export const initialise: Rule<ActionOf<'producer.initialise'>> = {
  instances: (world) => (world.transactional ? perProducer('producer.initialise')(world) : []),
  enabled: (world, state, { producer }) =>
    state.producers[producer].transactionState === 'uninitialised' &&
    state.producers[producer].inFlight.length === 0 &&
    clientRuns(world, state, producer) &&
    coordinatorAnswers(world, state) &&
    !isDecided(state.transactions[producer]),
  next(world, state, { producer }) {
    const after = initProducerId(world, state, producer);
    const entry = after.transactions[producer];
    if (isDecided(entry)) return after;
    const client = after.producers[producer];
    const ready = withProducer(after, producer, {
      ...client,
      epoch: entry.epoch,
      ...fromSequenceZero(world),
      unresolved: 'no',
      transactionState: 'ready',
    });
    return isInTransaction(client) ? goOn(world, ready, producer) : ready;
  },
};

/** commitTransaction() and abortTransaction(), after everything sent has been answered. */
export const end: Rule<ActionOf<'producer.end-transaction'>> = {
  instances: (world) => (world.transactional ? outcomes(world) : []),
  enabled: (world, state, { producer, commit }) =>
    coordinatorAnswers(world, state) && mayEnd(world, state, producer, commit),
  next(world, state, { producer, commit }) {
    const asked = askToEnd(state, producer, commit);
    const client = asked.producers[producer];
    if (nothingToEnd(world, asked, producer)) return conclude(world, asked, producer, commit);
    const ended = endTransaction(world, asked, producer, client.epoch, commit);
    return ended.accepted
      ? conclude(world, ended.state, producer, commit)
      : exitProcess(world, failTransaction(world, ended.state, producer, client.transactionValues), producer);
  },
};

const outcomes = (world: World): ActionOf<'producer.end-transaction'>[] =>
  range(world.producers).flatMap((producer) => [
    { type: 'producer.end-transaction', producer, commit: true },
    { type: 'producer.end-transaction', producer, commit: false },
  ]);

/** Whether the client may send EndTxn now: nothing is in flight, and the application wants this end. */
export function mayEnd(world: World, state: ClusterState, producer: number, commit: boolean): boolean {
  const client = state.producers[producer];
  if (client.queue.length > 0 || client.inFlight.length > 0 || !clientRuns(world, state, producer)) return false;
  switch (client.transactionState) {
    case 'open':
      // An application of its own may abort whenever it likes; the loop of a transform aborts only after an error.
      return world.transform ? commit && mayCommit(state, producer) : client.resend.length === 0;
    case 'committing':
      return commit;
    case 'must-abort':
    case 'aborting':
      return !commit;
    case 'none':
    case 'uninitialised':
    case 'ready':
      return false;
  }
}

/** The client sends EndTxn; until the response comes it can only ask for the same again. */
export function askToEnd(state: ClusterState, producer: number, commit: boolean): ClusterState {
  const client = state.producers[producer];
  const transactionState = commit ? 'committing' : 'aborting';
  return noteAsked(withProducer(state, producer, { ...client, transactionState }), client.transaction, commit);
}

/** A transaction that no coordinator heard of is ended by the client alone. */
function nothingToEnd(world: World, state: ClusterState, producer: number): boolean {
  const client = state.producers[producer];
  return client.transactionValues === EMPTY && (!world.transform || state.transactions[producer].status !== 'ongoing');
}

/** The response to EndTxn: the transaction is over for the client, and the next one may begin. */
function conclude(world: World, state: ClusterState, producer: number, commit: boolean): ClusterState {
  const client = state.producers[producer];
  const entry = state.transactions[producer];
  const bumped = entry.epoch !== client.epoch;
  const after = withProducer(state, producer, {
    ...client,
    epoch: entry.epoch,
    ...(bumped ? fromSequenceZero(world) : {}),
    transactionState: needsNewEpoch(world, client) ? 'uninitialised' : 'ready',
    unresolved: 'no',
    transactionValues: EMPTY,
  });
  const told = commit
    ? acknowledgeTransaction(world, after, client.transactionValues)
    : failTransaction(world, after, producer, client.transactionValues);
  return world.transform ? leaveTransaction(world, told, producer, commit) : told;
}

/** KIP-360: a batch without an answer leaves the sequence unknown, so the client asks for a new epoch after the abort. */
const needsNewEpoch = (world: World, client: Producer): boolean =>
  client.unresolved !== 'no' && world.protocol.clientBumpsEpoch && world.protocol.transactionVersion === 1;
