import { setTimeout as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { RunJob, Runner } from '../run-result.ts';
import { toyRunner } from '../testing/toy.ts';
import { spread } from './spread.ts';

it('a run that fails while another is waited for is told in its turn, and leaves nothing behind', async () => {
  const run = toyRunner({ order: 'work first' });
  const slow: Runner = (job) => later(20).then(() => run(job));
  const failing: Runner = () => Promise.reject(new Error('no more'));
  const jobs: RunJob[] = ['a', 'b'].map((seed) => ({ seed, deviations: [] }));
  const told: string[] = [];
  const spreading = spread([slow, failing], jobs, ({ seed }) => {
    told.push(seed);
    return 'on';
  });
  await expect(spreading).rejects.toThrow('no more');
  expect(told).toEqual(['a']);
});
