import { describe, expect, it } from 'vitest';
import type { Machine } from '../model/machine.ts';
import type { Trial } from '../model/property.ts';
import { aloTrial } from '../properties/pipeline.ts';
import { replay } from './replay.ts';
import { walk, walkRun } from './walk.ts';

const alo = aloTrial({ records: 3, crashes: 2, kicks: 2 });

/** Three messages to deliver, any of which a fault may drop; a dropped one is missing at rest. */
interface Post {
  readonly sent: number;
  readonly arrived: number;
  readonly lost: number;
}
type PostAction = { readonly type: 'send' | 'arrive' | 'drop' };
const post: Machine<Post, PostAction> = {
  init: { sent: 0, arrived: 0, lost: 0 },
  enabled: ({ sent, arrived, lost }) => {
    const actions: PostAction[] = [];
    if (sent < 3) actions.push({ type: 'send' });
    if (arrived + lost < sent) actions.push({ type: 'arrive' }, { type: 'drop' });
    return actions;
  },
  next: (state, { type }) => {
    if (type === 'send') return { ...state, sent: state.sent + 1 };
    return type === 'arrive' ? { ...state, arrived: state.arrived + 1 } : { ...state, lost: state.lost + 1 };
  },
  fingerprint: ({ sent, arrived, lost }) => ({ high: sent, low: arrived * 4 + lost }),
};
const postTrial: Trial<Post, PostAction> = {
  machine: post,
  properties: [
    {
      id: 'delivered',
      kind: 'at-rest',
      violation: ({ arrived }) => (arrived === 3 ? null : { cause: 'a message is missing' }),
      exercised: ({ lost }) => lost > 0,
    },
  ],
  goals: [{ id: 'two lost', on: ['drop'], reached: (_before, _action, after) => after.lost === 2 }],
  isFault: ({ type }) => type === 'drop',
};

describe('a walk', () => {
  it('is the same twice', () => {
    const options = { seed: 'walk', runs: 200 };
    expect(walk(alo, options)).toEqual(walk(alo, options));
    expect(walk(alo, options).steps).not.toBe(walk(alo, { seed: 'other', runs: 200 }).steps);
  });

  it('makes any of its runs again alone, whatever was run before', () => {
    const whole = walk(alo, { seed: 'walk', runs: 60 });
    let steps = 0;
    for (let run = 0; run < 60; run += 1) steps += [...walkRun(alo, 'walk', run)].length;
    expect(steps).toBe(whole.steps);
    for (const { run, schedule } of whole.violations) {
      const again = [...walkRun(alo, 'walk', run)].map(({ action }) => action);
      expect(again.slice(0, schedule.length)).toEqual(schedule);
    }
  });

  it('is the sum of its parts', () => {
    const whole = walk(alo, { seed: 'walk', runs: 100 });
    const first = walk(alo, { seed: 'walk', runs: 40 });
    const second = walk(alo, { seed: 'walk', runs: 60, firstRun: 40 });
    expect(first.steps + second.steps).toBe(whole.steps);
  });

  it('finds the duplicate, and keeps the shortest schedule that it saw', () => {
    const { violations } = walk(alo, { seed: 'walk', runs: 3000 });
    expect(violations.map(({ property }) => property)).toEqual(['NoDup']);
    expect(violations[0].states).toBeLessThanOrEqual(11);
    expect(replay(alo.machine, violations[0].schedule)).toHaveLength(violations[0].states - 1);
  });

  it('can stop in the middle of a run, when it has found what it is asked for', () => {
    const result = walk(alo, { seed: 'walk', runs: 3000, stopWhenFound: ['NoDup'] });
    expect(result.stopped).toBe('the violations asked for were found');
    expect(result.runs).toBe(result.violations[0].run + 1);
  });

  it('judges at-rest properties where it comes to rest, and counts what put them to the test', () => {
    const result = walk(postTrial, { seed: 'post', runs: 500 });
    expect(result.violations).toMatchObject([{ property: 'delivered', cause: 'a message is missing' }]);
    expect(result.violations[0].schedule.map(({ type }) => type).filter((type) => type === 'send')).toHaveLength(3);
    expect(result.rested).toBe(500);
    expect(result.coverage.goals['two lost']).toBeGreaterThan(0);
    expect(result.coverage.actions['send']).toBe(1500);
    expect(result.exercised['delivered']).toBeGreaterThan(0);
  });

  it('drains without faults once its steps are used up', () => {
    const result = walk(postTrial, { seed: 'post', runs: 100, stepsMax: 0 });
    expect(result).toMatchObject({ violations: [], rested: 100, steps: 600, exercised: { delivered: 0 } });
    expect(walk(postTrial, { seed: 'post', runs: 10, stepsMax: 1, drainStepsMax: 1 })).toMatchObject({ rested: 0 });
  });

  it('chooses by weight', () => {
    const dropping = walk(postTrial, { seed: 'post', runs: 50, swarm: false, faultWeight: 1, weights: { arrive: 0 } });
    expect(dropping.coverage.actions).toEqual({ drop: 150, send: 150 });
    const careful = walk(postTrial, { seed: 'post', runs: 50, swarm: false, faultWeight: 0 });
    expect(careful.coverage.actions).toEqual({ arrive: 150, send: 150 });
  });

  it('gives up when it is told to, and says so', () => {
    const result = walk(alo, { seed: 'walk', runs: 1_000_000, signal: { aborted: true } });
    expect(result.stopped).toBe('interrupted');
    expect(result.runs).toBeLessThan(10_000);
  });
});
