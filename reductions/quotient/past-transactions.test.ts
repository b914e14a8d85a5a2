import { describe, expect, it } from 'vitest';
import type { TransactionFact } from '../../model/observer/ledger.ts';
import { rewritten } from '../../model/rewriting.ts';
import type { ClusterState } from '../../model/state.ts';
import { inTransaction, marker } from '../../model/testing/records.ts';
import { story, transforming } from '../../model/testing/story.ts';
import { withLedger, withProducer, withTransaction } from '../../model/update.ts';
import { orphaned } from '../testing/changes.ts';
import { withoutPastTransactions } from './past-transactions.ts';

/** One process, which has read its record and begun transaction 0. */
const told = story(transforming()).settles('producer.send');
const { world } = told;
const after = (state: ClusterState): ClusterState => rewritten(state, withoutPastTransactions(world));

const fact = (transaction: number, change: Partial<TransactionFact> = {}): TransactionFact => ({
  transaction,
  asked: 'abort',
  sent: 0,
  offsets: [],
  letters: 0,
  decided: 'abort',
  ...change,
});

/** The process has had so many transactions before the one that is open, each in an epoch of its own. */
function openAfter(past: number): ClusterState {
  const transaction = past;
  const begun = withLedger(told.state, {
    transactions: [
      ...Array.from({ length: past }, (_, ordinal) => fact(ordinal)),
      fact(transaction, { asked: 'nothing', decided: 'nothing' }),
    ],
  });
  const known = withTransaction(begun, 0, { ...begun.transactions[0], epoch: past, status: 'ongoing', transaction });
  return withProducer(known, 0, { ...known.producers[0], epoch: past, transactionState: 'open', transaction });
}

const factsOf = (state: ClusterState): readonly number[] =>
  after(state).ledger.transactions.map(({ transaction }) => transaction);

describe('a process in a transaction', () => {
  it('is the same after any number of others that were aborted', () => {
    expect(openAfter(2)).not.toEqual(openAfter(0));
    expect(after(openAfter(2))).toEqual(after(openAfter(0)));
  });

  it('is another one where its client has an epoch less than its coordinator', () => {
    const fenced = openAfter(2);
    const behind = withProducer(fenced, 0, { ...fenced.producers[0], epoch: 1 });
    expect(after(behind)).not.toEqual(after(fenced));
    expect(after(behind).producers[0].epoch).toBe(1);
  });
});

describe('what is known of a transaction stays', () => {
  it('as long as its request may arrive', () => {
    const end = {
      kind: 'end-transaction',
      producer: 0,
      epoch: 1,
      transaction: 1,
      incarnation: 0,
      commit: false,
    } as const;
    const late = orphaned(end)(openAfter(2));
    expect(factsOf(late)).toEqual([0, 1]);
    expect(after(late).orphanedRequests).toMatchObject([{ transaction: 0 }]);
  });

  it('until all that was committed in it is read', () => {
    const committed = { asked: 'commit', decided: 'commit', sent: 0b1 } as const;
    const unread = withLedger(openAfter(1), { transactions: [fact(0, committed), fact(1)] });
    const sighting = { value: 0, partition: 1, offset: 0, leaderEpoch: 0, times: 1 };
    expect(factsOf(unread)).toEqual([0, 1]);
    expect(factsOf(withLedger(unread, { outputs: [sighting] }))).toEqual([0]);
  });

  it('of a client that is done with it only while a coordinator is not', () => {
    const ready = withProducer(openAfter(0), 0, { ...openAfter(0).producers[0], transactionState: 'ready' });
    expect(factsOf(ready)).toEqual([0]);
    expect(factsOf(withTransaction(ready, 0, { ...ready.transactions[0], transaction: -1 }))).toEqual([]);
  });
});

it('records of transactions that nobody knows any more have one number, and epochs are told by how old they are', () => {
  const log = [0, 1].flatMap((transaction) => [
    inTransaction(0, { transaction, producerEpoch: transaction }),
    marker('abort', { transaction, producerEpoch: transaction + 1 }),
  ]);
  const before = openAfter(2);
  const replicas = before.replicas.map((replica, index) => (index === 1 ? replica && { ...replica, log } : replica));
  expect(after({ ...before, replicas }).replicas[1]?.log).toMatchObject([
    { transaction: 1, producerEpoch: 2 },
    { transaction: 1, producerEpoch: 1 },
    { transaction: 1, producerEpoch: 1 },
    { transaction: 1, producerEpoch: 0 },
  ]);
});
