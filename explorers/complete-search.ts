import type { ReducedTrial } from '../reductions/reduced-trial.ts';
import { breadthFirst } from './breadth-first/breadth-first.ts';
import { Discoveries } from './breadth-first/discoveries.ts';
import type { Executor } from './breadth-first/executor.ts';
import { NO_VISITOR, type VisitorFactory, type VisitorRecord } from './breadth-first/search-visitor.ts';
import { SequentialExecutor } from './breadth-first/sequential-executor.ts';
import { compositional, environmentOf } from './compositional/compositional-search.ts';
import { GraphRecorder, labelsOf } from './compositional/graph-recorder.ts';
import type { Coroutine } from './coroutine.ts';
import { awaitedOf, type ExhaustiveOptions } from './exhaustive-options.ts';
import type { ExhaustiveResult } from './exhaustive-result.ts';
import { RememberedExecutor } from './remembered/remembered-executor.ts';
import { rememberable } from './remembered/state-memory.ts';
import { isDecomposition, type SearchSubject, withInitials } from './search-subject.ts';

/** Makes executors of a search from the one that begins it. */
export type ExecutorFactory = <State, Action extends { readonly type: string }, Recorded extends VisitorRecord>(
  first: SequentialExecutor<State, Action, Recorded>,
) => Executor<Recorded>;

/**
 * The complete search of whatever `subject` is: breadth-first, or of a decomposition part by part.
 *
 * @param executorFrom who searches; of a decomposition, the environment.
 */
export function completeSearch<State, Action extends { readonly type: string }>(
  subject: SearchSubject<State, Action>,
  options: ExhaustiveOptions,
  executorFrom: ExecutorFactory,
): Coroutine<ExhaustiveResult<Action>> {
  const starting = <Recorded extends VisitorRecord>(
    reduced: ReducedTrial<State, Action>,
    visitorOf: VisitorFactory<State, Recorded>,
  ): Executor<Recorded> => {
    const discoveries = new Discoveries(awaitedOf(reduced.trial, options));
    const commands = options.plain === true ? undefined : rememberable(reduced.trial.machine);
    if (commands !== undefined) return new RememberedExecutor(reduced, commands, discoveries, visitorOf);
    return executorFrom(
      new SequentialExecutor(
        reduced,
        discoveries,
        visitorOf((_subject, ask) => ask),
      ),
    );
  };
  if (isDecomposition(subject)) {
    const labels = labelsOf(subject);
    const executor = starting(
      environmentOf(subject),
      (remembering) =>
        new GraphRecorder({
          observation: remembering('the observation', (state) => labels.observation(state)),
          terminal: remembering('the terminal label', (state) => labels.terminal(state)),
        }),
    );
    return compositional(subject, executor, options);
  }
  const reduced = withInitials(subject);
  return plain(
    reduced,
    starting(reduced, () => NO_VISITOR),
    options,
  );
}

function* plain<State, Action extends { readonly type: string }>(
  reduced: ReducedTrial<State, Action>,
  executor: Executor<VisitorRecord>,
  options: ExhaustiveOptions,
): Coroutine<ExhaustiveResult<Action>> {
  return (yield* breadthFirst(reduced, executor, options)).result;
}
