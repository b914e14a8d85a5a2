import { describe, expect, it } from 'vitest';
import type { Machine } from '../model/machine.ts';
import { restless } from './restless.ts';

interface Step {
  readonly type: string;
  readonly to: number;
}

/** A machine of numbered states, as a list of the steps of each. */
const machineOf = (steps: readonly (readonly Step[])[]): Machine<number, Step> => ({
  init: 0,
  enabled: (state) => steps[state],
  next: (_, { to }) => to,
  fingerprint: (state) => ({ high: 0, low: state }),
});

const found = (steps: readonly (readonly Step[])[], statesMax = 100): ReturnType<typeof restless<number, Step>> =>
  restless({ machine: machineOf(steps), isFault: ({ type }) => type === 'fault' }, { statesMax });

const step = (to: number, type = 'step'): Step => ({ type, to });

describe('states from which nothing comes to rest', () => {
  it('are none where each has a way, though circles are there as well', () => {
    expect(found([[step(1)], [step(0), step(2)], []])).toBeNull();
  });

  it('are those of a circle that nothing leaves, with a shortest way there', () => {
    const circle = [[step(1), step(3, 'leave')], [step(2)], [step(1, 'again')], []];
    expect(found(circle)).toEqual({ distinct: 4, states: 2, schedule: [step(1)], goesOn: ['again', 'step'] });
  });

  it('are left by a fault in vain: nobody may count on one', () => {
    expect(found([[step(0), step(1, 'fault')], []])).toMatchObject({ states: 1, schedule: [], goesOn: ['step'] });
  });

  it('may lie behind a fault', () => {
    const behind = [[step(1, 'fault')], [step(2)], [step(1)]];
    expect(found(behind)).toMatchObject({ states: 2, schedule: [step(1, 'fault')] });
  });

  it('are not told of a scope that is larger than it may be', () => {
    expect(found([[step(1)], [step(2)], []], 2)).toBeUndefined();
  });
});
