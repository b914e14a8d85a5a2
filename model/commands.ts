import type { Layout } from './layout.ts';
import type { Machine } from './machine.ts';
import type { Rewriting } from './rewriting.ts';
import type { Selection } from './selection.ts';

/** One action with its guard and its effect, each to be asked by itself. */
export interface Command<State, Action> {
  readonly action: Action;
  enabled(state: State): boolean;
  /** The state after the action; to be asked only where it is enabled. */
  next(state: State): State;
}

/**
 * What a machine is made of, for whoever does not want to ask it as a whole: every action that there is, in the order in
 * which `enabled` lists them, and which parts of its states change alone. `enabled`, `next` and `fingerprint` come to the
 * same.
 */
export interface Commands<State, Action> {
  readonly all: readonly Command<State, Action>[];
  readonly layout: Layout;
  /** What its fingerprint is one of: of the state as it is where there are none. */
  readonly rewritings?: readonly Rewriting<State>[];
  /** Which steps are taken: all, one by one, where there is none. */
  readonly selection?: Selection<State, Action>;
}

/** By identity: a machine that somebody makes of another one, with an action more or another fingerprint, is not that one. */
const known = new WeakMap<object, unknown>();

/** Tells what a machine is made of. */
export function madeOf<State, Action>(machine: Machine<State, Action>, commands: Commands<State, Action>): void {
  known.set(machine, commands);
}

/** What a machine is made of; undefined of one that has not told. */
export const commandsOf = <State, Action>(machine: Machine<State, Action>): Commands<State, Action> | undefined =>
  known.get(machine) as Commands<State, Action> | undefined;
