import { describe, expect, it } from 'vitest';
import { scopeOf } from './scope.ts';

const scope = { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 };

describe('the constants of a scope', () => {
  it.each([{}, { logSize: 0 }, { maxRecords: 0 }, { maxLeaderEpoch: 0 }, { logSize: 1e6 }, { maxRecords: 1e6 }])(
    'may be %o',
    (change) => {
      expect(scopeOf({ ...scope, ...change })).toEqual({ ...scope, ...change });
    },
  );

  it.each([
    { replicas: 0 },
    { replicas: 9 },
    { logSize: -1 },
    { maxRecords: 1.5 },
    { maxLeaderEpoch: Number.NaN },
    { maxLeaderEpoch: 255 },
    { logSize: 1e6, maxRecords: 1e6 },
  ])('may not be %o', (change) => {
    expect(() => scopeOf({ ...scope, ...change })).toThrow(RangeError);
  });

  it('are refused with the bound', () => {
    expect(() => scopeOf({ ...scope, replicas: 9 })).toThrow('replicas must be a whole number from 1 to 8, and is 9');
  });
});
