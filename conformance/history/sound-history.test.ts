import { array, assert, boolean, constantFrom, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { soundHistory } from './testing/sound-history.ts';

describe('a cluster that keeps its promises', () => {
  const choices = array(
    record({
      process: nat(3),
      sends: array(nat(1), { maxLength: 3 }),
      polls: boolean(),
      outcome: constantFrom('ok', 'ok', 'fail', 'info'),
    }),
    { minLength: 4, maxLength: 40, size: 'max' },
  );

  it('is accused of nothing, in no configuration: but for dependencies where there are none', () => {
    assert(
      property(choices, boolean(), (choices, wwDeps) => {
        const { errorTypes } = judge(soundHistory(choices, 2), { wwDeps, delivery: 'exactly-once' });
        expect(errorTypes.filter((name) => name !== 'empty-transaction-graph')).toEqual([]);
      }),
    );
  });
});
