import { describe, expect, it } from 'vitest';
import { type AloAction, aloMachine } from '../model/published/pipeline/alo.ts';
import { replay, ScheduleError } from './replay.ts';

const machine = aloMachine({ records: 1, crashes: 0, kicks: 0 });

describe('replay', () => {
  it('gives every step with the state before and after it', () => {
    const steps = replay(machine, [{ type: 'produce' }, { type: 'assign', consumer: 1 }]);
    expect(steps.map(({ before, after }) => [before.leo, after.leo, after.owner])).toEqual([
      [0, 1, -1],
      [1, 1, 1],
    ]);
    expect(replay(machine, [])).toEqual([]);
  });

  it('names the step that does not fit, and what could have happened instead', () => {
    const schedule: AloAction[] = [{ type: 'produce' }, { type: 'crash', consumer: 1 }];
    expect(() => replay(machine, schedule)).toThrow(
      'step 2 of the schedule (crash consumer=1) cannot happen here; enabled are: assign consumer=0; assign consumer=1. ' +
        'The schedule belongs to another setup',
    );
    expect(() => replay(machine, schedule)).toThrow(ScheduleError);
  });

  it('does not hide what else goes wrong', () => {
    const broken = {
      ...machine,
      next: () => {
        throw new RangeError('a bug of the machine');
      },
    };
    expect(() => replay(broken, [{ type: 'produce' }])).toThrow('a bug of the machine');
  });
});
