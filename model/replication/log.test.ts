import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  append,
  EMPTY_LOG,
  endOfAgreement,
  endOffset,
  epochOf,
  idOf,
  lastEpoch,
  NO_RECORD,
  recordAt,
  recordOf,
  truncated,
} from './log.ts';
import { scopeOf } from './scope.ts';

interface Entry {
  readonly id: number;
  readonly epoch: number;
}

/** Records of three bits of id and two of epoch: six of them take 30 of the 31 bits that there are. */
const scope = scopeOf({ replicas: 1, logSize: 6, maxRecords: 6, maxLeaderEpoch: 2 });
const entries = fc.array(fc.record({ id: fc.nat(5), epoch: fc.nat(2) }), { maxLength: 6 });

const pack = (list: readonly Entry[]): number =>
  list.reduce((log, { id, epoch }) => append(scope, log, recordOf(scope, id, epoch)), EMPTY_LOG);

const unpack = (log: number): Entry[] =>
  Array.from({ length: endOffset(scope, log) }, (_, offset) => {
    const record = recordAt(scope, log, offset);
    return { id: idOf(scope, record), epoch: epochOf(scope, record) };
  });

describe('a log in one number', () => {
  it('holds what was appended, in order', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(unpack(pack(list))).toEqual(list);
      }),
    );
  });

  it('is a small integer that is not negative, even when full', () => {
    const full = pack(Array.from({ length: 6 }, () => ({ id: 5, epoch: 2 })));
    expect(full).toBeGreaterThan(2 ** 29);
    expect(full).toBeLessThan(2 ** 31);
  });

  it('is cut like a list', () => {
    fc.assert(
      fc.property(entries, fc.nat(6), (list, end) => {
        expect(unpack(truncated(scope, pack(list), end))).toEqual(list.slice(0, end));
      }),
    );
  });

  it('has no record at its end, and none at all when empty', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(recordAt(scope, pack(list), list.length)).toBe(NO_RECORD);
      }),
    );
    expect(endOffset(scope, EMPTY_LOG)).toBe(0);
    expect(epochOf(scope, NO_RECORD)).toBe(-1);
  });

  it('knows the epoch of its last record', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(lastEpoch(scope, pack(list))).toBe(list.at(-1)?.epoch ?? -1);
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
    expect(endOfAgreement(scope, pack(one), pack(other))).toBe(end);
    expect(endOfAgreement(scope, pack(other), pack(one))).toBe(end);
  });
});
