import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { isHeapFull, youngGenerationOf } from './host.ts';

const MB = 2 ** 20;

it.each([200, 256, 4096])('a heap is full before its old generation of %d MB is', (old) => {
  const program = 'console.log(require("node:v8").getHeapStatistics().heap_size_limit)';
  const limit = Number(execFileSync(process.execPath, [`--max-old-space-size=${old}`, '-e', program]));
  expect(limit).toBeGreaterThan(old * MB);
  expect(isHeapFull({ used: 0.9 * old * MB, limit })).toBe(true);
  expect(isHeapFull({ used: 0.75 * old * MB, limit })).toBe(false);
});

it.each([
  ['20.20.2', 248],
  ['23.11.1', 248],
  ['24.22.3', 392],
  ['25.9.0', 392],
  ['26.12.1', 296],
])(
  'with Node %s a heap whose old generation may have 200 MB is full before that, its limit being %d MB',
  (node, limit) => {
    const young = youngGenerationOf(node);
    expect(isHeapFull({ used: 180 * MB, limit: limit * MB }, young)).toBe(true);
    expect(isHeapFull({ used: 165 * MB, limit: limit * MB }, young)).toBe(false);
  },
);

it('of a Node that was not seen the heap is taken for full sooner rather than later', () => {
  expect(youngGenerationOf('30.0.0')).toBe(youngGenerationOf('24.0.0'));
});
