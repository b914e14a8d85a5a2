import { expect, it, vi } from 'vitest';
import { fields, ONE } from '../../model/layout.ts';
import { Exchange } from './exchange.ts';
import { RememberedFunction } from './answers/remembered-function.ts';
import { StateMemory } from './answers/state-memory.ts';
import { tellingOfValues } from './answers/telling.ts';
import { ThreadLog } from './thread-log.ts';

interface State {
  readonly who: string;
  readonly log: readonly string[];
}

const layout = fields<State>({ who: ONE, log: ONE });

/** Two threads; what the second one knows has other numbers than the same has with the first. */
function threads() {
  const logs = [ThreadLog.empty().buffer, ThreadLog.empty().buffer];
  const [first, second] = [0, 1].map((thread) => {
    const memory = new StateMemory<State>(layout, { who: 'nobody', log: [] });
    for (let number = 0; number < 5 * thread; number += 1) memory.rowOf({ who: `${number}`, log: [`${number}`] });
    return { memory, exchange: new Exchange(memory, logs, thread) };
  });
  return { first, second };
}

const state: State = { who: 'ada', log: ['r0', 'r1'] };

const asking = ({ memory }: { readonly memory: StateMemory<State> }, ask: (state: State) => number) =>
  new RememberedFunction(memory, 'how long the log is', ask, tellingOfValues(memory.values));

it('what one thread has found out no other one finds out again', () => {
  const { first, second } = threads();
  const ask = vi.fn<(state: State) => number>(({ log }) => log.length);
  const [one, other] = [asking(first, ({ log }) => log.length), asking(second, ask)];
  expect(one.of(first.memory.rowOf(state))).toBe(2);
  expect(other.of(second.memory.rowOf(state))).toBe(2);
  // It does not depend on who it is.
  expect(other.of(second.memory.rowOf({ ...state, who: 'bob' }))).toBe(2);
  expect(ask).not.toHaveBeenCalled();
  expect(other.of(second.memory.rowOf({ ...state, log: [] }))).toBe(0);
  expect(ask).toHaveBeenCalledOnce();
});

it('nor what was found out before there was another one, or before that asks the question', () => {
  const logs = [ThreadLog.empty().buffer, ThreadLog.empty().buffer];
  const memory = new StateMemory<State>(layout, state);
  expect(asking({ memory }, ({ log }) => log.length).of(memory.rowOf(state))).toBe(2);
  const early = new Exchange(memory, logs, 0);
  expect(early.hear()).toBe(false);
  const late = new StateMemory<State>(layout, state);
  expect(new Exchange(late, logs, 1).hear()).toBe(true);
  const ask = vi.fn<() => number>(() => -1);
  expect(asking({ memory: late }, ask).of(late.rowOf(state))).toBe(2);
  expect(ask).not.toHaveBeenCalled();
});

it('states change hands in the numbers of whoever gives them', () => {
  const { first, second } = threads();
  const given = first.memory.rowOf(state);
  first.exchange.tellComponents();
  second.exchange.hear();
  const taken = [0, 1].map((slot) => second.exchange.own(0, slot, given[slot]));
  expect(taken).toEqual([...second.memory.rowOf(state)]);
  expect(taken).not.toEqual([...given]);
});

it('a rule that is no function of the state is noticed by who has heard what it said elsewhere', () => {
  const { first, second } = threads();
  asking(second, ({ who, log }) => who.length + log.length).of(second.memory.rowOf(state));
  const one = asking(first, ({ log }) => log.length);
  expect(() => one.of(first.memory.rowOf({ ...state, log: [] }))).toThrow(
    'how long the log is is no function of the state: it looks at something else than before',
  );
});
