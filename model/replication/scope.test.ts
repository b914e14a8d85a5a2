import { describe, expect, it } from 'vitest';
import { scopeOf } from './scope.ts';

const constants = { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 };

describe('the constants of a scope', () => {
  it('give a record just enough bits', () => {
    expect(scopeOf(constants)).toMatchObject({ idBits: 1, recordBits: 3, recordMask: 0b111 });
    expect(scopeOf({ ...constants, maxRecords: 1, maxLeaderEpoch: 6 })).toMatchObject({ idBits: 0, recordBits: 3 });
    expect(scopeOf({ ...constants, maxRecords: 5, maxLeaderEpoch: 0 })).toMatchObject({ idBits: 3, recordBits: 4 });
  });

  it('may bound the log by more than is ever written', () => {
    expect(() => scopeOf({ ...constants, logSize: 1000 })).not.toThrow();
    expect(() => scopeOf({ ...constants, maxRecords: 1000 })).not.toThrow();
  });

  it.each([{ replicas: 0 }, { replicas: 9 }, { logSize: -1 }, { maxRecords: 1.5 }, { maxLeaderEpoch: Number.NaN }])(
    'are refused when they make no sense: %o',
    (wrong) => {
      expect(() => scopeOf({ ...constants, ...wrong })).toThrow(RangeError);
    },
  );

  it('are refused when a log would not fit', () => {
    expect(() => scopeOf({ ...constants, logSize: 6, maxRecords: 6 })).not.toThrow();
    expect(() => scopeOf({ ...constants, logSize: 7, maxRecords: 7 })).toThrow(
      'A log of 7 records of 5 bits does not fit into 31 bits: lower logSize, maxRecords or maxLeaderEpoch',
    );
  });
});
