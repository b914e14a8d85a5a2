import { expect, it } from 'vitest';
import { clojureSetOrder } from './clojure-set-order.ts';
import { hashLong } from './murmur3.ts';

it('numbers hash as they do in Clojure', () => {
  // The second is what jepsen.history's own test has.
  expect([hashLong(0), hashLong(1)]).toEqual([0, 1392991556]);
});

it('a set is walked as in Clojure', () => {
  // What `(seq (set (range 10)))` prints.
  expect(Array.from({ length: 10 }, (_, at) => at).sort(clojureSetOrder)).toEqual([0, 7, 1, 4, 6, 3, 2, 9, 5, 8]);
});
