import { describe, expect, it } from 'vitest';
import { TimeLimit } from './time-limit.ts';

describe('a time limit', () => {
  it('ends each part of the work at its share of the budget, counted from the beginning', () => {
    let now = 100;
    const limit = new TimeLimit({ budgetMs: 2000, now: () => now });
    const half = limit.until(0.5);
    const whole = limit.until(1);
    now = 1099;
    expect(half.aborted).toBe(false);
    now = 1100;
    expect([half.aborted, whole.aborted]).toEqual([true, false]);
    now = 2100;
    expect(whole.aborted).toBe(true);
    expect([half.why, whole.why]).toEqual(['its share of the budget of 2 s', 'budget of 2 s']);
  });

  it('has a little time left for what is told when it is up, for all of it together', () => {
    let now = 100;
    const limit = new TimeLimit({ signal: { aborted: true }, now: () => now });
    expect(limit.after(50).aborted).toBe(false);
    now = 149;
    const second = limit.after(50);
    expect(second.aborted).toBe(false);
    now = 150;
    expect(second).toMatchObject({ aborted: true, why: 'time is up' });
  });

  it('without a budget goes on until it is interrupted', () => {
    const signal = { aborted: false };
    const limit = new TimeLimit({ signal, now: () => Number.MAX_VALUE });
    expect([limit.isTimed, limit.until(1).aborted]).toEqual([false, false]);
    signal.aborted = true;
    expect(limit.until(0.1)).toMatchObject({ aborted: true, why: 'interrupted' });
  });
});
