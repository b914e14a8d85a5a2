import { describe, expect, it } from 'vitest';
import type { Life } from './time/life.ts';
import { type Moment, Points } from './points.ts';
import type { Time } from './time/time.ts';

const life = { process: 0, incarnation: 0 } as Life;
const points = (): Points => new Points({ now: 0 } as Time, []);
const moment = (more: Partial<Moment> = {}): Moment => ({
  kind: 'effect',
  what: 'select',
  life,
  faults: () => [{ kind: 'effect.failed' }],
  ...more,
});

describe('moments that look alike, with nothing new in between', () => {
  it('are one where they come round by themselves', () => {
    const all = points();
    for (let times = 0; times < 3; times++) all.at(moment());
    expect(all.taken).toHaveLength(1);
    all.progress();
    all.at(moment());
    expect(all.taken).toHaveLength(2);
  });

  it('are as many as may stand at other lines', () => {
    const all = points();
    for (let times = 0; times < 5; times++) all.at(moment({ most: 3 }));
    expect(all.taken).toHaveLength(3);
  });

  it('are told from each other by what they are called with, and end', () => {
    const all = points();
    for (const like of ['customers', 'prices', 'prices', 'prices']) all.at(moment({ like, most: 2 }));
    expect(all.taken).toHaveLength(3);
    for (let times = 0; times < 100; times++) all.at(moment({ like: `at ${times}` }));
    expect(all.taken).toHaveLength(21);
  });
});

it('what a process does that ends by itself again and again is a place for faults in the first such life, and later what had not been there', () => {
  const all = points();
  for (const incarnation of [2, 3, 4]) {
    all.progress();
    const again = { process: 0, incarnation, isRound: true } as Life;
    for (const like of ['customers', `of life ${Math.min(incarnation, 3)}`]) all.at(moment({ life: again, like }));
  }
  expect(all.taken.map(({ incarnation }) => incarnation)).toEqual([2, 2, 3]);
});

describe('a fault', () => {
  const fault = { kind: 'effect.failed' } as const;
  const struck = (name?: string): string[] => {
    const all = new Points({ now: 0 } as Time, [{ at: 1, name, fault }]);
    return ['select', 'select', 'insert'].flatMap((what, times) =>
      all.at(moment({ what, like: `${times}` })).map(() => `${what} ${times}`),
    );
  };

  it('happens at the moment of its name, though other moments have come before it since', () => {
    expect(struck('effect insert 0/0 #1')).toEqual(['insert 2']);
    expect(struck('effect select 0/0 #1')).toEqual(['select 0']);
    expect(struck('effect insert 0/0 #2')).toEqual([]);
  });

  it('happens at a number where it has no name, as it was kept before', () => {
    expect(struck()).toEqual(['select 1']);
  });

  it('that did not come about is told, though another of its kind did', () => {
    const twice = [0, 7].map((at) => ({ at, fault }));
    const all = new Points({ now: 0 } as Time, twice);
    all.at(moment());
    expect(all.ignored).toEqual([twice[1]]);
  });
});
