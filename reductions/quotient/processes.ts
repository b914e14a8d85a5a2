import type { PendingOffsets } from '../../model/broker/group-coordinator.ts';
import { agree, type Log, type LogRecord } from '../../model/broker/log.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import type { Fingerprint } from '../../model/machine.ts';
import type { Batch, Producer, Stray } from '../../model/producer/producer.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import { ordinalOf, producerOfTransaction, transactionId, type World } from '../../model/world.ts';
import { withDenseGenerations } from './dense-generations.ts';
import type { ClusterMachine } from '../reduced.ts';
import { digestOf, otherSeat, roleOf, withSeatsSwapped } from './member-slots.ts';
import { isCalm } from '../persistent-sets/brokers.ts';
import { hasReductions } from '../persistent-sets/scope.ts';

/** The machine of a transform, whose fingerprints are those of one representative of all states that behave the same. */
export function canonicalTransform(machine: ClusterMachine): ClusterMachine {
  const { world } = machine;
  const reduces = hasReductions(world);
  return {
    ...machine,
    fingerprint(state): Fingerprint {
      const sorted = withSortedMembers(withDenseGenerations(world, state, 0));
      return machine.fingerprint(reduces && isCalm(world, sorted) ? withoutBrokers(world, sorted) : sorted);
    },
  };
}

/**
 * Two members change their seats, each with its process: producer, transactional id, and whatever carries their names.
 * Every rule treats both alike, and the assignor may begin with either.
 */
function withSortedMembers(state: ClusterState): ClusterState {
  if (state.members.length !== 2) return state;
  return weight(state, 0) <= weight(state, 1) ? state : withSwappedMembers(state);
}

/** A number that tells one process from the other, whatever their seats are. */
function weight(state: ClusterState, seat: number): number {
  const { up, incarnation, epoch, transactionState, transaction, inFlight, queue } = state.producers[seat];
  const entry = state.transactions[seat];
  const rest = fingerprint([
    roleOf(state.groups[0], seat),
    up,
    incarnation,
    epoch,
    transactionState,
    transaction < 0 ? -1 : ordinalOf(transaction),
    inFlight.map(({ stage, error }) => [stage, error]),
    queue.length,
    entry.epoch,
    entry.status,
    entry.offsets,
    entry.offsetsMarked,
  ]);
  return digestOf(state.members[seat]) * 0x100000 + (rest.low % 0x100000);
}

function withSwappedMembers(state: ClusterState): ClusterState {
  const [group] = state.groups;
  const [first, second] = state.members;
  const { ledger } = state;
  return {
    ...state,
    replicas: state.replicas.map((replica) => (replica === null ? null : { ...replica, log: swappedLog(replica.log) })),
    producers: [swappedProducer(state.producers[1]), swappedProducer(state.producers[0])],
    strays: state.strays.map(swappedStray),
    transactions: [state.transactions[1], state.transactions[0]].map((entry) => ({
      ...entry,
      transaction: swappedTransaction(entry.transaction),
    })),
    groups: [
      {
        ...withSeatsSwapped(group),
        pending: group.pending.map(swappedPending).sort((a, b) => a.producer - b.producer),
      },
    ],
    members: [second, first],
    ledger: {
      ...ledger,
      transactions: ledger.transactions
        .map((fact) => ({ ...fact, transaction: swappedTransaction(fact.transaction) }))
        .sort((a, b) => a.transaction - b.transaction),
      committed: ledger.committed.map(swappedLog),
    },
  };
}

const swappedTransaction = (transaction: number): number => {
  if (transaction < 0) return transaction;
  const producer = producerOfTransaction(transaction);
  return transactionId(1 - producer, ordinalOf(transaction));
};

const swappedBatch = (batch: Batch): Batch => ({
  ...batch,
  producerId: otherSeat(batch.producerId),
  transaction: swappedTransaction(batch.transaction),
});

const swappedProducer = (producer: Producer): Producer => ({
  ...producer,
  producerId: otherSeat(producer.producerId),
  queue: producer.queue.map(swappedBatch),
  inFlight: producer.inFlight.map((request) => ({ ...request, batch: swappedBatch(request.batch) })),
  transaction: swappedTransaction(producer.transaction),
});

function swappedStray(stray: Stray): Stray {
  switch (stray.kind) {
    case 'produce':
      return { ...stray, producer: 1 - stray.producer, batch: swappedBatch(stray.batch) };
    case 'end-transaction':
      return { ...stray, producer: 1 - stray.producer, transaction: swappedTransaction(stray.transaction) };
    case 'offset-commit':
      return { ...stray, member: 1 - stray.member };
  }
}

const swappedPending = (pending: PendingOffsets): PendingOffsets => ({
  ...pending,
  producer: 1 - pending.producer,
  transaction: swappedTransaction(pending.transaction),
});

const swappedRecord = (record: LogRecord): LogRecord => ({
  ...record,
  producerId: otherSeat(record.producerId),
  transaction: swappedTransaction(record.transaction),
});

const swappedLogs = new WeakMap<Log, Log>();

function swappedLog(log: Log): Log {
  let swapped = swappedLogs.get(log);
  if (swapped === undefined) {
    swapped = log.map(swappedRecord);
    swappedLogs.set(log, swapped);
  }
  return swapped;
}

/**
 * Once the brokers are calm it does not matter any more which of them leads, in which epoch, and how it came to that:
 * clients find a leader and its log, and all that is ever asked about an epoch is whether the one is still the other's.
 */
function withoutBrokers(world: World, state: ClusterState): ClusterState {
  const { partitions } = state.controller;
  const logs = partitions.map(({ leader }, partition) => replicaOf(world, state, leader, partition).log);
  const asWritten = state.members.every(({ positions, positionEpochs }) =>
    positions.every(
      (position, partition) =>
        position <= logs[partition].length &&
        (position < 1 ||
          positionEpochs[partition] < 0 ||
          logs[partition][position - 1].leaderEpoch === positionEpochs[partition]),
    ),
  );
  if (
    !asWritten ||
    state.ledger.committed.some(
      (log, partition) => log.length !== logs[partition].length || !agree(log, logs[partition], log.length),
    )
  )
    return state;
  const role = (broker: number, partition: number): number => (partitions[partition].leader === broker ? 0 : 1);
  return {
    ...state,
    controller: calm.controller,
    brokers: calm.brokers,
    replicas: logs.map((log) => ({ ...calm.replica, log: withoutEpochs(log) })),
    producers: state.producers.map((producer) =>
      producer.inFlight.length === 0
        ? producer
        : {
            ...producer,
            inFlight: producer.inFlight.map((request) => ({
              ...request,
              broker: role(request.broker, request.batch.partition),
            })),
          },
    ),
    strays: state.strays.map((stray) =>
      stray.kind === 'produce' ? { ...stray, broker: role(stray.broker, stray.batch.partition) } : stray,
    ),
    members: state.members.map((member) => ({ ...member, positionEpochs: calm.epochs })),
    ledger: { ...state.ledger, committed: calm.committed },
  };
}

const calm = {
  controller: { partitions: [], fenced: 0 },
  brokers: [],
  replica: { highWatermark: 0, leader: 0, leaderEpoch: 0, aligned: true, leading: null },
  epochs: [],
  committed: [],
};

const logsWithoutEpochs = new WeakMap<Log, Log>();

function withoutEpochs(log: Log): Log {
  let without = logsWithoutEpochs.get(log);
  if (without === undefined) {
    without = log.map((record) => ({ ...record, leaderEpoch: 0 }));
    logsWithoutEpochs.set(log, without);
  }
  return without;
}
