import { expect, it } from 'vitest';
import { isInDoubt } from './in-doubt.ts';

const once = (kind: string) => [{ anomalies: [kind], faults: [], step: 0, first: 'this', second: 'that' }];
const isDoubted = (semantics: string, kind: string, ordered = false): boolean =>
  isInDoubt({ required: { semantics, ordered, met: true, unmet: [] }, unrepeated: once(kind) });

it('what was seen once alone leaves in doubt what it must not happen in, and nothing else', () => {
  expect(isDoubted('at-least-once', 'loss')).toBe(true);
  expect(isDoubted('at-least-once', 'duplicate')).toBe(false);
  expect(isDoubted('exactly-once', 'duplicate')).toBe(true);
  expect(isDoubted('exactly-once', 'disorder')).toBe(false);
  expect(isDoubted('exactly-once', 'disorder', true)).toBe(true);
});

it('nothing is in doubt where nothing is required, or all was seen twice', () => {
  expect(isInDoubt({ unrepeated: once('loss') })).toBe(false);
  expect(isInDoubt({ required: { semantics: 'exactly-once', met: true, unmet: [] } })).toBe(false);
});
