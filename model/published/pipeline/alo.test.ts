import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotEnabledError } from '../../machine.ts';
import { type AloAction, type AloState, aloMachine, EMPTY, NOBODY, timesProcessed } from './alo.ts';

const machine = aloMachine({ records: 2, crashes: 1, kicks: 1 });

/** Every action there is. */
const TYPES = ['assign', 'poll', 'process', 'commit', 'restart', 'crash', 'kick'] as const;
const ALL: AloAction[] = [
  { type: 'produce' },
  { type: 'expire' },
  ...TYPES.flatMap((type) => [0, 1].map((consumer) => ({ type, consumer }))),
];

const nameOf = (action: AloAction): string =>
  'consumer' in action ? `${action.type} ${action.consumer}` : action.type;

/** The state after the steps, each by its name. */
const after = (...steps: string[]): AloState =>
  steps.reduce((state, step) => {
    const action = ALL.find((each) => nameOf(each) === step);
    if (action === undefined) throw new Error(`no such step: ${step}`);
    return machine.next(state, action);
  }, machine.init);

const canHappen = (state: AloState, action: AloAction): boolean => {
  try {
    machine.next(state, action);
    return true;
  } catch (error) {
    if (error instanceof NotEnabledError) return false;
    throw error;
  }
};

/** Any state that the machine reaches, by a list of choices. */
const reachable = fc.array(fc.nat(20), { maxLength: 40 }).map((choices) => {
  let state = machine.init;
  for (const choice of choices) {
    const actions = machine.enabled(state);
    if (actions.length === 0) break;
    state = machine.next(state, actions[choice % actions.length]);
  }
  return state;
});

describe('the pipeline', () => {
  it('processes a record and commits the offset after it', () => {
    const state = after('produce', 'assign 0', 'poll 0', 'process 0', 'commit 0');
    expect(state).toMatchObject({ leo: 1, owner: 0, committed: 1 });
    expect(timesProcessed(state, 0)).toBe(1);
    expect(state.consumers[0]).toEqual({ alive: true, pos: 1, buf: EMPTY, proc: 1 });
  });

  it('starts a new owner at the committed offset', () => {
    const state = after(
      'produce',
      'produce',
      'assign 0',
      'poll 0',
      'process 0',
      'commit 0',
      'crash 0',
      'expire',
      'assign 1',
    );
    expect(state.consumers[1]).toEqual({ alive: true, pos: 1, buf: EMPTY, proc: 1 });
  });

  it('lets a zombie process what it polled, but not commit it', () => {
    const zombie = after('produce', 'assign 0', 'poll 0', 'kick 0', 'assign 1');
    expect(zombie.owner).toBe(1);
    const processed = machine.next(zombie, { type: 'process', consumer: 0 });
    expect(timesProcessed(processed, 0)).toBe(1);
    expect(() => machine.next(processed, { type: 'commit', consumer: 0 })).toThrow(NotEnabledError);
  });

  it('does not restart a consumer that still owns the partition: the group has to notice first', () => {
    expect(machine.enabled(after('assign 0', 'crash 0'))).not.toContainEqual({ type: 'restart', consumer: 0 });
    expect(after('assign 0', 'crash 0', 'expire', 'restart 0').owner).toBe(NOBODY);
  });

  it('takes the steps that it enables and no others', () => {
    fc.assert(
      fc.property(reachable, (state) => {
        const possible = ALL.filter((action) => canHappen(state, action)).map(nameOf);
        expect(machine.enabled(state).map(nameOf).sort()).toEqual(possible.sort());
      }),
    );
  });

  it('has a fingerprint that two states share only when they are equal', () => {
    fc.assert(
      fc.property(reachable, reachable, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(JSON.stringify(machine.fingerprint(a)) === JSON.stringify(machine.fingerprint(b))).toBe(same);
      }),
    );
  });

  it('has states that are unpacked as they were packed', () => {
    const { packing } = machine;
    if (packing === undefined) throw new Error('its states cannot be packed');
    const words = new Int32Array(packing.width + 1);
    fc.assert(
      fc.property(reachable, (state) => {
        packing.pack(state, words, 1);
        expect(packing.unpack(words, 1)).toEqual(state);
      }),
    );
  });

  it('refuses constants that do not fit its fingerprint', () => {
    expect(() => aloMachine({ records: 7, crashes: 0, kicks: 0 })).toThrow(
      'records must be a whole number from 0 to 6',
    );
    expect(() => aloMachine({ records: 1, crashes: -1, kicks: 0 })).toThrow(RangeError);
  });
});
