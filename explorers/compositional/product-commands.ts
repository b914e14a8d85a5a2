import { commandsOf, type Command, type Commands } from '../../model/commands.ts';
import { fields, ONE } from '../../model/layout.ts';
import type { Machine } from '../../model/machine.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import type { ComponentAsk } from './component-ask.ts';
import type { ProductState, ProductStep, VisibleTransition } from './product-state.ts';

/**
 * What the product of a component and an automaton is made of; undefined where the component has not told what it is made
 * of itself. The automaton has a command for the first transition of a state, one for the second, and so on, and these
 * twice: those to an end are taken for themselves.
 *
 * @param transitions of each state of the automaton.
 * @param isEnd of each state of the automaton.
 * @param after the state after a transition.
 */
export function productCommands<State, Action extends { readonly type: string }>(
  component: Machine<State, Action>,
  transitions: readonly (readonly VisibleTransition[])[],
  isEnd: (at: number) => boolean,
  after: (before: ProductState<State>, transition: VisibleTransition) => ProductState<State>,
  asking: ComponentAsk<State>,
): Commands<ProductState<State>, ProductStep<Action>> | undefined {
  const own = commandsOf(component);
  if (own === undefined) return undefined;
  const most = Math.max(...transitions.map(({ length }) => length));
  const choices = Array.from({ length: most }, (_, choice) => choice);
  const ofAutomaton = choices.flatMap((choice) =>
    [false, true].flatMap((ending): Command<ProductState<State>, ProductStep<Action>>[] => {
      const fits = (all: readonly VisibleTransition[]): boolean =>
        all.length > choice && isEnd(all[choice].to) === ending;
      const action = transitions.find(fits)?.[choice];
      if (action === undefined) return [];
      return [
        {
          action,
          enabled: ({ place }) => fits(transitions[place.at]),
          next: (before) => after(before, transitions[before.place.at][choice]),
        },
      ];
    }),
  );
  return {
    all: [
      ...own.all.map((command) => ({
        action: command.action,
        enabled: ({ state }: ProductState<State>) => command.enabled(state),
        next: ({ place, state }: ProductState<State>) => ({ place, state: command.next(state) }),
      })),
      ...ofAutomaton,
    ],
    layout: fields<ProductState<State>>({ place: ONE, state: own.layout }),
    rewritings: own.rewritings === undefined ? undefined : ofProduct(own.rewritings, asking),
  };
}

/** Rewritings of the component's part of the state. */
function ofProduct<State>(
  rewritings: readonly Rewriting<State>[],
  asking: ComponentAsk<State>,
): readonly Rewriting<ProductState<State>>[] {
  return rewritings.map(({ applies, parts }) => ({
    applies: (ask) => applies(asking(ask)),
    parts: parts.map(({ path, of }) => ({ path: ['state', ...path], of: ({ state }) => of(state) })),
  }));
}
