import { describe, expect, it } from 'vitest';
import { isAtRest } from '../../model/property.ts';
import type { Draws } from './draws.ts';
import { Scheduler } from './scheduler.ts';
import { drawPolicy, type SchedulingPolicy } from './scheduling-policy.ts';
import { StreamDraws } from './stream-draws.ts';
import { GivenDraws } from './testing/given-draws.ts';

/** Three workers whose tasks are always there, and two faults. */
interface Task {
  readonly type: 'work' | 'crash';
  readonly worker: number;
}
const tasks: readonly Task[] = [0, 1, 2].map((worker) => ({ type: 'work', worker }));
const crashes: readonly Task[] = [0, 1].map((worker) => ({ type: 'crash', worker }));
const all = [...crashes, ...tasks];
const isFault = ({ type }: Task) => type === 'crash';

const plain: SchedulingPolicy = { keepsPriorities: false, schedulesFaults: false, swarm: null, endAtRest: 0.5 };

function scheduling(policy: Partial<SchedulingPolicy>, draws: Draws<Task>, faultWeight = 0.3) {
  const scheduler = new Scheduler({ isFault }, { faultWeight });
  scheduler.begin({ ...plain, ...policy }, draws);
  return {
    /** The action taken; null at the end of the run. */
    take: (enabled: readonly Task[], draining = false): Task | null =>
      enabled[scheduler.pick(draws, enabled, isAtRest(enabled, isFault), draining)] ?? null,
  };
}

const many = Array.from({ length: 2000 }, (_, index) => index);

describe('a scheduler', () => {
  it('keeps a priority while an action is enabled, so that one waits for all that the others do', () => {
    // The first two numbers are the fault schedule's; then a priority for each task, and one for what happened.
    const draws = new GivenDraws<Task>(0, 0, 0.3, 0.2, 0.9, 0.8, 0.7, 0.6, 0.1);
    const { take } = scheduling({ keepsPriorities: true }, draws);
    expect([1, 2, 3, 4, 5].map(() => take(tasks)?.worker)).toEqual([2, 2, 2, 2, 0]);
  });

  it('chooses anew at each step where a run keeps no priorities', () => {
    const { take } = scheduling({}, new StreamDraws('anew'));
    const workers = many.map(() => take(tasks)?.worker);
    for (const worker of [0, 1, 2]) {
      expect(workers.filter((one) => one === worker).length / many.length).toBeCloseTo(1 / 3, 1);
    }
  });

  it('lets faults happen when they are due, and at no other step', () => {
    // A horizon of 32 steps, of which the first fault waits for 8 and the second for none.
    for (const keepsPriorities of [true, false]) {
      const draws = new GivenDraws<Task>(1, 0.25);
      const { take } = scheduling({ schedulesFaults: true, keepsPriorities }, draws);
      const types = Array.from({ length: 9 }, () => take(all)?.type);
      expect(types).toEqual([...Array.from({ length: 8 }, () => 'work'), 'crash']);
    }
  });

  it('does something else where a fault is due and none is enabled', () => {
    const { take } = scheduling({ schedulesFaults: true }, new GivenDraws(0, 0));
    expect(take(tasks)?.type).toBe('work');
  });

  it('has no fault happen that weighs nothing, due or not', () => {
    for (const schedulesFaults of [true, false]) {
      const { take } = scheduling({ schedulesFaults }, new StreamDraws('faultless'), 0);
      expect(many.filter(() => take(all)?.type === 'crash')).toEqual([]);
    }
  });

  it('takes any of the faults that are due, one as often as the other', () => {
    const { take } = scheduling({ schedulesFaults: true }, new StreamDraws('due'));
    const faults = many.map(() => take(all)).filter((action) => action?.type === 'crash');
    expect(faults.length).toBeGreaterThan(100);
    expect(faults.filter((action) => action?.worker === 0).length / faults.length).toBeCloseTo(0.5, 1);
  });

  it('goes by weights of its own in a run of the swarm', () => {
    const share = (salt: number) => {
      const { take } = scheduling({ swarm: { salt, perAction: true } }, new StreamDraws('swarm'));
      return many.filter(() => take(tasks)?.worker === 0).length / many.length;
    };
    const shares = [1, 2, 3, 4, 5, 6, 7, 8].map(share);
    expect(Math.max(...shares) / Math.min(...shares)).toBeGreaterThan(2);
  });

  it('ends a run at rest with the probability of its policy, and else suffers one more fault', () => {
    const { take } = scheduling({ schedulesFaults: true }, new StreamDraws('rest'));
    expect(many.filter(() => take(crashes) === null).length / many.length).toBeCloseTo(0.5, 1);
    const endless = scheduling({ endAtRest: 0 }, new StreamDraws('rest'));
    expect(many.filter(() => endless.take(crashes) === null)).toEqual([]);
    expect(take([])).toBe(null);
  });

  it('drains without faults, and ends at rest', () => {
    for (const keepsPriorities of [true, false]) {
      const { take } = scheduling({ schedulesFaults: true, keepsPriorities }, new StreamDraws('drain'));
      expect(many.filter(() => take(all, true)?.type !== 'work')).toEqual([]);
      expect(many.filter(() => take(crashes, true) !== null)).toEqual([]);
    }
  });

  const scheduler = new Scheduler({ isFault }, {});
  /** The indices taken in one run, which never drains and never is at rest. */
  const run = (number: number): string => {
    const draws = new StreamDraws<Task>(`run ${number}`);
    scheduler.begin(drawPolicy(draws, true), draws);
    return Array.from({ length: 30 }, () => scheduler.pick(draws, all, false, false)).join('');
  };

  it('owes nothing to the run before', () => {
    const inOrder = [0, 1, 2, 3, 4, 5, 6, 7].map(run);
    expect([7, 6, 5, 4, 3, 2, 1, 0].map(run).reverse()).toEqual(inOrder);
  });

  it('chooses what it chose when somebody wrote a seed down', () => {
    expect([0, 1, 2, 3].map(run)).toEqual([
      '234130322212333333333333133330',
      '330311414144144144041104140441',
      '244443333322232222222221222222',
      '344443333300044444444222222233',
    ]);
  });
});
