import { describe, expect, it } from 'vitest';
import type { RunResult } from '../run-result.ts';
import { ledgerOf } from '../testing/ledger.ts';
import { differenceOf } from './repeatable.ts';

const job = { seed: 's', deviations: [] };

const resultOf = (texts: readonly string[]): RunResult => ({
  points: [],
  trace: texts.map((text, time) => ({ time, process: 0, text })),
  ledger: ledgerOf({}),
  digest: texts.join('|'),
  ignored: [],
});

describe('a run', () => {
  it('that repeats itself has no difference', () => {
    expect(differenceOf(resultOf(['a', 'b']), resultOf(['a', 'b']), job)).toBeUndefined();
  });

  it('that does not is told by the first step that differs', () => {
    const again = resultOf(['a', 'c']);
    expect(differenceOf(resultOf(['a', 'b']), again, job)).toEqual({
      job,
      step: 1,
      first: 'process 0: b, at 1 ms',
      second: 'process 0: c, at 1 ms',
    });
    expect(differenceOf(resultOf(['a']), again, job)).toMatchObject({
      step: 1,
      first: 'nothing more',
    });
  });
});
