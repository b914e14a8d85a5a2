import { describe, expect, it } from 'vitest';
import { data, inTransaction, logOf, marker } from '../../testing/records.ts';
import {
  agree,
  commonLength,
  endOffsetForEpoch,
  hasOngoingTransaction,
  isEmptyAbort,
  isSkipped,
  lastEpoch,
  lastStableOffset,
  type LogRecord,
  markerAfter,
  openTransactionStart,
} from './log.ts';

const ofOther = { producerId: 1, transaction: 64 };

describe('the last stable offset', () => {
  it('is the high watermark where no record is in a transaction', () => {
    expect(lastStableOffset([data(0), data(1)], 2)).toBe(2);
    expect(lastStableOffset([data(0), data(1)], 1)).toBe(1);
    expect(lastStableOffset([], 0)).toBe(0);
  });

  it('stands still at the first record of an open transaction', () => {
    expect(lastStableOffset([data(0), inTransaction(1), data(2)], 3)).toBe(1);
  });

  it.each(['commit', 'abort'] as const)('moves on once the %s marker is below the high watermark', (kind) => {
    const log = [inTransaction(0), marker(kind), data(1)];
    expect(lastStableOffset(log, 3)).toBe(3);
    expect(lastStableOffset(log, 2)).toBe(2);
  });

  it('does not count a marker that is not yet below the high watermark', () => {
    expect(lastStableOffset([inTransaction(0), marker('commit')], 1)).toBe(0);
  });

  it('waits for the oldest of several open transactions', () => {
    const log = [inTransaction(0), inTransaction(1, ofOther), marker('commit')];
    expect(lastStableOffset(log, 3)).toBe(1);
    expect(lastStableOffset([...log.slice(0, 2), marker('commit', ofOther)], 3)).toBe(0);
  });

  it('is held back again by the transaction that follows', () => {
    const next = { transaction: 1, producerEpoch: 1 };
    expect(lastStableOffset([inTransaction(0), marker('commit'), inTransaction(1, next)], 3)).toBe(2);
  });

  it('never passes the high watermark', () => {
    expect(lastStableOffset([data(0), inTransaction(1)], 1)).toBe(1);
  });
});

describe('a read_committed reader', () => {
  const log = [inTransaction(0), inTransaction(1, ofOther), data(2), marker('abort'), marker('commit', ofOther)];

  it('skips records of an aborted transaction and control records', () => {
    expect(log.map((_, offset) => isSkipped(log, offset, true))).toEqual([true, false, false, true, true]);
  });

  it('and a read_uncommitted reader skips control records only', () => {
    expect(log.map((_, offset) => isSkipped(log, offset, false))).toEqual([false, false, false, true, true]);
  });

  it('goes by the first marker of the producer behind the record', () => {
    const twice = [inTransaction(0), marker('commit'), inTransaction(1, { transaction: 1 }), marker('abort')];
    expect(isSkipped(twice, 0, true)).toBe(false);
    expect(isSkipped(twice, 2, true)).toBe(true);
    expect(markerAfter(twice, 0, twice.length)).toBe(twice[1]);
    expect(markerAfter(twice, 0, 1)).toBeNull();
  });
});

describe('an abort marker', () => {
  it('is empty where its own producer has written nothing since its last marker, whatever others have', () => {
    const aborted = marker('abort');
    const isEmpty = (...before: LogRecord[]): boolean => isEmptyAbort([...before, aborted], before.length);
    expect(isEmpty()).toBe(true);
    expect(isEmpty(inTransaction(0))).toBe(false);
    expect(isEmpty(inTransaction(0), marker('commit'))).toBe(true);
    expect(isEmpty(inTransaction(0, ofOther))).toBe(true);
    expect(isEmpty(inTransaction(0), marker('commit', ofOther))).toBe(false);
  });

  it('is the only marker that can be', () => {
    expect(isEmptyAbort([marker('commit')], 0)).toBe(false);
  });
});

describe("a producer's open transaction", () => {
  it('starts at its first record since its last marker', () => {
    expect(openTransactionStart([data(9), inTransaction(0), inTransaction(1)], 0)).toBe(1);
    expect(openTransactionStart([inTransaction(0), marker('commit'), inTransaction(1)], 0)).toBe(2);
  });

  it('is none where every transaction has its marker, or where it has never written', () => {
    expect(openTransactionStart([inTransaction(0), marker('commit')], 0)).toBe(-1);
    expect(openTransactionStart([inTransaction(0)], 1)).toBe(-1);
    expect(openTransactionStart([data(0, { producerId: 0, producerEpoch: 0, sequence: 0 })], 0)).toBe(-1);
  });

  it('is ongoing for batches of its epoch alone', () => {
    expect([0, 1].map((epoch) => hasOngoingTransaction([inTransaction(0)], 0, epoch))).toEqual([true, false]);
    expect(hasOngoingTransaction([inTransaction(0), marker('commit')], 0, 0)).toBe(false);
  });
});

describe('leader epochs', () => {
  it('ends an epoch where the next larger one starts, or at the end of the log', () => {
    const log = logOf(0, 0, 2, 5);
    expect([-1, 0, 1, 2, 4, 5, 6].map((epoch) => endOffsetForEpoch(log, epoch))).toEqual([0, 2, 2, 3, 3, 4, 4]);
  });

  it('knows the epoch of the last record, and none of an empty log', () => {
    expect(lastEpoch(logOf(0, 3))).toBe(3);
    expect(lastEpoch([])).toBe(-1);
  });
});

describe('two logs', () => {
  const others: Readonly<LogRecord> = {
    kind: 'commit',
    value: 9,
    leaderEpoch: 9,
    producerId: 9,
    producerEpoch: 9,
    sequence: 9,
    transaction: 9,
    zombie: true,
  };
  const copyOf = (log: readonly LogRecord[]): readonly LogRecord[] => log.map((record) => ({ ...record }));

  it('agree on equal records, be they the same objects or not', () => {
    const log = logOf(0, 0, 1);
    expect(agree(log, [...log], 3)).toBe(true);
    expect(agree(log, copyOf(log), 3)).toBe(true);
    expect(commonLength(log, copyOf(log))).toBe(3);
  });

  it.each(Object.keys(others) as (keyof LogRecord)[])('differ from a record on whose %s differs', (field) => {
    const log = logOf(0, 0, 0);
    const other = [log[0], { ...log[1], [field]: others[field] }, log[2]];
    expect(agree(log, other, 1)).toBe(true);
    expect(agree(log, other, 2)).toBe(false);
    expect(agree(log, other, 3)).toBe(false);
    expect(commonLength(log, other)).toBe(1);
  });

  it('agree before an end that both reach', () => {
    const log = logOf(0, 0, 0);
    expect(agree(log, log.slice(0, 2), 2)).toBe(true);
    expect(agree(log, log.slice(0, 2), 3)).toBe(false);
    expect(agree(log.slice(0, 2), log, 3)).toBe(false);
    expect(agree(log, log, 4)).toBe(false);
    expect([commonLength(log, log.slice(0, 2)), commonLength([], log)]).toEqual([2, 0]);
  });
});
