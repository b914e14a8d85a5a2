import { describe, expect, it } from 'vitest';
import type { LogRecord } from '../../model/broker/log/log.ts';
import { data, inTransaction, marker } from '../../model/testing/records.ts';
import { story, transforming } from '../../model/testing/story.ts';
import type { ClusterState } from '../../model/state.ts';
import { liveOffsets } from './closed-transactions.ts';

/** Partition 0 is the input, partition 1 the output of two processes. */
const { world, state } = story(transforming({ scope: { members: 2 } }));
const INPUT = 0;
const OUTPUT = 1;

const live = (log: readonly LogRecord[], read: number, from: ClusterState = state): readonly number[] =>
  liveOffsets(world, { ...from, downstream: [read] }, OUTPUT, log);

const next = { transaction: 1, producerEpoch: 2 };
const aborted = [inTransaction(0), marker('abort', { producerEpoch: 1 })];
const open = inTransaction(0, next);

describe('of an output is left out', () => {
  it.each(['commit', 'abort'] as const)('what a %s has ended and its reader has read', (kind) => {
    expect(live([inTransaction(0), marker(kind, { producerEpoch: 1 })], 2)).toEqual([1]);
  });

  it('the marker, once its producer has written again', () => {
    expect(live([...aborted, open], 2)).toEqual([2]);
  });

  it('nothing that its reader has still to read, or to learn the end of', () => {
    expect(live([...aborted, open], 0)).toEqual([0, 1, 2]);
    expect(live([...aborted, open], 1)).toEqual([0, 1, 2]);
  });

  it('nothing of a transaction that is open', () => {
    expect(live([open], 1)).toEqual([0]);
  });

  it('nothing that another producer has ended', () => {
    const others = marker('abort', { producerId: 1, transaction: 4096 });
    expect(live([inTransaction(0), others, open], 3)).toEqual([0, 1, 2]);
  });

  it('nothing of a transaction whose end is not written everywhere yet', () => {
    const [entry, other] = state.transactions;
    const ending: ClusterState = {
      ...state,
      transactions: [{ ...entry, transaction: 0, status: 'prepare-abort' }, other],
    };
    expect(live([...aborted, open], 2, ending)).toEqual([0, 1, 2]);
  });
});

it('of an input everything stays', () => {
  expect(liveOffsets(world, { ...state, downstream: [2] }, INPUT, [data(0), data(1)])).toEqual([0, 1]);
});
