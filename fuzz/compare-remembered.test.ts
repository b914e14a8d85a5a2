import { describe, expect, it } from 'vitest';
import { type Command, madeOf } from '../model/commands.ts';
import { each, fields, ONE } from '../model/layout.ts';
import { fingerprint } from '../model/fingerprint.ts';
import type { Machine } from '../model/machine.ts';
import type { Trial } from '../model/property.ts';
import { type Rewriting, rewritten } from '../model/rewriting.ts';
import type { Selection } from '../model/selection.ts';
import { selective } from '../reductions/selective.ts';
import { compareRemembered } from './compare-remembered.ts';

/** Two counters that stop at three, and a list of what was counted. */
interface Counters {
  readonly pair: readonly { readonly count: number }[];
  readonly whole: { readonly sum: number };
  readonly list: readonly number[];
}

interface Count {
  readonly type: string;
}

type Rule = Command<Counters, Count>;

const LAYOUT = fields<Counters>({ pair: each(ONE), whole: fields<{ sum: number }>({ sum: ONE }), list: ONE });

/** A counter goes one up. */
const counting = (index: number): Rule => ({
  action: { type: `count ${index}` },
  enabled: ({ pair }) => pair[index].count < 3,
  next: ({ pair, whole, list }) => ({
    pair: pair.map((one, at) => (at === index ? { count: one.count + 1 } : one)),
    whole: { sum: whole.sum + 1 },
    list: [...list, index].slice(-2),
  }),
});

/** The two counters and one more rule. */
function trialWith(
  rule: Partial<Rule>,
  rewritings: readonly Rewriting<Counters>[] = [],
  selection?: Selection<Counters, Count>,
): Trial<Counters, Count> {
  const added: Rule = { action: { type: 'added' }, enabled: () => false, next: (state) => state, ...rule };
  const all = [counting(0), counting(1), added];
  const whole: Machine<Counters, Count> = {
    init: { pair: [{ count: 0 }, { count: 0 }], whole: { sum: 0 }, list: [] },
    enabled: (state) => all.filter((rule) => rule.enabled(state)).map(({ action }) => action),
    next: (state, action) => all.find((one) => one.action === action)?.next(state) ?? state,
    fingerprint: (state) => fingerprint(rewritten(state, rewritings)),
  };
  const machine = selection === undefined ? whole : selective(whole, selection);
  madeOf(machine, { all, layout: LAYOUT, rewritings, selection });
  return { machine, properties: [], goals: [], isFault: () => false };
}

/** The counters in order, and what was counted forgotten, which the sum depends on. */
function inOrder(isLarger: (state: Counters) => boolean): readonly Rewriting<Counters>[] {
  const firstIsLarger = { name: 'whether the first is larger', of: isLarger };
  return [
    { applies: () => true, parts: [{ path: ['list'], of: () => [] }] },
    {
      applies: (ask) => ask(firstIsLarger),
      parts: [0, 1].map((index) => ({ path: ['pair', index], of: ({ pair }) => pair[1 - index] })),
    },
  ];
}

const differences = (...given: Parameters<typeof trialWith>) =>
  compareRemembered(trialWith(...given), 1000).differences;

/** Whether a sum is even, found out once for each object. */
function remembering(): (whole: Counters['whole']) => boolean {
  const known = new WeakMap<object, boolean>();
  return (whole) => {
    if (!known.has(whole)) known.set(whole, whole.sum % 2 === 0);
    return known.get(whole) === true;
  };
}

describe('a search with remembered rules', () => {
  it('comes to what the plain search comes to', () => {
    expect(compareRemembered(trialWith({}), 1000)).toEqual({ states: 37, differences: [] });
    const pure = {
      enabled: ({ whole }: Counters) => whole.sum === 4,
      next: (state: Counters) => ({ ...state, list: [] }),
    };
    expect(differences(pure)).toEqual([]);
  });

  it('forgets what nobody has looked at, in a step that changes nothing else', () => {
    const longer = {
      enabled: ({ list }: Counters) => list.length < 3,
      next: (state: Counters) => ({ ...state, list: [...state.list, 0] }),
    };
    expect(differences(longer, inOrder(() => false).slice(0, 1))).toEqual([]);
  });

  it('shows a rule that reads a variable of its module', () => {
    let times = 0;
    expect(differences({ enabled: () => (times += 1) > 10 })).not.toEqual([]);
  });

  it('shows a rule that looks somewhere else the second time', () => {
    let times = 0;
    const enabled = ({ whole, list }: Counters) => ((times += 1) % 2 === 0 ? whole.sum > 100 : list.length > 100);
    expect(differences({ enabled })).toEqual([
      expect.stringContaining('added is no function of the state: it looks at something else than before'),
    ]);
  });

  it('shows a rule that changes a component in place', () => {
    const next = (state: Counters) => {
      (state.list as number[]).reverse();
      return state;
    };
    expect(differences({ enabled: ({ list }) => list.length === 2, next })).toEqual([
      expect.stringContaining('Cannot assign to read only property'),
    ]);
  });

  it('shows a rule that compares components by identity', () => {
    const isApart = ({ pair }: Counters) => pair[0].count === 2 && pair[1].count === 0;
    expect(
      differences({
        enabled: (state) => state.pair[0] === state.pair[1] || isApart(state),
        next: (state) => ({ ...state, pair: [state.pair[0], state.pair[0]] }),
      }),
    ).not.toEqual([]);
  });

  it('shows a rule that makes a list longer which is no component', () => {
    const next = (state: Counters) => ({ ...state, pair: [...state.pair, { count: 0 }] });
    expect(differences({ enabled: ({ pair }) => pair.length === 2, next })).toEqual([
      'pair has 2 elements in every state, and is to have 3 now',
    ]);
  });

  it('shows a rule that keeps what it found out about a part of a state', () => {
    const isEven = remembering();
    expect(
      differences({ enabled: ({ whole, list }) => list.length > 1 && isEven(whole), next: (state) => state }),
    ).toEqual([expect.stringContaining('added is no function of the state')]);
  });

  it('takes for one what the plain search takes for one', () => {
    const rewritings = inOrder(({ pair }) => pair[0].count > pair[1].count);
    expect(compareRemembered(trialWith({}, rewritings), 1000)).toEqual({ states: 10, differences: [] });
  });

  it('shows a canonical form that reads a variable of its module', () => {
    let times = 0;
    expect(
      differences(
        {},
        inOrder(({ pair }) => pair[0].count > pair[1].count && (times += 1) > 3),
      ),
    ).not.toEqual([]);
  });

  it('shows a canonical form that keeps what it found out about a part of a state', () => {
    const isEven = remembering();
    const isLarger = ({ pair, whole }: Counters): boolean => isEven(whole) && pair[0].count > pair[1].count;
    expect(differences({}, inOrder(isLarger))).not.toEqual([]);
  });

  /** The first counter has to be done before the second one begins, and goes on at once. */
  const oneByOne = (isDone: (state: Counters) => boolean): Selection<Counters, Count> => {
    const firstIsDone = { name: 'whether the first is done', of: isDone };
    return {
      choose: (enabled, ask) => enabled.slice(0, ask(firstIsDone) ? undefined : 1),
      follows: ({ type }) => type === 'count 0',
      stepsMax: 2,
    };
  };

  it('takes the steps that the plain search takes, with those that follow', () => {
    const selection = oneByOne(({ pair }) => pair[0].count === 3);
    expect(compareRemembered(trialWith({}, [], selection), 1000)).toEqual({ states: 6, differences: [] });
  });

  it('shows a choice of steps that reads a variable of its module', () => {
    let times = 0;
    expect(
      differences(
        {},
        [],
        oneByOne(() => (times += 1) > 2),
      ),
    ).not.toEqual([]);
  });
});
