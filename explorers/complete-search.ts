import type { ReducedTrial } from '../reductions/reduced-trial.ts';
import { breadthFirst } from './breadth-first/breadth-first.ts';
import { Discoveries } from './breadth-first/discoveries.ts';
import type { Executor } from './breadth-first/executor.ts';
import type { HandingOver } from './breadth-first/handing-over.ts';
import { NO_VISITOR, type VisitorFactory, type VisitorRecord } from './breadth-first/search-visitor.ts';
import { SequentialExecutor } from './breadth-first/sequential-executor.ts';
import { compositional, environmentOf } from './compositional/compositional-search.ts';
import { graphVisitorOf } from './compositional/graph-visitor.ts';
import type { Product } from './compositional/product.ts';
import type { Coroutine } from './coroutine.ts';
import { awaitedOf, type ExhaustiveOptions } from './exhaustive-options.ts';
import type { ExhaustiveResult } from './exhaustive-result.ts';
import { RememberedExecutor } from './remembered/remembered-executor.ts';
import { RememberedGeneration } from './remembered/remembered-generation.ts';
import { rememberable } from './remembered/answers/state-memory.ts';
import { isDecomposition, type SearchSubject, withInitials } from './search-subject.ts';

/** Makes executors of a search from the one that begins it. */
export type ExecutorFactory = <Recorded extends VisitorRecord>(first: HandingOver<Recorded>) => Executor<Recorded>;

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
  const starting = <S, A extends { readonly type: string }, Recorded extends VisitorRecord>(
    reduced: Pick<ReducedTrial<S, A>, 'trial' | 'initials'>,
    visitorOf: VisitorFactory<S, Recorded>,
    from: ExecutorFactory,
  ): Executor<Recorded> => {
    const discoveries = new Discoveries(awaitedOf(reduced.trial, options));
    const commands = options.plain === true ? undefined : rememberable(reduced.trial.machine);
    return from(
      commands === undefined
        ? new SequentialExecutor(
            reduced,
            discoveries,
            visitorOf((_subject, ask) => ask),
          )
        : new RememberedExecutor(new RememberedGeneration(reduced, commands, visitorOf), reduced.initials, discoveries),
    );
  };
  if (isDecomposition(subject)) {
    const ofProduct = (product: Product<State, Action>): Executor<VisitorRecord> =>
      starting(
        product,
        () => NO_VISITOR,
        (first) => first,
      );
    const ofEnvironment = () => starting(environmentOf(subject), graphVisitorOf(subject), executorFrom);
    return compositional(subject, ofEnvironment, ofProduct, options);
  }
  const reduced = withInitials(subject);
  return plain(
    reduced,
    starting(reduced, () => NO_VISITOR, executorFrom),
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
