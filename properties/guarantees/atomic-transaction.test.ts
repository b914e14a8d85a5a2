import { describe, expect, it } from 'vitest';
import { inTransaction, marker } from '../../model/testing/records.ts';
import { type Story, story, transactional, transforming } from '../../model/testing/story.ts';
import type { TransactionFact } from '../../model/observer/ledger.ts';
import { replicaOf, withLedger, withReplica } from '../../model/update.ts';
import type { LogRecord } from '../../model/broker/log/log.ts';
import type { ClusterState } from '../../model/state.ts';
import { transactionFact } from '../testing/transaction-fact.ts';
import { edited, verdictOn, withLogs, witnessIn } from '../testing/verdict-on.ts';
import { atomicTransaction } from './atomic-transaction.ts';
import { progress } from './progress.ts';

const onTwoPartitions = (): Story => story(transactional({ topic: { partitions: 2 }, scope: { records: 2 } }));

/** Of transaction 0, in which r0 and r1 were sent. */
const fact = (end: 'commit' | 'abort') => transactionFact(end, 0b11);

/** The logs of two partitions, after a transaction of r0 and r1 that was ended in this way. */
const history = (
  end: 'commit' | 'abort',
  ...logs: readonly (readonly LogRecord[])[]
): [Story['world'], ClusterState] => {
  const told = onTwoPartitions();
  return [told.world, withLedger(withLogs(told, ...logs), { ...told.state.ledger, transactions: [fact(end)] })];
};

describe('V10: atomic-transaction compares what is visible with what was sent', () => {
  it('V10: a record that vanished from one partition is torn from the other', () => {
    const [world, state] = history('commit', [inTransaction(0), marker('commit')], []);
    expect(witnessIn(atomicTransaction, world, state)).toEqual({
      cause: 'part of a transaction took effect',
      transaction: 0,
      records: [
        { value: 0, partition: 0, offset: 0, end: 'commit' },
        { value: 1, partition: 1, offset: -1, end: 'gone' },
      ],
    });
  });

  it('V10: where all of it vanished nothing is torn, nor where nobody can look', () => {
    expect(witnessIn(atomicTransaction, ...history('commit', [], []))).toBeNull();
    const [world, state] = history('commit', [inTransaction(0), marker('commit')], []);
    const offline = { ...replicaOf(world, state, 0, 1), leading: null };
    expect(witnessIn(atomicTransaction, world, withReplica(world, state, 0, 1, offline))).toBeNull();
  });

  it('V10: an aborted transaction that has lost one of its markers is not torn', () => {
    const [world, state] = history('abort', [inTransaction(0), marker('abort')], [inTransaction(1)]);
    expect(witnessIn(atomicTransaction, world, state)).toBeNull();
    expect(witnessIn(progress, world, state)).toMatchObject({ cause: 'a transaction stays open', partition: 1 });
  });

  /** A transaction over two partitions, ended and marked on both; then power fails and partition 1 keeps this much. */
  const powerFails = (commit: boolean, keeps: number): Story =>
    story(
      transactional({
        topic: { partitions: 2 },
        scope: { records: 2 },
        faults: { 'broker.power-loss': 1 },
      }),
    )
      .repeats('producer.send', 'broker.produce', 'producer.receive')
      .does('producer.end-transaction', { commit })
      .repeats('transaction.write-marker', 'transaction.complete')
      .does('broker.power-loss', { partition: 1, keeps })
      .settles();

  it('V10: a power failure takes a committed record from one partition', () => {
    expect(verdictOn(atomicTransaction, powerFails(true, 0))).toMatchObject({
      records: [
        { value: 0, end: 'commit' },
        { value: 1, end: 'gone' },
      ],
    });
  });

  it('V10: a power failure takes an abort marker from one partition', () => {
    const told = powerFails(false, 1);
    expect(told.state.replicas[1]?.log.map(({ kind }) => kind)).toEqual(['data']);
    expect(verdictOn(atomicTransaction, told)).toBeNull();
    expect(verdictOn(progress, told)).toMatchObject({ cause: 'a transaction stays open' });
  });
});

describe('atomic-transaction holds', () => {
  it.each(['commit', 'abort'] as const)('when every partition of the transaction has its %s marker', (kind) => {
    const [world, state] = history(kind, [inTransaction(0), marker(kind)], [inTransaction(1), marker(kind)]);
    expect(witnessIn(atomicTransaction, world, state)).toBeNull();
  });

  it('when one transaction was committed and the next one aborted', () => {
    const told = onTwoPartitions();
    const next = { transaction: 1, producerEpoch: 1 };
    const log = [inTransaction(0), marker('commit'), inTransaction(1, next), marker('abort', next)];
    const transactions = [
      { ...fact('commit'), sent: 0b01 },
      { ...fact('abort'), transaction: 1 },
    ];
    const state = withLedger(withLogs(told, log, []), { ...told.state.ledger, transactions });
    expect(witnessIn(atomicTransaction, told.world, state)).toBeNull();
  });

  it('when the offsets of a transform follow its decision', () => {
    expect(verdictOn(atomicTransaction, story(transforming()).settles())).toBeNull();
  });
});

describe('atomic-transaction is violated', () => {
  it('when one partition has a commit marker and the other an abort marker', () => {
    const [world, state] = history('commit', [inTransaction(0), marker('commit')], [inTransaction(1), marker('abort')]);
    expect(witnessIn(atomicTransaction, world, state)).toEqual({
      cause: 'part of a transaction took effect',
      transaction: 0,
      records: [
        { value: 0, partition: 0, offset: 0, end: 'commit' },
        { value: 1, partition: 1, offset: 0, end: 'abort' },
      ],
    });
  });

  it('when one partition has a marker and the other none', () => {
    const [world, state] = history('commit', [inTransaction(0), marker('commit')], [inTransaction(1)]);
    expect(witnessIn(atomicTransaction, world, state)).toEqual({
      cause: 'part of a transaction took effect',
      transaction: 0,
      records: [
        { value: 0, partition: 0, offset: 0, end: 'commit' },
        { value: 1, partition: 1, offset: 0, end: 'nothing' },
      ],
    });
  });

  it('when a record of the transaction stands behind its marker', () => {
    const [world, state] = history('commit', [inTransaction(0), marker('commit'), inTransaction(1)], []);
    expect(witnessIn(atomicTransaction, world, state)).toEqual({
      cause: 'part of a transaction took effect',
      transaction: 0,
      records: [
        { value: 0, partition: 0, offset: 0, end: 'commit' },
        { value: 1, partition: 0, offset: 2, end: 'nothing' },
      ],
    });
  });

  it('when the offsets of a committed transaction did not take effect', () => {
    const told = story(transforming()).settles();
    const state = { ...told.state, groups: [{ ...told.state.groups[0], committed: [-1] }] };
    expect(witnessIn(atomicTransaction, told.world, state)).toEqual({
      cause: 'the offsets of a transaction did not follow its decision',
      decided: 1,
      group: 0,
      partition: 0,
      committed: -1,
    });
  });

  it('when its offsets were committed and its only output is gone', () => {
    const told = story(transforming()).settles();
    const state = withReplica(told.world, told.state, 0, 1, { ...replicaOf(told.world, told.state, 0, 1), log: [] });
    expect(witnessIn(atomicTransaction, told.world, state)).toEqual({
      cause: 'the records and the offsets of a transaction parted',
      transaction: 0,
      record: { value: 0, partition: 1, offset: -1, end: 'gone' },
      offsets: 'committed',
    });
  });

  it('when it was aborted, its offsets dropped, and a later marker makes its output visible', () => {
    const told = story(transforming());
    const log = [inTransaction(0), marker('commit', { transaction: 1 })];
    const facts = withLedger(told.state, { ...told.state.ledger, transactions: [fact('abort')] });
    const state = withReplica(told.world, facts, 0, 1, {
      ...replicaOf(told.world, facts, 0, 1),
      log,
      highWatermark: 2,
    });
    expect(witnessIn(atomicTransaction, told.world, state)).toEqual({
      cause: 'the records and the offsets of a transaction parted',
      transaction: 0,
      record: { value: 0, partition: 1, offset: 0, end: 'commit' },
      offsets: 'dropped',
    });
  });

  it('when the offsets of an aborted transaction took effect', () => {
    const told = story(transforming());
    const state = { ...told.state, groups: [{ ...told.state.groups[0], committed: [1] }] };
    expect(witnessIn(atomicTransaction, told.world, state)).toEqual({
      cause: 'the offsets of a transaction did not follow its decision',
      decided: -1,
      group: 0,
      partition: 0,
      committed: 1,
    });
  });
});

describe('atomic-transaction is judged', () => {
  /** Three records in each of two partitions, all of which were sent in a transaction that was committed. */
  const logs = (first: readonly LogRecord[], second: readonly LogRecord[], change: Partial<TransactionFact> = {}) => {
    const told = story(transactional({ topic: { partitions: 2 }, scope: { records: 6 } }));
    const transactions = [{ ...fact('commit'), sent: 0b111111, ...change }];
    const state = withLedger(withLogs(told, first, second), { ...told.state.ledger, transactions });
    return witnessIn(atomicTransaction, told.world, state);
  };
  const evens = [inTransaction(0), inTransaction(2), inTransaction(4)];
  const odds = [inTransaction(1), inTransaction(3), inTransaction(5)];
  const end = marker('commit');

  it('of every record that was sent, wherever it is', () => {
    expect(logs([...evens, end], [...odds, end])).toBeNull();
    expect(logs([...evens.slice(0, 2), end], [...odds, end])).toMatchObject({ records: [{ value: 0 }, { value: 4 }] });
    expect(logs([...evens, end], [...odds.slice(1), end])).toMatchObject({ records: [{ value: 0 }, { value: 1 }] });
  });

  it('by the first that is there and the first that is missing', () => {
    expect(logs([...evens, end], odds)).toMatchObject({ records: [{ value: 0 }, { value: 1, end: 'nothing' }] });
    expect(logs([end], [end, ...odds])).toBeNull();
    expect(logs([], [...odds, end])).toMatchObject({ records: [{ value: 1 }, { value: 0, end: 'gone' }] });
  });

  it('of a record that is there twice by the one that is visible', () => {
    expect(logs([...evens, end, inTransaction(2)], [...odds, end])).toBeNull();
  });

  it('and not of records of others, or of none', () => {
    const other = inTransaction(2, { transaction: 7, producerId: 1 });
    expect(logs([evens[0], other, end], [end], { sent: 0b1 })).toBeNull();
    expect(logs([evens[0], { ...end, value: 3 }], [], { sent: 0b1 })).toBeNull();
  });

  it.each<[string, Partial<TransactionFact>]>([
    ['its application asked to abort', { asked: 'abort' }],
    ['its application has not asked yet', { asked: 'nothing' }],
    ['it was aborted', { decided: 'abort' }],
    ['it has not been decided', { decided: 'nothing' }],
  ])('and the offsets of a transform do not part from a lost output where %s', (_what, change) => {
    const told = story(transforming());
    const transactions = [{ ...fact('commit'), sent: 0b1, ...change }];
    expect(witnessIn(atomicTransaction, told.world, edited(told, { transactions }))).toBeNull();
    const committed = [{ ...fact('commit'), sent: 0b1 }];
    expect(witnessIn(atomicTransaction, told.world, edited(told, { transactions: committed }))).not.toBeNull();
  });

  it.each<[string, Partial<TransactionFact>]>([
    ['was committed', { asked: 'abort', sent: 0, decided: 'commit' }],
    ['was not decided', { asked: 'abort', sent: 0, decided: 'nothing' }],
  ])('and a visible output parts from its offsets only where it was aborted, not where it %s', (_what, change) => {
    const told = story(transforming());
    const state = withLogs(told, [], [inTransaction(0), end]);
    const judged = (transaction: TransactionFact) =>
      witnessIn(atomicTransaction, told.world, withLedger(state, { transactions: [transaction] }));
    expect(judged({ ...fact('commit'), ...change })).toBeNull();
    expect(judged(fact('abort'))).not.toBeNull();
  });

  it('and where no offsets are in its transactions nothing parts from them', () => {
    const told = story(
      transforming({ application: { commit: 'after-processing' }, producer: { 'transactional.id': 't' } }),
    );
    const transactions = [{ ...fact('commit'), sent: 0b1 }];
    const groups = [{ ...told.state.groups[0], committed: [1] }];
    expect(witnessIn(atomicTransaction, told.world, { ...edited(told, { transactions }), groups })).toBeNull();
  });

  it('of the offsets of every partition, the first that differs', () => {
    const told = story(transforming({ topic: { partitions: 2 }, scope: { records: 2 } }));
    const judged = (...committed: readonly number[]) => {
      const groups = [{ ...told.state.groups[0], committed }];
      return witnessIn(atomicTransaction, told.world, { ...edited(told, { commits: [[1, 1]] }), groups });
    };
    expect(judged(1, 1)).toBeNull();
    expect(judged(1, 0)).toMatchObject({ partition: 1, committed: 0, decided: 1 });
    expect(judged(0, 0)).toMatchObject({ partition: 0 });
  });

  it('as soon as one transaction has been decided', () => {
    const told = onTwoPartitions();
    const [check] = atomicTransaction.checks(told.world);
    const begun: TransactionFact = { ...fact('commit'), decided: 'nothing' };
    expect(check.exercised(edited(told, { transactions: [begun] }))).toBe(false);
    expect(check.exercised(edited(told, { transactions: [begun, fact('abort')] }))).toBe(true);
  });
});

describe('atomic-transaction is vacuous', () => {
  it('without transactions', () => {
    expect(atomicTransaction.checks(story().world)).toEqual([]);
  });
});
