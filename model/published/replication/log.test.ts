import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  append,
  endOfAgreement,
  endOffset,
  epochOf,
  idOf,
  type Log,
  lastEpoch,
  NO_RECORD,
  recordAt,
  recordOf,
  truncated,
} from './log.ts';
import { LEADER_EPOCH_MAX, RECORDS_MAX } from './layout.ts';

interface Entry {
  readonly id: number;
  readonly epoch: number;
}

const entries = fc.array(fc.record({ id: fc.nat(RECORDS_MAX - 1), epoch: fc.nat(LEADER_EPOCH_MAX) }), { maxLength: 6 });

const pack = (list: readonly Entry[]): Log =>
  list.reduce<Log>((log, { id, epoch }) => append(log, recordOf(id, epoch)), []);

const unpack = (log: Log): Entry[] =>
  Array.from({ length: endOffset(log) }, (_, offset) => {
    const record = recordAt(log, offset);
    return { id: idOf(record), epoch: epochOf(record) };
  });

describe('a log of packed records', () => {
  it('holds what was appended, in order', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(unpack(pack(list))).toEqual(list);
      }),
    );
  });

  it('is cut like a list', () => {
    fc.assert(
      fc.property(entries, fc.nat(6), (list, end) => {
        expect(unpack(truncated(pack(list), end))).toEqual(list.slice(0, end));
      }),
    );
  });

  it('has no record at its end, and none at all when empty', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(recordAt(pack(list), list.length)).toBe(NO_RECORD);
      }),
    );
    expect(endOffset([])).toBe(0);
    expect(epochOf(NO_RECORD)).toBe(-1);
  });

  it('knows the epoch of its last record', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(lastEpoch(pack(list))).toBe(list.at(-1)?.epoch ?? -1);
      }),
    );
  });
});

describe('the end of agreement', () => {
  const a = { id: 0, epoch: 0 };
  const b = { id: 1, epoch: 0 };
  const c = { id: 2, epoch: 1 };

  it.each([
    ['an empty log agrees with nothing', [], [a], 0],
    ['the shorter log is a prefix', [a], [a, b], 1],
    ['the last record differs', [a, b], [a, c], 1],
    ['id and epoch count', [a], [{ id: 0, epoch: 1 }], 0],
    ['the greatest offset counts, whatever lies below it', [a, c], [b, c], 2],
  ])('%s', (_, one, other, end) => {
    expect(endOfAgreement(pack(one), pack(other))).toBe(end);
    expect(endOfAgreement(pack(other), pack(one))).toBe(end);
  });
});
