import { readAs } from '../malformed-message.ts';
import { Reader } from '../reader.ts';
import type { WireRecord } from '../record-batch.ts';
import { array, int16, int32, int64, int8, nullableArray, string } from '../schema/primitives.ts';
import { struct, tagged } from '../schema/struct.ts';
import type { Of } from '../schema/type.ts';
import { readVersioned } from './versioned.ts';

/** Of `TransactionState`, by its id. */
export const TRANSACTION_STATES = [
  'Empty',
  'Ongoing',
  'PrepareCommit',
  'PrepareAbort',
  'CompleteCommit',
  'CompleteAbort',
  'Dead',
  'PrepareEpochFence',
] as const;

const transaction = struct({
  producerId: int64,
  producerEpoch: int16,
  transactionTimeoutMs: int32,
  transactionStatus: int8,
  transactionPartitions: nullableArray(struct({ topic: string, partitionIds: array(int32) })),
  transactionLastUpdateTimestampMs: int64,
  transactionStartTimestampMs: int64,
  previousProducerId: tagged(0, 1, int64, -1),
  nextProducerId: tagged(1, 1, int64, -1),
  clientTransactionVersion: tagged(2, 1, int16),
  nextProducerEpoch: tagged(3, 1, int16, -1),
});

const FLEXIBLE_FROM = 1;

/** A record of `__transaction_state`; a value of null forgets the transactional id. */
export interface TransactionRecord {
  readonly transactionalId: string;
  readonly value: Of<typeof transaction> | null;
}

/** @throws {MalformedMessage} */
export function readTransactionRecord({ key, value }: Pick<WireRecord, 'key' | 'value'>): TransactionRecord {
  return readAs('a key of __transaction_state', () => {
    const reader = new Reader(key ?? Buffer.alloc(0));
    reader.skip(2);
    const transactionalId = reader.string();
    const read = value && readVersioned(`transaction ${transactionalId}`, transaction, FLEXIBLE_FROM, value);
    return { transactionalId, value: read };
  });
}
