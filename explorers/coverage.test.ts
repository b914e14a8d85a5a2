import { describe, expect, it } from 'vitest';
import { CoverageCounter, mergeCoverage, withUncounted } from './coverage.ts';

type Action = { readonly type: string };

describe('coverage', () => {
  it('counts actions by type and asks goals about their own types alone', () => {
    const asked: string[] = [];
    const counter = new CoverageCounter<number, Action>([
      {
        id: 'crossed ten',
        on: ['add'],
        reached: (before, { type }, after) => {
          asked.push(type);
          return before < 10 && after >= 10;
        },
      },
      { id: 'never', on: ['jump'], reached: () => true },
    ]);
    counter.count(9, { type: 'add' }, 10);
    counter.count(10, { type: 'reset' }, 0);
    counter.count(0, { type: 'add' }, 1);
    expect(counter.coverage()).toEqual({ actions: { add: 2, reset: 1 }, goals: { 'crossed ten': 1, never: 0 } });
    expect(asked).toEqual(['add', 'add']);
  });

  it('adds up in alphabetical order', () => {
    const merged = mergeCoverage([
      { actions: { b: 1, c: 2 }, goals: { g: 0 } },
      { actions: { a: 4, b: 3 }, goals: { g: 2 } },
    ]);
    expect(Object.entries(merged.actions)).toEqual([
      ['a', 4],
      ['b', 4],
      ['c', 2],
    ]);
    expect(merged.goals).toEqual({ g: 2 });
  });

  it('takes from others what it never counted itself, and nothing else', () => {
    const counted = { actions: { a: 1 }, goals: { g: 0, h: 2 } };
    const others = { actions: { a: 5, b: 3 }, goals: { g: 4, h: 9 } };
    expect(withUncounted(counted, others)).toEqual({ actions: { a: 1, b: 3 }, goals: { g: 4, h: 2 } });
  });
});
