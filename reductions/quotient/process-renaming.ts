import type { PendingOffsets } from '../../model/broker/group-coordinator.ts';
import type { Log, LogRecord } from '../../model/broker/log/log.ts';
import type { OrphanedRequest } from '../../model/network/requests/request.ts';
import type { Replica } from '../../model/broker/replica.ts';
import type { Batch } from '../../model/network/requests/request.ts';
import type { Producer } from '../../model/producer/client/producer.ts';
import type { ClusterState } from '../../model/state.ts';
import { ordinalOf, producerOfTransaction, transactionId } from '../../model/world.ts';
import { otherSlot, otherSlots, withSlotsSwapped } from './member-slots.ts';

/** Two members have changed their slots, each with its process: all that carries their names is renamed. */
export function withProcessesSwapped(state: ClusterState): ClusterState {
  const [group] = state.groups;
  const [first, second] = state.members;
  const { ledger } = state;
  return {
    ...state,
    replicas: state.replicas.map((replica) => (replica === null ? null : swappedReplica(replica))),
    producers: [swappedProducer(state.producers[1]), swappedProducer(state.producers[0])],
    orphanedRequests: state.orphanedRequests.map(swappedOrphan),
    transactions: [state.transactions[1], state.transactions[0]].map((entry) => ({
      ...entry,
      transaction: swappedTransaction(entry.transaction),
    })),
    groups: [
      {
        ...withSlotsSwapped(group),
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

/** A replica whose records have other producers, and whose leader is about to verify others. */
const swappedReplica = (replica: Replica): Replica => ({
  ...replica,
  log: swappedLog(replica.log),
  leading: replica.leading === null ? null : { ...replica.leading, verifying: replica.leading.verifying.toReversed() },
});

const swappedTransaction = (transaction: number): number => {
  if (transaction < 0) return transaction;
  const producer = producerOfTransaction(transaction);
  return transactionId(1 - producer, ordinalOf(transaction));
};

const swappedBatch = (batch: Batch): Batch => ({
  ...batch,
  producerId: otherSlot(batch.producerId),
  transaction: swappedTransaction(batch.transaction),
});

const swappedProducer = (producer: Producer): Producer => ({
  ...producer,
  producerId: otherSlot(producer.producerId),
  queue: producer.queue.map(swappedBatch),
  inFlight: producer.inFlight.map((request) => ({ ...request, batch: swappedBatch(request.batch) })),
  transaction: swappedTransaction(producer.transaction),
});

function swappedOrphan(orphan: OrphanedRequest): OrphanedRequest {
  switch (orphan.kind) {
    case 'produce':
      return { ...orphan, producer: 1 - orphan.producer, batch: swappedBatch(orphan.batch) };
    case 'end-transaction':
    case 'marker':
    case 'transaction-offsets':
      return { ...orphan, producer: 1 - orphan.producer, transaction: swappedTransaction(orphan.transaction) };
    case 'offset-commit':
      return { ...orphan, member: 1 - orphan.member };
  }
}

const swappedPending = (pending: PendingOffsets): PendingOffsets => ({
  ...pending,
  producer: 1 - pending.producer,
  transaction: swappedTransaction(pending.transaction),
  ...(pending.overtaken === undefined
    ? {}
    : { overtaken: { ...pending.overtaken, by: otherSlots(pending.overtaken.by) } }),
});

const swappedRecord = (record: LogRecord): LogRecord => ({
  ...record,
  producerId: otherSlot(record.producerId),
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
