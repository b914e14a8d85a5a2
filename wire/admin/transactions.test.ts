import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../error-codes.ts';
import { describeTransactionsApi } from '../messages/describe-transactions.ts';
import { findCoordinatorApi } from '../messages/find-coordinator.ts';
import { initProducerIdApi } from '../messages/init-producer-id.ts';
import { answering, FakeBroker } from '../testing/fake-broker.ts';
import { findCoordinators } from './find-coordinator.ts';
import { describeTransactions, initProducerId } from './transactions.ts';

describe('a transactional id', () => {
  it('is coordinated by one broker, which is told', async () => {
    const answer = answering(findCoordinatorApi, ({ keyType, coordinatorKeys }) => ({
      coordinators: coordinatorKeys.map((key) => ({ key, nodeId: keyType === 1 ? 7 : 8 })),
    }));
    const told = (type: 'group' | 'transaction', keys: readonly string[]) =>
      FakeBroker.with([answer], async (to) => [...(await findCoordinators(to, type, keys))]);
    expect(await told('transaction', ['x', 'y'])).toEqual([
      ['x', 7],
      ['y', 7],
    ]);
    expect(await told('group', ['g'])).toEqual([['g', 8]]);
  });

  it('gets a producer id and an epoch, unless a transaction of it is still being ended', async () => {
    const answer = answering(initProducerIdApi, ({ transactionalId }) =>
      transactionalId === 'busy'
        ? { errorCode: ERROR_CODES.CONCURRENT_TRANSACTIONS }
        : { producerId: 4, producerEpoch: 1 },
    );
    await FakeBroker.with([answer], async (to) => {
      expect(await initProducerId(to, 'x')).toEqual({ producerId: 4, producerEpoch: 1 });
      await expect(initProducerId(to, 'busy')).rejects.toThrow('initialise busy: CONCURRENT_TRANSACTIONS');
    });
  });

  it('has a transaction that is described, or is not known', async () => {
    const open = {
      transactionalId: 'x',
      transactionState: 'Ongoing',
      transactionTimeoutMs: 60_000,
      transactionStartTimeMs: 5,
      producerId: 4,
      producerEpoch: 1,
      topics: [{ topic: 't', partitions: [0, 2] }],
    };
    const answer = answering(describeTransactionsApi, ({ transactionalIds: [id] }) => ({
      transactionStates: [id === 'x' ? open : { errorCode: ERROR_CODES.TRANSACTIONAL_ID_NOT_FOUND }],
    }));
    await FakeBroker.with([answer], async (to) => {
      expect(await describeTransactions(to, 'x')).toEqual({
        state: 'Ongoing',
        producerId: 4,
        producerEpoch: 1,
        timeoutMs: 60_000,
        startedAt: 5,
        partitions: { t: [0, 2] },
      });
      expect(await describeTransactions(to, 'y')).toBeNull();
    });
  });
});
