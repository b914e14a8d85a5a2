import { describe, expect, it } from 'vitest';
import { Life } from './life.ts';
import { Scheduler } from './scheduler.ts';
import { timerFunctions, Timers } from './timers.ts';

function process() {
  const scheduler = new Scheduler();
  const life = new Life(0, 0, 'seed', { ended: () => {} });
  const timers = new Timers(scheduler, life, (_life, _delayMs, fire) => fire());
  const until = (time: number): void => {
    while (scheduler.nextTime() <= time) scheduler.step();
  };
  return { scheduler, life, timers, until, own: timerFunctions(timers, true), ...timerFunctions(timers, false) };
}

describe('timers of a process', () => {
  it('fire in the order of their times, those of one time in the order in which they were set', () => {
    const { setTimeout, setImmediate, until } = process();
    const fired: string[] = [];
    setTimeout(() => fired.push('5 ms'), 5);
    setTimeout(() => fired.push('no time is 1 ms'), 0);
    setTimeout(() => fired.push('1 ms'), 1);
    setImmediate(() => fired.push('immediate'));
    until(10);
    expect(fired).toEqual(['immediate', 'no time is 1 ms', '1 ms', '5 ms']);
  });

  it('are cleared by what setTimeout gave, or by its number', () => {
    const { setTimeout, setInterval, clearTimeout, clearInterval, timers, until } = process();
    const never = (): void => expect.unreachable();
    clearTimeout(setTimeout(never, 5));
    clearInterval(Number(setInterval(never, 5)));
    until(100);
    expect(timers.size).toBe(0);
  });

  it('become patient where they only look for work, and are there at once when something has happened', () => {
    const { setTimeout, scheduler, timers, until } = process();
    let looks = 0;
    let sawAt = 0;
    let hasWork = false;
    const look = (): void => {
      looks++;
      if (hasWork && sawAt === 0) sawAt = scheduler.now;
      setTimeout(look, 1);
    };
    look();
    until(300_000);
    expect(looks).toBeGreaterThan(290);
    expect(looks).toBeLessThan(400);
    const before = scheduler.now;
    hasWork = true;
    timers.wake();
    until(before + 10);
    expect(sawAt).toBeLessThanOrEqual(before + 1);
  });

  it('let time pass where immediates follow one another and only look for work', () => {
    const { setImmediate, clearImmediate, setTimeout, scheduler, timers, until } = process();
    let next: unknown;
    let looks = 0;
    const look = (): void => {
      looks++;
      next = setImmediate(look);
    };
    look();
    let fired = false;
    setTimeout(() => (fired = true), 30_000);
    until(30_000);
    expect(fired).toBe(true);
    expect(looks).toBeLessThan(300);
    const before = scheduler.now;
    timers.wake();
    until(before + 1);
    expect(looks).toBeGreaterThan(100);
    clearImmediate(next);
    expect(scheduler.nextTime()).toBe(Number.POSITIVE_INFINITY);
    expect(timers.size).toBe(0);
  });

  it('take no time where a few immediates follow one another, or each does something that others can see', () => {
    const { setImmediate, life, scheduler, until } = process();
    let left = 1000;
    const work = (): void => {
      if (left % 50 === 0) life.deeds++;
      if (--left > 0) setImmediate(work);
    };
    work();
    until(0);
    expect(left).toBe(0);
    expect(scheduler.now).toBe(0);
  });

  it('stay on time where each does something that others can see', () => {
    const { setInterval, life, until } = process();
    let ticks = 0;
    setInterval(() => {
      ticks++;
      life.deeds++;
    }, 10);
    until(10_000);
    expect(ticks).toBe(1000);
  });

  it('are waited for where they may do something new, until they have come round three times and nothing was', () => {
    const { own, timers, life, until } = process();
    const often = own.setInterval(() => life.deeds++, 5000);
    until(12_000);
    expect(timers.isDueBy(20_000, 0)).toBe(true);
    until(17_000);
    expect(timers.isDueBy(20_000, 0)).toBe(false);
    expect(timers.isDueBy(20_000, 6000)).toBe(true);
    const digest = own.setInterval(() => life.deeds++, 60_000);
    expect(timers.isDueBy(70_000, 0)).toBe(false);
    expect(timers.isDueBy(80_000, 0)).toBe(true);
    own.clearInterval(digest);
    own.clearInterval(often);
  });

  it('come round where a loop sets another one each time as well, and several that fire at once are one round', () => {
    const { own, timers, life, until } = process();
    const again = (): void => {
      life.deeds++;
      void Promise.resolve().then(() => own.setTimeout(again, 7000));
    };
    [1, 2, 3].forEach(() => own.setTimeout(() => life.deeds++, 7000));
    until(8000);
    own.setTimeout(again, 7000);
    expect(timers.isDueBy(20_000, 0)).toBe(true);
    until(23_000);
    expect(timers.isDueBy(30_000, 0)).toBe(false);
  });

  it('are waited for longer where the program asks the outside world meanwhile: it may be told that something is due', () => {
    const { own, timers, life, scheduler, until } = process();
    own.setInterval(() => {
      life.deeds++;
      life.asked = scheduler.now;
    }, 1000);
    until(30_000);
    expect(timers.isDueBy(40_000, 10_000)).toBe(true);
    until(76_000);
    expect(timers.isDueBy(80_000, 10_000)).toBe(false);
  });

  it('do not fire when the process is over', () => {
    const { setTimeout, life, until } = process();
    setTimeout(() => expect.unreachable(), 5);
    life.end();
    until(100);
  });
});
