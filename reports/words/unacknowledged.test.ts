import { describe, expect, test } from 'vitest';
import { UNACKNOWLEDGED_GOALS } from '../../properties/unacknowledged-goals.ts';
import { semanticsLine } from './headline.ts';
import { goodVerdict } from '../testing/fixtures.ts';
import { UNACKNOWLEDGED, unacknowledgedOf } from './unacknowledged.ts';
import type { VerdictDocument } from '../documents/verdict.ts';

const withGoals = (goals: Readonly<Record<string, number>>, more: Partial<VerdictDocument> = {}): VerdictDocument => ({
  ...goodVerdict,
  ...more,
  coverage: { actions: {}, goals },
});

describe('V3: the headline speaks of acknowledged records', () => {
  test('exactly where some send was seen without an acknowledgement, and says what became of it', () => {
    expect(semanticsLine(withGoals({ 'send refused': 0 }))).toMatch(/^exactly-once, /);
    expect(semanticsLine(withGoals({ 'send refused': 3, 'send given up': 1, 'send forgotten in a crash': 0 }))).toBe(
      'exactly-once for acknowledged records, ordered, with 1 consumer crash (proved within the scope); without an acknowledgement: sends given up and refused',
    );
  });

  test('where no loss is promised, and not where there is only a promise of no duplicates, or none', () => {
    const line = (semantics: VerdictDocument['semantics']): string =>
      semanticsLine(withGoals({ 'send refused': 3 }, { semantics }));
    expect(line('at-least-once')).toMatch(/^at-least-once for acknowledged records, .*; without an acknowledgement:/);
    for (const semantics of ['at-most-once', 'none'] as const) expect(line(semantics)).not.toContain('acknowledge');
  });

  test('and of no others in a file of before, which does not count them', () => {
    expect(unacknowledgedOf(withGoals({}))).toEqual([]);
  });

  test('there are words for every goal', () => {
    expect(Object.keys(UNACKNOWLEDGED).sort()).toEqual(UNACKNOWLEDGED_GOALS.map(({ id }) => id).sort());
  });
});
