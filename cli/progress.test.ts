import { describe, expect, test } from 'vitest';
import { fakeIo } from './testing/fake.ts';
import { Progress } from './progress.ts';

/** What a job that reports at these moments shows. */
function shown(
  moments: readonly number[],
  changes: { readonly errIsTTY?: boolean; readonly columns?: number } = {},
  quiet = false,
): string {
  let now = 0;
  const io = fakeIo({ errIsTTY: true, now: () => now, ...changes });
  const progress = new Progress(io, { quiet });
  for (const moment of moments) {
    now = moment;
    progress.update('a.yaml', { phase: 'search', done: moment, total: 10_000 });
  }
  progress.clear();
  return io.stderr;
}

describe('progress', () => {
  test('is one line, written anew and taken away', () => {
    expect(shown([100, 2100, 2150, 2300])).toBe(
      '\r\u001B[Ka.yaml: search: 2,100 of 10,000\r\u001B[Ka.yaml: search: 2,300 of 10,000\r\u001B[K',
    );
  });

  test('is not shown for a job of under two seconds, in a pipe, or when told to be quiet', () => {
    expect(shown([100, 1999])).toBe('');
    expect(shown([100, 5000], { errIsTTY: false })).toBe('');
    expect(shown([100, 5000], {}, true)).toBe('');
  });

  test('of an exhaustive search tells its speed, and what it still has before it', () => {
    let now = 0;
    const io = fakeIo({ errIsTTY: true, now: () => now });
    const progress = new Progress(io);
    now = 4000;
    progress.update('a.yaml', { phase: 'states', done: 1_000_000, queue: 45_678, depth: 23 });
    expect(io.stderr).toBe('\r\u001B[Ka.yaml: states: 1,000,000, 250,000 a second, queue 45,678, depth 23');
  });

  test('never wraps', () => {
    expect(shown([5000], { columns: 25 })).toBe('\r\u001B[Ka.yaml: search: 5,000 of\r\u001B[K');
  });
});
