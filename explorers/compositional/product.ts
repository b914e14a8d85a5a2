import { madeOf } from '../../model/commands.ts';
import { mixA, mixB } from '../../model/fingerprint.ts';
import type { Machine, Schedule } from '../../model/machine.ts';
import type { Query } from '../../model/query.ts';
import type { Selection } from '../../model/selection.ts';
import type { Decomposition } from '../../reductions/decomposition.ts';
import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import { selective } from '../../reductions/selective.ts';
import { aheadOf } from './ahead.ts';
import type { Automaton, AutomatonState } from './automaton.ts';
import { componentAsk, type ComponentAsk } from './component-ask.ts';
import type { LabelledGraph } from './labelled-graph.ts';
import { productCommands } from './product-commands.ts';
import type { Place, ProductState, ProductStep, VisibleTransition } from './product-state.ts';
import { witnessPath } from './witness-path.ts';

/** The environment as it has been searched: its graph, and the automaton with the same traces. */
export interface Environment<State> {
  readonly graph: LabelledGraph;
  readonly automaton: Automaton;
  /** A state of the environment for each of the automaton. */
  readonly states: readonly State[];
  /** The states of the environment with these numbers. */
  readonly statesAt: (numbers: readonly number[]) => readonly State[];
}

export type Product<State, Action extends { readonly type: string }> = ReducedTrial<
  ProductState<State>,
  ProductStep<Action>,
  Action
>;

/**
 * The product of the component and the automaton that stands for its environment. The way back puts a witness path of
 * the environment in place of what the automaton did.
 */
export function productOf<State, Action extends { readonly type: string }>(
  decomposition: Decomposition<State, Action>,
  environment: Environment<State>,
): Product<State, Action> {
  const { trial, component } = decomposition;
  const { automaton, states } = environment;
  const transitions = automaton.states.map((state, from) => transitionsFrom(state, from));
  const places = states.map((_, at): Place => ({ at }));
  const joined = (at: number, state: State): ProductState<State> => ({
    place: places[at],
    state: decomposition.join(states[at], state),
  });
  const initials = automaton.initials.map((at, initial) => joined(at, decomposition.initials[initial].component));
  const whole: Machine<ProductState<State>, ProductStep<Action>> = {
    init: initials[0],
    enabled: ({ place, state }) => [...component.enabled(state), ...transitions[place.at]],
    next: ({ place, state }, step) =>
      isVisibleTransition(step) ? joined(step.to, state) : { place, state: component.next(state, step) },
    fingerprint({ place: { at }, state }) {
      const { high, low } = component.fingerprint(state);
      return { high: mixA(high, at, low) >>> 0, low: mixB(low, at, high) >>> 0 };
    },
  };
  const isEnd = (at: number): boolean => automaton.states[at].terminal >= 0;
  const asking = componentAsk<State>();
  const commands = productCommands(component, transitions, isEnd, ({ state }, { to }) => joined(to, state), asking);
  if (commands !== undefined) madeOf(whole, commands);
  const last = endsLast<State, Action>(isEnd, trial.isFault);
  const selection = componentFirst(decomposition, environment, asking, last);
  const machine = selective(whole, selection);
  return {
    trial: {
      machine,
      isFault: (step) => !isVisibleTransition(step) && trial.isFault(step),
      properties: trial.properties.map((property) => ({
        ...property,
        violation: ({ state }) => property.violation(state),
        exercised: ({ state }) => property.exercised(state),
      })),
      goals: trial.goals.map((goal) => ({
        ...goal,
        reached: (before, step, after) => !isVisibleTransition(step) && goal.reached(before.state, step, after.state),
      })),
    },
    initials,
    original: (initial, steps) => originalOf(decomposition, environment, initial, steps),
  };
}

/**
 * Whether the environment is at rest is asked when the component is: only then it takes the step to its end, and there
 * nothing happens any more.
 */
function endsLast<State, Action extends { readonly type: string }>(
  isEnd: (at: number) => boolean,
  isFault: (action: Action) => boolean,
): Selection<ProductState<State>, ProductStep<Action>> {
  const hasEnded: Query<ProductState<State>, boolean> = {
    name: 'whether the environment has come to its end',
    of: ({ place }) => isEnd(place.at),
  };
  const ends = (step: ProductStep<Action>): boolean => isVisibleTransition(step) && isEnd(step.to);
  return {
    choose(enabled, ask) {
      if (ask(hasEnded)) return [];
      const isAtRest = enabled.every((step) => isVisibleTransition(step) || isFault(step));
      return isAtRest ? enabled : enabled.filter((step) => !ends(step));
    },
    follows: () => false,
    stepsMax: 1,
  };
}

/**
 * Where some of the component's steps may come before all others, these alone are taken. None follows at once: the search would
 * take a run that spends its faults early for a short one, and be no faster.
 */
function componentFirst<State, Action extends { readonly type: string }>(
  { first }: Decomposition<State, Action>,
  { automaton, states }: Environment<State>,
  asking: ComponentAsk<State>,
  selection: Selection<ProductState<State>, ProductStep<Action>>,
): Selection<ProductState<State>, ProductStep<Action>> {
  if (first === undefined) return selection;
  const aheadIn = aheadOf<State>(
    automaton,
    states.map((state) => first.serves(state)),
  );
  return {
    ...selection,
    choose(enabled, ask) {
      const all = selection.choose(enabled, ask);
      const own = all.filter((step): step is Action => !isVisibleTransition(step));
      if (all.length < 2 || own.length === 0) return all;
      return first.choose(own, asking(ask), aheadIn(ask)) ?? all;
    },
  };
}

/** A state that has not ended and has no successor stays where it is: its environment goes on, unseen, for ever. */
const transitionsFrom = ({ successors, terminal }: AutomatonState, from: number): readonly VisibleTransition[] =>
  (successors.length === 0 && terminal < 0 ? [from] : successors).map((to) => ({
    type: 'visible-transition',
    from,
    to,
  }));

const isVisibleTransition = (step: { readonly type: string }): step is VisibleTransition =>
  step.type === 'visible-transition';

function originalOf<State, Action extends { readonly type: string }>(
  { environment, initials, stepsOf = (_, action) => [action] }: Decomposition<State, Action>,
  { graph, automaton, statesAt }: Environment<State>,
  initial: number,
  steps: Schedule<ProductStep<Action>>,
): Action[] {
  const trace = steps.filter(isVisibleTransition).map(({ to }) => automaton.states[to]);
  const path = witnessPath(graph, initial, trace);
  const goals = statesAt(path.flat()).values();
  const stages = path.values();
  let state = initials[initial].environment;
  return steps.flatMap((step) => {
    if (!isVisibleTransition(step)) return [step];
    return (stages.next().value ?? []).flatMap(() => {
      const { action, after } = stepInto(environment, state, goals.next().value as State);
      const taken = stepsOf(state, action);
      state = after;
      return taken;
    });
  });
}

/** The step from a state to one that counts as `goal` does. Where several count as one, another may be there in its place. */
function stepInto<State, Action>(machine: Machine<State, Action>, from: State, goal: State) {
  const { high, low } = machine.fingerprint(goal);
  for (const action of machine.enabled(from)) {
    const after = machine.next(from, action);
    const print = machine.fingerprint(after);
    if (print.high === high && print.low === low) return { action, after };
  }
  throw new RangeError('states that count as one do not have the same steps');
}
