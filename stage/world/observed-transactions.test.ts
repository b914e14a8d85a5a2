import { expect, it } from 'vitest';
import { API } from '../../wire/api-keys.ts';
import type { Life } from '../process/time/life.ts';
import { ObservedTransactions } from './observed-transactions.ts';

const life = { process: 0, incarnation: 0, name: '0/0' } as Life;
const LINE = { file: 'transform.ts', line: 10, column: 3 };
const OPEN = [{ process: 0, incarnation: 0, line: LINE }];
const ID = { transactionalId: 'billing' };

function watched() {
  const transactions = new ObservedTransactions((id) => id);
  const answered = (apiKey: number, body: object, answer: object = {}): void => {
    const request = { apiKey, version: 3, correlationId: 1, clientId: 'shop', body: body as never };
    transactions.answered({ life, request, body: answer as never, at: 0, line: LINE });
  };
  return {
    transactions,
    begin: () => answered(API.AddPartitionsToTxn, { v3AndBelowTransactionalId: ID.transactionalId }, {}),
    end: () => answered(API.EndTxn, ID, { errorCode: 51 }),
    leave: () => answered(API.LeaveGroup, { groupId: 'shop' }),
    refused: (errorCode: number) =>
      answered(API.Produce, ID, { responses: [{ name: 'out', partitionResponses: [{ index: 0, errorCode }] }] }),
    read: (fetchOffset: number, records = Buffer.from('records')) =>
      answered(
        API.Fetch,
        { topics: [{ topic: 'orders', topicId: '', partitions: [{ partition: 0, fetchOffset }] }] },
        { responses: [{ topic: 'orders', topicId: '', partitions: [{ partitionIndex: 0, records }] }] },
      ),
  };
}

it('a transaction is left open that nobody ends, though the program is sent its records again or leaves its group', () => {
  const { transactions, begin, end, leave, read } = watched();
  read(0);
  begin();
  read(2, Buffer.alloc(0));
  read(2);
  expect(transactions.leftOpen).toEqual([]);
  read(0);
  expect(transactions.leftOpen).toEqual(OPEN);
  end();
  expect(transactions.leftOpen).toEqual([]);
  begin();
  leave();
  expect(transactions.leftOpen).toEqual(OPEN);
});

it('a transaction of which a producer hears that it is over is not left open: to abort it would change nothing', () => {
  const { transactions, begin, leave, refused } = watched();
  begin();
  refused(47);
  leave();
  expect(transactions.leftOpen).toEqual([]);
  begin();
  refused(7);
  leave();
  expect(transactions.leftOpen).toEqual(OPEN);
});
