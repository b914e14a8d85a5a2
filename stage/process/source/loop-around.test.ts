import { expect, it } from 'vitest';
import { loopAround } from './loop-around.ts';

const PROGRAM = [
  'async function settle(records) {', // 0
  '  for (const record of records) {', // 1
  '    try {', // 2
  '      while (isLocked(record)) {', // 3
  '        look();', // 4
  '      }', // 5
  '    } catch {', // 6
  '      log(record);', // 7
  '    }', // 8
  '    records.forEach((one) => {', // 9
  '      one.settle();', // 10
  '    });', // 11
  '  }', // 12
  '  await commit();', // 13
  '}', // 14
];

it.each([
  ['a line of an inner loop is told by the outermost', 4, 1],
  ['so is what is done where one fails', 7, 1],
  ['a loop by itself', 1, 1],
  ['another function in a loop has none of its own', 10, undefined],
  ['a line behind a loop is in none', 13, undefined],
])('%s', (_what, index, loop) => {
  expect(loopAround(PROGRAM, index)).toBe(loop);
});
