import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { isHeapFull } from './host.ts';

const MB = 2 ** 20;

it.each([200, 256, 4096])('a heap is full before its old generation of %d MB is', (old) => {
  const program = 'console.log(require("node:v8").getHeapStatistics().heap_size_limit)';
  const limit = Number(execFileSync(process.execPath, [`--max-old-space-size=${old}`, '-e', program]));
  expect(limit).toBeGreaterThan(old * MB);
  expect(isHeapFull({ used: 0.9 * old * MB, limit })).toBe(true);
  expect(isHeapFull({ used: 0.75 * old * MB, limit })).toBe(false);
});
