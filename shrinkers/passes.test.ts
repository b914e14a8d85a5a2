import { describe, expect, it } from 'vitest';
import { type Machine, NotEnabledError } from '../model/machine.ts';
import { Attempts, type Subject } from './attempts.ts';
import { lowerScope, type Scope } from './lower-scope.ts';
import { removeFaults } from './remove-faults.ts';
import { removeSteps } from './remove-steps.ts';
import { renameActors } from './rename-actors.ts';
import { reorder } from './reorder.ts';
import { shortcut } from './shortcut.ts';

/**
 * Walkers on a line of places, as many as there are names. `spill` is a fault: where a walker spills, place 0 to 3, it
 * is wet; another one who steps on a wet place falls. `dry` dries everything.
 */
interface Line {
  readonly places: readonly number[];
  readonly wet: number;
  readonly fallen: number;
}
const TYPES = ['left', 'right', 'spill', 'dry'] as const;
type LineAction = { readonly type: (typeof TYPES)[number]; readonly walker: number };

const FARTHEST = 3;

function line(walkers: number): Machine<Line, LineAction> {
  const enabled = ({ places, wet }: Line): LineAction[] =>
    places.flatMap((place, walker) => {
      const actions: LineAction[] = [];
      if (place > 0) actions.push({ type: 'left', walker });
      if (place < FARTHEST) actions.push({ type: 'right', walker });
      if (wet < 0) actions.push({ type: 'spill', walker });
      else actions.push({ type: 'dry', walker });
      return actions;
    });
  return {
    init: { places: Array.from({ length: walkers }, () => 0), wet: -1, fallen: -1 },
    enabled,
    next: (state, action) => {
      if (!enabled(state).some(({ type, walker }) => type === action.type && walker === action.walker)) {
        throw new NotEnabledError(action);
      }
      if (action.type === 'spill') return { ...state, wet: state.places[action.walker] };
      if (action.type === 'dry') return { ...state, wet: -1 };
      const place = state.places[action.walker] + (action.type === 'right' ? 1 : -1);
      const places = state.places.map((old, walker) => (walker === action.walker ? place : old));
      return { ...state, places, fallen: place === state.wet ? place : state.fallen };
    },
    fingerprint: ({ places, wet, fallen }) => ({
      high: places.reduce((sum, place) => sum * 4 + place, 0),
      low: (wet + 1) * 8 + fallen + 1,
    }),
  };
}

const falls: Subject<Line, LineAction> = { machine: line(2), fails: ({ fallen }) => fallen === 2 };
const attempts = (subject = falls, replaysLeft = 10_000) => new Attempts(subject, { replaysLeft });
const isFault = ({ type }: LineAction) => type === 'spill';

/** `r0 s1` is walker 0 to the right, then a spill of walker 1. */
const schedule = (text: string): LineAction[] =>
  text.split(' ').map((word) => {
    const type = TYPES.find((each) => each.startsWith(word[0]));
    if (type === undefined) throw new Error(`no such step: ${word}`);
    return { type, walker: Number(word[1]) };
  });
const text = (actions: readonly LineAction[] | null): string | undefined =>
  actions?.map(({ type, walker }) => type[0] + walker).join(' ');

describe('an attempt', () => {
  it('leaves out what cannot happen and ends at the first state that fails', () => {
    expect(text(attempts().try(schedule('l0 r0 d1 r0 s0 s1 r1 r1 r1 d0')))).toBe('r0 r0 s0 r1 r1');
  });

  it('fails on a schedule that leads nowhere, and when its budget is spent', () => {
    expect(attempts().try(schedule('r0 r0 s0 r1'))).toBeNull();
    expect(attempts(falls, 0).try(schedule('r0 r0 s0 r1 r1'))).toBeNull();
  });

  it('gives the same answer whatever was tried before', () => {
    const used = attempts();
    for (const candidate of ['r0 r0 s0 r1 r1', 'r0 r0 s0 r1', 'r0 r0 s0 r1 r1 l0', 'r0 s0', 'r1 r1 r0 s1 r0']) {
      expect(text(used.try(schedule(candidate)))).toBe(text(attempts().try(schedule(candidate))));
    }
  });

  it('can let somebody else take a step that is not enabled', () => {
    // Walker 0 stands at the end of the line, so that the fourth step to the right falls to walker 1.
    const subject: Subject<Line, LineAction> = { ...falls, fails: ({ places }) => places[0] === 3 && places[1] === 1 };
    expect(text(attempts(subject).try(schedule('r0 r0 r0 r0')))).toBeUndefined();
    expect(text(attempts(subject).tryLoosely(schedule('r0 r0 r0 r0')))).toBe('r0 r0 r0 r1');
  });

  it('drains where the subject says how', () => {
    const arrives: Subject<Line, LineAction> = {
      machine: line(1),
      fails: ({ places }) => places[0] === FARTHEST,
      drain: (enabled) => enabled.find(({ type }) => type === 'right'),
    };
    expect(text(attempts(arrives).try(schedule('r0 l0')))).toBe('r0 l0 r0 r0 r0');
  });
});

describe('removing steps', () => {
  it('leaves none that could be left out', () => {
    const long = schedule('r0 l0 r1 r0 s1 d0 l1 r0 r0 l0 s0 r1 r1 l1 r1 d1');
    expect(removeSteps(long, attempts())).toHaveLength(5);
  });

  it('removes pairs that only go together', () => {
    expect(text(removeSteps(schedule('r0 l0 r0 r0 s0 r1 r1'), attempts()))).toBe('r0 r0 s0 r1 r1');
  });
});

describe('removing faults', () => {
  it('leaves the one that the violation needs, and takes the recovery from the others along', () => {
    const twice = schedule('s0 d1 r0 r0 s0 r1 r1');
    expect(text(removeFaults(twice, attempts(), isFault))).toBe('r0 r0 s0 r1 r1');
  });

  it('leaves a schedule alone that needs none', () => {
    const arrives: Subject<Line, LineAction> = { machine: line(1), fails: ({ places }) => places[0] === 1 };
    expect(text(removeFaults(schedule('s0 r0'), attempts(arrives), isFault))).toBe('r0');
  });
});

describe('shortcuts', () => {
  it('cut loops', () => {
    expect(text(shortcut(schedule('r0 r1 l0 l1 r0 r0 s0 r1 r1'), attempts()))).toBe('r0 r0 s0 r1 r1');
  });

  it('replace a detour by other steps than it took', () => {
    const wetHere: Subject<Line, LineAction> = { machine: line(2), fails: ({ wet }) => wet === 2 };
    expect(shortcut(schedule('r0 r1 r1 r0 l0 l1 r1 s1'), attempts(wetHere))).toHaveLength(3);
  });
});

const byLastWalker = (a: LineAction, b: LineAction) => b.walker - a.walker;

describe('reordering', () => {
  it('brings steps that may change places into a fixed order', () => {
    const orders = ['r0 r1 r0 s0 r1', 'r1 r0 r0 s0 r1', 'r0 r0 r1 s0 r1'].map((each) =>
      text(reorder(schedule(each), attempts())),
    );
    expect(new Set(orders)).toEqual(new Set(['r0 r0 r1 s0 r1']));
  });

  it('takes any order', () => {
    expect(text(reorder(schedule('r0 r1 r0 s0 r1'), attempts(), byLastWalker))).toBe('r1 r0 r0 s0 r1');
  });
});

describe('renaming actors', () => {
  const kinds = [{ fields: ['walker'], names: [0, 1] }];

  it('gives the first name to whoever appears first', () => {
    expect(text(renameActors(schedule('r1 r1 s1 r0 r0'), attempts(), kinds))).toBe('r0 r0 s0 r1 r1');
  });

  it('leaves the names where the actors are not alike', () => {
    const second: Subject<Line, LineAction> = {
      ...falls,
      fails: ({ fallen, places }) => fallen === 2 && places[0] === 2 && places[1] === 2,
    };
    const uneven = { ...second, machine: { ...second.machine, init: { places: [1, 0], wet: -1, fallen: -1 } } };
    expect(text(renameActors(schedule('r1 r1 s1 r0'), attempts(uneven), kinds))).toBe('r1 r1 s1 r0');
  });

  it('tries the permutations in between when the canonical one fails', () => {
    const subject: Subject<Line, LineAction> = {
      machine: line(3),
      fails: ({ places }) => places[0] === 0 && places[1] + places[2] === 3,
    };
    const three = [{ fields: ['walker'], names: [0, 1, 2] }];
    expect(text(renameActors(schedule('r2 r1 r1'), attempts(subject), three))).toBe('r1 r2 r2');
  });
});

describe('lowering the scope', () => {
  const scope = (walkers: number): Scope<Line, LineAction> => ({
    setup: walkers,
    subject: { ...falls, machine: line(walkers) },
    smaller: walkers > 1 ? [() => scope(walkers - 1)] : [],
  });

  it('takes the smallest world in which it still fails, and leaves out what that cannot do', () => {
    const lowered = lowerScope(schedule('r3 r0 r2 r0 s0 r1 r1'), scope(5), { replaysLeft: 100 });
    expect(lowered.scope.setup).toBe(2);
    expect(text(lowered.schedule)).toBe('r0 r0 s0 r1 r1');
  });
});
