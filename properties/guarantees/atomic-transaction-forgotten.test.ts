import { describe, expect, it } from 'vitest';
import type { LogRecord } from '../../model/broker/log/log.ts';
import { inTransaction, marker } from '../../model/testing/records.ts';
import { type Story, story, transforming } from '../../model/testing/story.ts';
import { replicaOf, withReplica } from '../../model/update.ts';
import { transactionFact } from '../testing/transaction-fact.ts';
import { edited, witnessIn } from '../testing/verdict-on.ts';
import { atomicTransaction } from './atomic-transaction.ts';

/** Of transaction 0, in which the output of r0 was sent. */
const fact = (end: 'commit' | 'abort') => transactionFact(end, 0b1);

/** Brokers of which the log of a transform's outputs and its group's offsets may be lost with one disk. */
describe('atomic-transaction, where __consumer_offsets can be lost', () => {
  const losing = (records = 1): Story =>
    story(transforming({ faults: { 'broker.disk-loss': 1 }, scope: { records } })).settles();
  const judged = ({ world, state }: Pick<Story, 'world' | 'state'>, outputs: readonly LogRecord[], committed: number) =>
    witnessIn(
      atomicTransaction,
      world,
      withReplica(world, { ...state, groups: [{ ...state.groups[0], committed: [committed] }] }, 0, 1, {
        ...replicaOf(world, state, 0, 1),
        log: outputs,
        highWatermark: outputs.length,
      }),
    );

  it('holds where the disk that is lost had the records and the offsets: nothing of the transaction is left', () => {
    expect(judged(losing(), [], -1)).toBeNull();
    expect(judged(losing(), [], 0)).toBeNull();
  });

  it('is violated where it had one of them alone', () => {
    const told = losing();
    const { log } = replicaOf(told.world, told.state, 0, 1);
    expect(judged(told, [], 1)).toMatchObject({
      cause: 'the records and the offsets of a transaction parted',
      offsets: 'committed',
    });
    expect(judged(told, log, -1)).toMatchObject({
      cause: 'the offsets of a transaction did not follow its decision',
      committed: -1,
      decided: 1,
    });
    expect(judged(told, log, 1)).toBeNull();
  });

  it('holds where its group has been there again, and sent the record in another transaction', () => {
    const told = losing();
    const again = { transaction: 1, producerEpoch: 1 };
    const facts = [fact('commit'), { ...fact('commit'), transaction: 1 }];
    const both = { world: told.world, state: edited(told, { transactions: facts }) };
    expect(judged(both, [inTransaction(0, again), marker('commit', again)], 1)).toBeNull();
  });

  it('takes no offsets for lost that were never decided: those of an aborted transaction took effect', () => {
    const told = losing();
    const aborted = { transactions: [fact('abort')], commits: [[-1]] };
    expect(judged({ world: told.world, state: edited(told, aborted) }, [], 1)).toMatchObject({
      cause: 'the offsets of a transaction did not follow its decision',
      committed: 1,
      decided: -1,
    });
  });
});
