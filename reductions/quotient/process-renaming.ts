import type { Group, PendingOffsets } from '../../model/broker/group-coordinator.ts';
import type { LogRecord } from '../../model/broker/log/log.ts';
import type { Leading, Replica } from '../../model/broker/replica.ts';
import type { Producer } from '../../model/producer/client/producer.ts';
import type { RewrittenPart } from '../../model/rewriting.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import { ordinalOf, producerOfTransaction, transactionId, type World } from '../../model/world.ts';
import { otherSlot, otherSlots, withSlotsSwapped } from './member-slots.ts';
import {
  renamedBatch,
  renamedOrphan,
  renamedPending,
  renamedRecord,
  renamedRequest,
  type Renaming,
} from './renaming.ts';

/** Two members have changed their slots, each with its process: all that carries their names is renamed. */
export const processesSwapped = (world: World): readonly RewrittenPart<ClusterState>[] => [
  ...world.placement.flatMap((brokers, partition) =>
    brokers.flatMap((broker): RewrittenPart<ClusterState>[] => {
      const path = ['replicas', broker * world.partitions + partition];
      return [
        { path: [...path, 'log'], of: (state) => replicaOf(world, state, broker, partition).log.map(swappedRecord) },
        { path: [...path, 'leading'], of: (state) => swappedLeading(replicaOf(world, state, broker, partition)) },
      ];
    }),
  ),
  {
    path: ['orphanedRequests'],
    of: ({ orphanedRequests }) => orphanedRequests.map((orphan) => renamedOrphan(swapped, orphan)),
  },
  { path: ['groups', 0], of: ({ groups }) => swappedGroup(groups[0]) },
  ...[0, 1].flatMap((slot): RewrittenPart<ClusterState>[] => [
    { path: ['producers', slot], of: ({ producers }) => swappedProducer(producers[1 - slot]) },
    { path: ['transactions', slot], of: ({ transactions }) => swappedEntry(transactions[1 - slot]) },
    { path: ['members', slot], of: ({ members }) => members[1 - slot] },
  ]),
  {
    path: ['ledger', 'transactions'],
    of: ({ ledger }) => ledger.transactions.map(swappedEntry).sort((a, b) => a.transaction - b.transaction),
  },
  ...range(world.partitions).map((partition) => ({
    path: ['ledger', 'committed', partition],
    of: ({ ledger }: ClusterState) => ledger.committed[partition].map(swappedRecord),
  })),
];

const swapped: Renaming = {
  process: otherSlot,
  transaction: swappedTransaction,
  epoch: (_slot, epoch) => epoch,
};

/** What a leader is about to verify is of other producers. */
const swappedLeading = ({ leading }: Replica): Leading | null =>
  leading === null ? null : { ...leading, verifying: leading.verifying.toReversed() };

const swappedGroup = (group: Group): Group => ({
  ...withSlotsSwapped(group),
  pending: group.pending.map(swappedPending).sort((a, b) => a.producer - b.producer),
});

const swappedEntry = <Entry extends { readonly transaction: number }>(entry: Entry): Entry => ({
  ...entry,
  transaction: swappedTransaction(entry.transaction),
});

function swappedTransaction(transaction: number): number {
  if (transaction < 0) return transaction;
  const producer = producerOfTransaction(transaction);
  return transactionId(1 - producer, ordinalOf(transaction));
}

const swappedProducer = (producer: Producer): Producer => ({
  ...producer,
  producerId: otherSlot(producer.producerId),
  queue: producer.queue.map((batch) => renamedBatch(swapped, batch)),
  inFlight: producer.inFlight.map((request) => renamedRequest(swapped, request)),
  transaction: swappedTransaction(producer.transaction),
});

const swappedPending = (pending: PendingOffsets): PendingOffsets => ({
  ...renamedPending(swapped, pending),
  ...(pending.overtaken === undefined
    ? {}
    : { overtaken: { ...pending.overtaken, by: otherSlots(pending.overtaken.by) } }),
});

const swappedRecord = (record: LogRecord): LogRecord => renamedRecord(swapped, record);
