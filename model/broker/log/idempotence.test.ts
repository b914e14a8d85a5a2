import { describe, expect, it } from 'vitest';
import { range } from '../../sets.ts';
import { data, marker } from '../../testing/records.ts';
import { checkSequence, type SequenceRules } from './idempotence.ts';
import type { Log } from './log.ts';

const kafka: SequenceRules = {
  retainedBatches: 5,
  deduplicates: true,
  fences: true,
  startsAtZero: false,
  lowest: Number.MAX_SAFE_INTEGER,
  saysUnknown: true,
  stateFrom: 0,
};

/** A log with the batches of producer 0 in one epoch. */
const batches = (epoch: number, ...sequences: readonly number[]): Log =>
  sequences.map((sequence) => data(sequence, { producerId: 0, producerEpoch: epoch, sequence }));

const check = (log: Log, epoch: number, sequence: number, rules = kafka) =>
  checkSequence(log, { producerId: 0, epoch, sequence }, rules);

describe("the broker's five idempotence rules", () => {
  it('answers a batch that it has with the offset from before, and appends nothing', () => {
    expect(check(batches(0, 0, 1, 2), 0, 1)).toEqual({ outcome: 'duplicate', offset: 1 });
  });

  it.each([0, 1])(
    'takes nothing above the lowest sequence of a transaction that is about to be verified: %i',
    (lowest) => {
      const verifying = { ...kafka, lowest };
      expect(check([], 0, 1, verifying).outcome).toBe(lowest === 0 ? 'out-of-order' : 'append');
      expect(check(batches(0, 0), 1, 0, verifying).outcome).toBe('append');
      expect(check(batches(0, 0), 0, 1, verifying).outcome).toBe(lowest === 0 ? 'out-of-order' : 'append');
    },
  );

  it('remembers the last five batches of a producer', () => {
    const log = batches(0, ...range(6));
    for (const sequence of [1, 2, 3, 4, 5]) expect(check(log, 0, sequence).outcome).toBe('duplicate');
  });

  it('takes a sixth batch from the end for out of order: whether it is a duplicate cannot be told any more', () => {
    expect(check(batches(0, ...range(6)), 0, 0)).toEqual({ outcome: 'out-of-order' });
  });

  it('remembers only the last one before Kafka 1.0 (KAFKA-5494)', () => {
    const rules = { ...kafka, retainedBatches: 1 };
    expect(check(batches(0, 0, 1), 0, 1, rules)).toEqual({ outcome: 'duplicate', offset: 1 });
    expect(check(batches(0, 0, 1), 0, 0, rules)).toEqual({ outcome: 'out-of-order' });
  });

  it('does not count the batches of other producers against the five', () => {
    const others = range(9).map((value) => data(value, { producerId: 1, producerEpoch: 0, sequence: value }));
    expect(check([...batches(0, 0), ...others], 0, 0)).toEqual({ outcome: 'duplicate', offset: 0 });
  });

  it('does not count markers against the five', () => {
    const log = [...batches(0, ...range(5)), ...range(5).map(() => marker('commit'))];
    expect(check(log, 0, 0)).toEqual({ outcome: 'duplicate', offset: 0 });
  });

  it('fences an epoch below the last one', () => {
    expect(check(batches(3, 0), 2, 0)).toEqual({ outcome: 'fenced' });
    expect(check(batches(3, 0), 2, 1)).toEqual({ outcome: 'fenced' });
  });

  it('fences an epoch below that of a marker', () => {
    expect(check([...batches(0, 0), marker('abort', { producerEpoch: 1 })], 0, 1)).toEqual({ outcome: 'fenced' });
  });

  it('lets a new epoch begin at sequence 0 only', () => {
    expect(check(batches(0, 0, 1), 1, 0)).toEqual({ outcome: 'append' });
    expect(check(batches(0, 0, 1), 1, 2)).toEqual({ outcome: 'out-of-order' });
  });

  it('lets a new epoch begin at sequence 0 where a marker opened it', () => {
    const log = [...batches(0, 0, 1), marker('commit', { producerEpoch: 1 })];
    expect(check(log, 1, 0)).toEqual({ outcome: 'append' });
    expect(check(log, 1, 2)).toEqual({ outcome: 'out-of-order' });
  });

  it('wants the next sequence within an epoch', () => {
    expect(check(batches(0, 0, 1), 0, 2)).toEqual({ outcome: 'append' });
    expect(check(batches(0, 0, 1), 0, 3)).toEqual({ outcome: 'out-of-order' });
  });

  it('goes on counting behind a marker of the same epoch', () => {
    const log = [...batches(0, 0, 1), marker('abort')];
    expect(check(log, 0, 2)).toEqual({ outcome: 'append' });
    expect(check(log, 0, 1)).toEqual({ outcome: 'duplicate', offset: 1 });
    expect(check(log, 0, 0)).toEqual({ outcome: 'duplicate', offset: 0 });
  });

  it('takes any sequence of a producer that it does not know (KIP-360)', () => {
    expect(check([], 0, 7)).toEqual({ outcome: 'append' });
    expect(check([data(0, { producerId: 1, producerEpoch: 4, sequence: 0 })], 0, 7)).toEqual({ outcome: 'append' });
  });

  it('takes only sequence 0 of a producer that it does not know before KIP-360, and in transactions since KIP-890', () => {
    const strict = { ...kafka, startsAtZero: true };
    expect(check([], 0, 7, strict)).toEqual({ outcome: 'out-of-order' });
    expect(check([], 0, 0, strict)).toEqual({ outcome: 'append' });
  });

  it('forgets the batches of the epoch before: the same record under a new epoch is appended again', () => {
    expect(check(batches(0, 0), 1, 0)).toEqual({ outcome: 'append' });
  });
});

describe('with a rule taken away', () => {
  it('appends a duplicate without de-duplication', () => {
    expect(check(batches(0, 0, 1), 0, 1, { ...kafka, deduplicates: false })).toEqual({ outcome: 'append' });
  });

  it('appends the batch of an old epoch without fencing', () => {
    expect(check(batches(3, 0), 2, 0, { ...kafka, fences: false })).toEqual({ outcome: 'append' });
  });
});
