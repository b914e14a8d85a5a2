import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

const SPANS = { shape: 'transform', commit: 'transaction', 'transaction.spans': 'polls' };

describe('transaction.spans: polls', () => {
  it('has something to commit as the consumer is closed', () => {
    const noted = (spans: string) =>
      resolveSetup(setupInput({ application: { ...SPANS, 'transaction.spans': spans, 'on.close': 'commit' } }))
        .notes.join()
        .includes('on.close: commit has no effect');
    expect([noted('batch'), noted('polls')]).toEqual([true, false]);
  });

  it.each([
    [{ commit: 'after-processing' }, 'only a transaction that has its offsets in it can go on over several polls'],
    [{ 'transactional.ids': 'per-partition' }, 'one at a time has a transaction open here'],
  ])('is refused with %j', (keys, why) => {
    expect(() => setupOf({ application: { ...SPANS, ...keys } })).toThrow(why);
  });
});
