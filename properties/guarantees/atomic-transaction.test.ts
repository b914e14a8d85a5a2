import { describe, expect, it } from 'vitest';
import { inTransaction, marker } from '../../model/testing/records.ts';
import { type Story, story, transactional, transforming } from '../../model/testing/story.ts';
import { withReplica } from '../../model/update.ts';
import { replicaOf } from '../../model/update.ts';
import type { LogRecord } from '../../model/broker/log/log.ts';
import type { ClusterState } from '../../model/state.ts';
import { edited, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { atomicTransaction } from './atomic-transaction.ts';

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

describe('atomic-transaction holds', () => {
  it.each(['commit', 'abort'] as const)('when every partition of the transaction has its %s marker', (kind) => {
    const told = onTwoPartitions();
    const state = withLogs(told, [inTransaction(0), marker(kind)], [inTransaction(1), marker(kind)]);
    expect(witnessIn(atomicTransaction, told.world, state)).toBeNull();
  });

  it('when one transaction was committed and the next one aborted', () => {
    const told = onTwoPartitions();
    const next = { transaction: 1, producerEpoch: 1 };
    const log = [inTransaction(0), marker('commit'), inTransaction(1, next), marker('abort', next)];
    expect(witnessIn(atomicTransaction, told.world, withLogs(told, log, []))).toBeNull();
  });

  it('when the offsets of a transform follow its decision', () => {
    expect(verdictOn(atomicTransaction, story(transforming()).settles())).toBeNull();
  });
});

describe('atomic-transaction is violated', () => {
  it('when one partition has a commit marker and the other an abort marker', () => {
    const told = onTwoPartitions();
    const state = withLogs(told, [inTransaction(0), marker('commit')], [inTransaction(1), marker('abort')]);
    expect(witnessIn(atomicTransaction, told.world, state)).toEqual({
      cause: 'part of a transaction took effect',
      transaction: 0,
      records: [
        { value: 0, partition: 0, offset: 0, end: 'commit' },
        { value: 1, partition: 1, offset: 0, end: 'abort' },
      ],
    });
  });

  it('when one partition has a marker and the other none', () => {
    const told = onTwoPartitions();
    const state = withLogs(told, [inTransaction(0), marker('commit')], [inTransaction(1)]);
    expect(witnessIn(atomicTransaction, told.world, state)).toEqual({
      cause: 'part of a transaction took effect',
      transaction: 0,
      records: [
        { value: 0, partition: 0, offset: 0, end: 'commit' },
        { value: 1, partition: 1, offset: 0, end: 'nothing' },
      ],
    });
  });

  it('when a record of the transaction stands behind its marker', () => {
    const told = onTwoPartitions();
    const state = withLogs(told, [inTransaction(0), marker('commit'), inTransaction(1)], []);
    expect(witnessIn(atomicTransaction, told.world, state)).toEqual({
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
    const fact = { transaction: 0, asked: 'commit', decided: 'commit' } as const;
    const state = edited(told, { transactions: [fact] });
    expect(atomicTransaction.checks(told.world).some((check) => check.exercised(state))).toBe(true);
  });
});
