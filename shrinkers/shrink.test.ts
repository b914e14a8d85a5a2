import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import {
  type AloAction,
  type AloConstants,
  type AloState,
  aloMachine,
  isAloFault,
  timesProcessed,
} from '../model/published/pipeline/alo.ts';
import type { Scope } from './lower-scope.ts';
import { NothingToShrinkError, shrink } from './shrink.ts';

const constants = { records: 5, crashes: 3, kicks: 3 };

const hasDuplicate = (state: AloState): boolean => [0, 1, 2, 3, 4].some((offset) => timesProcessed(state, offset) > 1);

const scopeOf = (setup: AloConstants): Scope<AloState, AloAction> => ({
  setup,
  subject: { machine: aloMachine(setup), fails: hasDuplicate },
  smaller: (['records', 'crashes', 'kicks'] as const)
    .filter((name) => setup[name] > 0)
    .map((name) => () => scopeOf({ ...setup, [name]: setup[name] - 1 })),
});

const options = {
  scope: scopeOf(constants),
  isFault: isAloFault,
  actors: [{ fields: ['consumer'], names: [0, 1] }],
};

/** Random steps of the seed's own, until a record has been processed twice; from the start again where none has. */
function found(seed: number): readonly AloAction[] {
  const random = seedrandom.alea(`shrink ${seed}`);
  const machine = aloMachine(constants);
  for (;;) {
    const schedule: AloAction[] = [];
    let state = machine.init;
    for (let actions = machine.enabled(state); actions.length > 0; actions = machine.enabled(state)) {
      const action = actions[Math.floor(random() * actions.length)];
      schedule.push(action);
      state = machine.next(state, action);
      if (hasDuplicate(state)) return schedule;
    }
  }
}

describe('the shrinker', () => {
  it('cuts what a random run found down to the eight steps that it takes, for each of 20 seeds', () => {
    const lengths = Array.from({ length: 20 }, (_, seed) => shrink(found(seed), options).schedule.length);
    expect(lengths).toEqual(Array.from({ length: 20 }, () => 8));
  });

  it('tells one of two stories, both of one record and one eviction, whatever it starts from', () => {
    const stories = new Set<string>();
    for (let seed = 0; seed < 20; seed += 1) {
      const { schedule, scope, minimal } = shrink(found(seed), options);
      expect(scope.setup).toEqual({ records: 1, crashes: 0, kicks: 1 });
      expect(minimal).toBe(true);
      stories.add(
        schedule.map((action) => ('consumer' in action ? action.type + action.consumer : action.type)).join(' '),
      );
    }
    expect([...stories].sort()).toEqual([
      'assign0 produce poll0 kick0 assign1 poll1 process0 process1',
      'assign0 produce poll0 kick0 process0 assign0 poll0 process0',
    ]);
  });

  it('takes nothing out of what is known to be shortest, and comes to the same', () => {
    const scope = { ...options.scope, smaller: [] };
    const schedule = shrink(found(1), { ...options, scope }).schedule;
    const all = shrink(schedule, { ...options, scope });
    const none = shrink(schedule, { ...options, scope, isShortest: true });
    expect({ ...none, replays: 0 }).toEqual({ ...all, replays: 0 });
    expect(none.replays).toBeLessThan(all.replays / 2);
  });

  it('looks again for something shorter in a smaller world', () => {
    const schedule = found(1);
    const { schedule: shrunk, scope } = shrink(schedule, { ...options, isShortest: true });
    expect(shrunk.length).toBeLessThan(schedule.length);
    expect(scope.setup).not.toEqual(constants);
  });

  it('is the same twice', () => {
    const schedule = found(1);
    expect(JSON.stringify(shrink(schedule, options))).toBe(JSON.stringify(shrink(schedule, options)));
  });

  it('keeps within its bound, and then does not claim to be minimal', () => {
    const result = shrink(found(2), { ...options, shrinkReplaysMax: 10 });
    expect(result.replays).toBe(10);
    expect(result.minimal).toBe(false);
    expect(result.schedule.length).toBeGreaterThanOrEqual(8);
  });

  it('refuses a schedule that does not fail', () => {
    expect(() => shrink([{ type: 'produce' }], options)).toThrow(NothingToShrinkError);
  });
});
