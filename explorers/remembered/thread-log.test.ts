import { expect, it } from 'vitest';
import { ThreadLog } from './thread-log.ts';

it('is read by others in the order in which it was written, however much that is', () => {
  const log = ThreadLog.empty();
  const read = new ThreadLog(log.buffer);
  expect([...read.after(0)]).toEqual([]);
  const words = Int32Array.from({ length: 100_000 }, (_, word) => word - 7);
  for (let from = 0; from < words.length; from += 1000) log.append(words.subarray(from, from + 1000));
  expect(read.after(0)).toEqual(words);
  expect(read.after(99_999)).toEqual(words.slice(99_999));
  expect([...read.after(words.length)]).toEqual([]);
  expect(log.isRoomy).toBe(true);
});
