import { expect, it } from 'vitest';
import { Life } from './life.ts';

it.each([
  [new TypeError('no'), 'TypeError: no'],
  [
    new TypeError('fetch failed', { cause: new Error('read ECONNRESET') }),
    'TypeError: fetch failed, caused by Error: read ECONNRESET',
  ],
  [new Error('no row', { cause: new Error('no row') }), 'Error: no row'],
  [new Error('no row', { cause: 'a text' }), 'Error: no row'],
  ['a text', 'a text'],
  [{ code: 42, inner: { why: 'x' } }, "{ code: 42, inner: { why: 'x' } }"],
  [Object.create(null), '[Object: null prototype] {}'],
  [null, 'null'],
])('a process that ends by an exception is told what was thrown, whatever that is: %o', (thrown, told) => {
  const reasons: string[] = [];
  const life = new Life(0, 0, 'seed', { ended: (_life, _end, reason) => reasons.push(reason) });
  life.threw(thrown);
  expect(reasons).toEqual([told]);
});
