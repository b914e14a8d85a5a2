import type { Decomposition } from '../../reductions/decomposition.ts';
import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import { breadthFirst, type Explored } from '../breadth-first/breadth-first.ts';
import type { Executor } from '../breadth-first/executor.ts';
import { reExecute } from '../breadth-first/re-execute.ts';
import type { VisitorRecord } from '../breadth-first/search-visitor.ts';
import type { Coroutine } from '../coroutine.ts';
import { mergeCoverage } from '../coverage.ts';
import { type Doubt, type ExhaustiveOptions, statesMaxDefault, stopReason } from '../exhaustive-options.ts';
import { boundOf } from '../stop-reasons.ts';
import type { ExhaustiveResult } from '../exhaustive-result.ts';
import { automatonOf } from './automaton.ts';
import { closureClassesOf } from './closure-classes.ts';
import type { SearchedEnvironment } from './environment-memory.ts';
import { withEnds } from './ends.ts';
import { type GraphPart, graphOf } from './graph-recorder.ts';
import { stateOf } from './labelled-graph.ts';
import { type Environment, type Product, productOf } from './product.ts';

/** The trial of the environment alone. Nothing is claimed of it: what properties say of its states is in its labels. */
export const environmentOf = <State, Action extends { readonly type: string }>({
  trial: { goals, isFault },
  environment,
  initials,
}: Decomposition<State, Action>): ReducedTrial<State, Action> => ({
  trial: { machine: environment, properties: [], goals, isFault: (action) => isFault(action) },
  initials: initials.map((pair) => pair.environment),
  original: (_initial, steps) => steps,
});

/**
 * The complete search of a decomposition, in three stages: everything that the environment can do, as a labelled graph;
 * the least automaton with the same traces; everything that the component can do in that automaton's company.
 *
 * The states of the first and the last stage are counted, and a bound on states is for both together; the depth is that
 * of the deeper.
 *
 * @param ofEnvironment who searches the environment; its visitors record the graph.
 * @param ofProduct who searches the product.
 */
export function* compositional<State, Action extends { readonly type: string }>(
  decomposition: Decomposition<State, Action>,
  ofEnvironment: () => Executor<GraphPart>,
  ofProduct: (product: Product<State, Action>) => Executor<VisitorRecord>,
  options: ExhaustiveOptions,
): Coroutine<ExhaustiveResult<Action>> {
  const searched = yield* searchedEnvironment(decomposition, ofEnvironment, options);
  const { alone, environment } = searched;
  if (environment === undefined) return together(decomposition, alone, searched);
  const { distinct, generated, depth } = alone;
  const onProgress: ExhaustiveOptions['onProgress'] = (progress) =>
    options.onProgress?.({
      distinct: distinct + progress.distinct,
      generated: generated + progress.generated,
      depth,
      frontier: progress.frontier,
    });
  const product = productOf(decomposition, environment);
  const { result } = yield* breadthFirst(product, ofProduct(product), {
    ...options,
    onProgress,
    distinctBefore: distinct,
  });
  return together(decomposition, alone, result);
}

/** The environment by itself, unless it is known already. */
function* searchedEnvironment<State, Action extends { readonly type: string }>(
  decomposition: Decomposition<State, Action>,
  ofEnvironment: () => Executor<GraphPart>,
  options: ExhaustiveOptions,
): Coroutine<SearchedEnvironment<State, Action> & { readonly stopped?: string }> {
  const { environments, statesMax = statesMaxDefault } = options;
  const known = environments?.find<State, Action>(decomposition, statesMax);
  if (known !== undefined) return known;
  const { doubt } = options;
  let givenUp: string | undefined;
  const why = async (from: Doubt): Promise<string | undefined> => {
    givenUp = await from.why();
    return givenUp;
  };
  const first = yield* breadthFirst(environmentOf(decomposition), ofEnvironment(), {
    ...options,
    doubt: doubt === undefined ? undefined : { ...doubt, why: () => why(doubt) },
  });
  const { result: alone } = first;
  if (!alone.complete) {
    const isTooLarge = alone.stopped === boundOf(statesMax) || alone.stopped === givenUp;
    if (isTooLarge) environments?.keep(decomposition, { alone, statesMax });
    return { alone, statesMax };
  }
  const behind = yield* untilStopped(automatonBehind(decomposition, first), () => {
    const { distinct, generated, depth } = alone;
    options.onProgress?.({ distinct, generated, depth, frontier: 0 });
    return stopReason(options);
  });
  if ('stopped' in behind) return { alone, statesMax, stopped: behind.stopped };
  const searched = { alone, statesMax, environment: behind.result };
  environments?.keep(decomposition, searched);
  return searched;
}

function* automatonBehind<State, Action extends { readonly type: string }>(
  { environment, initials }: Decomposition<State, Action>,
  { records, predecessors, result }: Explored<Action, GraphPart>,
): Coroutine<Environment<State>> {
  const graph = withEnds(graphOf(records, result.distinct));
  const classes = yield* closureClassesOf(graph);
  const automaton = yield* automatonOf(classes, initials.length);
  const ways = predecessors();
  const statesAt = (wanted: readonly number[]): readonly State[] => {
    const numbers = [...new Set(wanted)].sort((a, b) => a - b);
    const starts = initials.map((pair) => pair.environment);
    const states = reExecute(environment, starts, ways, numbers);
    return wanted.map((number) => states[numbers.indexOf(number)]);
  };
  return { graph, automaton, states: statesAt(automaton.states.map(({ state }) => stateOf(graph, state))), statesAt };
}

/** Goes on with work until it is done, or a look between two pauses says why to stop. */
function* untilStopped<Result>(
  work: Coroutine<Result>,
  look: () => string | undefined,
): Coroutine<{ readonly result: Result } | { readonly stopped: string }> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return { result: step.value };
    const stopped = look();
    if (stopped !== undefined) return { stopped };
    yield;
  }
}

/** What the stages found, those that there were. */
function together<State, Action extends { readonly type: string }>(
  { trial }: Decomposition<State, Action>,
  alone: ExhaustiveResult<Action>,
  last: Partial<ExhaustiveResult<Action>> = {},
): ExhaustiveResult<Action> {
  const stopped = alone.stopped ?? last.stopped;
  const { actions, goals } = last.coverage ?? { actions: {}, goals: {} };
  const { 'visible-transition': _, ...steps } = actions;
  return {
    distinct: alone.distinct + (last.distinct ?? 0),
    generated: alone.generated + (last.generated ?? 0),
    depth: Math.max(alone.depth, last.depth ?? 0),
    complete: stopped === undefined,
    ...(stopped === undefined ? {} : { stopped }),
    expectedCollisions: alone.expectedCollisions + (last.expectedCollisions ?? 0),
    violations: last.violations ?? [],
    exercised: last.exercised ?? Object.fromEntries(trial.properties.map(({ id }) => [id, 0])),
    coverage: mergeCoverage([alone.coverage, { actions: steps, goals }]),
    workers: alone.workers,
    bytes: alone.bytes + (last.bytes ?? 0),
  };
}
