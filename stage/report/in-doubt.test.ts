import { expect, it } from 'vitest';
import type { Semantics } from '../../properties/requirement.ts';
import type { AnomalyKind } from '../verdict/anomaly.ts';
import { doubtedBy } from './in-doubt.ts';

const doubted = (semantics: Semantics, kinds: readonly AnomalyKind[], ordered = false): readonly AnomalyKind[] =>
  doubtedBy({ semantics, ordered }, new Set(kinds));

it('what was seen once alone leaves in doubt what it must not happen in, and nothing else', () => {
  expect(doubted('at-least-once', ['duplicate', 'loss'])).toEqual(['loss']);
  expect(doubted('at-least-once', ['duplicate'])).toEqual([]);
  expect(doubted('exactly-once', ['duplicate'])).toEqual(['duplicate']);
  expect(doubted('exactly-once', ['disorder'])).toEqual([]);
  expect(doubted('exactly-once', ['disorder'], true)).toEqual(['disorder']);
});

it('nothing is in doubt where all was seen twice', () => {
  expect(doubted('exactly-once', [])).toEqual([]);
});
