import { describe, expect, it } from 'vitest';
import { inTransaction, marker } from '../../model/testing/records.ts';
import { type Story, story, transactional, transforming } from '../../model/testing/story.ts';
import type { TransactionFact } from '../../model/observer/ledger.ts';
import { replicaOf, withLedger, withReplica } from '../../model/update.ts';
import type { LogRecord } from '../../model/broker/log/log.ts';
import type { ClusterState } from '../../model/state.ts';
import { edited, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { atomicTransaction } from './atomic-transaction.ts';
import { progress } from './progress.ts';

/** The story's state with logs written by hand, one for each partition. */
const withLogs = ({ world, state }: Story, ...logs: readonly (readonly LogRecord[])[]): ClusterState =>
  logs.reduce(
    (after, log, partition) =>
      withReplica(world, after, 0, partition, {
        ...replicaOf(world, after, 0, partition),
        log,
        highWatermark: log.length,
      }),
    state,
  );

const onTwoPartitions = (): Story => story(transactional({ topic: { partitions: 2 }, scope: { records: 2 } }));

/** What the observer knows of transaction 0, in which r0 and r1 were sent. */
const fact = (end: 'commit' | 'abort'): TransactionFact => ({
  transaction: 0,
  asked: end,
  sent: end === 'commit' ? 0b11 : 0,
  decided: end,
});

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

describe('atomic-transaction is vacuous', () => {
  it('without transactions', () => {
    expect(atomicTransaction.checks(story().world)).toEqual([]);
  });

  it('where no transaction was decided', () => {
    const told = onTwoPartitions();
    expect(exercises(atomicTransaction, told)).toBe(false);
    const fact = { transaction: 0, asked: 'commit', sent: 0, decided: 'commit' } as const;
    const state = edited(told, { transactions: [fact] });
    expect(atomicTransaction.checks(told.world).some((check) => check.exercised(state))).toBe(true);
  });
});
