import { describe, expect, it } from 'vitest';
import { MovableClock, type Timers } from './movable-clock.ts';

/** A system whose time stands still, unless a timer is waited for. */
function system(): { readonly target: Timers; readonly pass: (ms: number) => void } {
  let now = 1_000;
  let armed: { at: number; run: () => void }[] = [];
  const pass = (ms: number): void => {
    const end = now + ms;
    for (;;) {
      const [next] = armed.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      armed = armed.filter((timer) => timer !== next);
      now = Math.max(now, next.at);
      next.run();
    }
    now = end;
  };
  const clear = (timer: unknown): void => {
    armed = armed.filter((other) => other !== timer);
  };
  const setTimeout = (run: () => void, ms = 0): unknown => {
    const timer = { at: now + Math.max(ms, 1), run };
    armed.push(timer);
    return timer;
  };
  const target = {
    Date: { now: () => now },
    setTimeout,
    clearTimeout: clear,
    setInterval: setTimeout,
    clearInterval: clear,
  };
  return { target, pass };
}

describe('a clock that can be moved', () => {
  it('goes as the system goes', () => {
    const { target, pass } = system();
    const told: string[] = [];
    const clock = new MovableClock(target);
    target.setTimeout((what: string) => told.push(what), 100, 'over');
    pass(99);
    expect([clock.now(), told]).toEqual([1_099, []]);
    pass(1);
    expect(told).toEqual(['over']);
  });

  it('ends time-outs of hours when it is moved, in their order, and not before', () => {
    const { target, pass } = system();
    const told: string[] = [];
    const clock = new MovableClock(target);
    target.setTimeout(() => told.push('hour'), 3_600_000);
    target.setTimeout(() => told.push('minute'), 60_000);
    target.setTimeout(() => told.push('month'), 2_600_000_000);
    expect(clock.waiting(1_000_000, 10_000_000)).toBe(1);
    pass(1_000);
    expect(clock.advance(4_000_000)).toBe(4_000_000);
    pass(1);
    expect(told).toEqual(['minute', 'hour']);
    expect([target.Date.now(), clock.realNow()]).toEqual([4_002_001, 2_001]);
    clock.advance(2_600_000_000);
    pass(1);
    expect(told).toEqual(['minute', 'hour', 'month']);
  });

  it('ends the oldest time-out of some length, and no other', () => {
    const { target, pass } = system();
    const told: string[] = [];
    const clock = new MovableClock(target);
    target.setTimeout(() => told.push('request'), 60_000);
    target.setTimeout(() => told.push('first'), 3_700_000);
    target.setTimeout(() => told.push('second'), 3_500_000);
    expect(clock.end(3_000_000, 4_000_000)).toBe(true);
    pass(1);
    expect(told).toEqual(['first']);
    expect(clock.end(1, 2)).toBe(false);
  });

  it('ends that of one owner, whoever has an older one', () => {
    const { target, pass } = system();
    const told: string[] = [];
    let owner = 'r0';
    const clock = new MovableClock(target, () => owner);
    target.setTimeout(() => told.push('of r0'), 3_700_000);
    owner = 'r1';
    target.setTimeout(() => told.push('of r1'), 3_600_000);
    expect(clock.end(3_000_000, 4_000_000, 'r1')).toBe(true);
    pass(1);
    expect([told, clock.end(1, 4_000_000, 'r2')]).toEqual([['of r1'], false]);
  });

  it('repeats intervals, and forgets what is cleared', () => {
    const { target, pass } = system();
    const told: string[] = [];
    const clock = new MovableClock(target);
    const interval = target.setInterval(() => told.push('again'), 10);
    target.clearTimeout(target.setTimeout(() => told.push('never'), 5));
    target.clearTimeout(undefined);
    pass(25);
    target.clearInterval(interval);
    clock.advance(1_000);
    pass(100);
    expect(told).toEqual(['again', 'again']);
  });
});
