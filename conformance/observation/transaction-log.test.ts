import { describe, expect, it } from 'vitest';
import { readBatches } from '../../wire/record-batch.ts';
import { recordedBytes } from '../../wire/testing/recorded.ts';
import { writeBatch } from '../../wire/write-batch.ts';
import { transactionsOf } from './transaction-log.ts';

describe('the log of a transaction coordinator', () => {
  const recorded = readBatches(recordedBytes('transactions-4.3.1'));

  it('has every state of a transaction, with transaction.version 2 under the epoch that ends it', () => {
    const states = recorded.map((_, at) => {
      const told = transactionsOf(recorded.slice(0, at + 1)).get('tx');
      return [told?.state, told?.producerEpoch, told?.partitions];
    });
    expect(states).toEqual([
      ['Empty', 0, {}],
      ['Ongoing', 0, { t: [0] }],
      ['Ongoing', 0, { t: [1, 0] }],
      ['PrepareCommit', 1, { t: [1, 0] }],
      ['CompleteCommit', 1, {}],
      ['Ongoing', 1, { t: [0] }],
      ['PrepareAbort', 2, { t: [0] }],
    ]);
  });

  it('forgets a transactional id whose value is deleted', () => {
    const [{ key }] = recorded[0].records;
    const deletion = readBatches(writeBatch({ records: [{ offset: 9, key, value: null }] }));
    expect(transactionsOf([...recorded, ...deletion])).toEqual(new Map());
  });
});
