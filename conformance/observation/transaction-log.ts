import { readTransactionRecord, TRANSACTION_STATES } from '../../wire/coordinators/transaction-record.ts';
import type { Partitions } from '../../wire/messages/consumer-protocol.ts';
import type { Batch } from '../../wire/record-batch.ts';
import { readLogBatches } from './segments.ts';

const TOPIC = '__transaction_state';

/** What the log of a coordinator says of a transactional id. */
export interface LoggedTransaction {
  readonly state: (typeof TRANSACTION_STATES)[number];
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly partitions: Partitions;
}

/** Transactional ids as `__transaction_state` of their coordinator has them on disk: what it would know after a restart. */
export function readTransactions(brokerDirectory: string, partition = 0): ReadonlyMap<string, LoggedTransaction> {
  return transactionsOf(readLogBatches(brokerDirectory, TOPIC, partition));
}

/** The transactional ids that batches of `__transaction_state` tell of: the last record of each counts. */
export function transactionsOf(batches: readonly Batch[]): ReadonlyMap<string, LoggedTransaction> {
  const transactions = new Map<string, LoggedTransaction>();
  for (const record of batches.flatMap(({ records }) => records)) {
    const { transactionalId, value } = readTransactionRecord(record);
    if (value)
      transactions.set(transactionalId, {
        state: TRANSACTION_STATES[value.transactionStatus],
        producerId: value.producerId,
        producerEpoch: value.producerEpoch,
        partitions: Object.fromEntries(
          (value.transactionPartitions ?? []).map(({ topic, partitionIds }) => [topic, partitionIds]),
        ),
      });
    else transactions.delete(transactionalId);
  }
  return transactions;
}
