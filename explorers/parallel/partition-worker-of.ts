import type { ReducedTrial } from '../../reductions/reduced-trial.ts';
import type { PartitionStates } from '../breadth-first/partition-states.ts';
import { PlainStates } from '../breadth-first/plain-states.ts';
import { NO_VISITOR, type VisitorFactory, type VisitorRecord } from '../breadth-first/search-visitor.ts';
import { environmentOf } from '../compositional/compositional-search.ts';
import { graphVisitorOf } from '../compositional/graph-visitor.ts';
import { Exchange } from '../remembered/exchange.ts';
import { RememberedGeneration } from '../remembered/remembered-generation.ts';
import { RememberedStates } from '../remembered/remembered-states.ts';
import { rememberable } from '../remembered/answers/state-memory.ts';
import { isDecomposition, withInitials } from '../search-subject.ts';
import { withTrial } from '../trial-specification.ts';
import { PartitionWorker } from './partition-worker.ts';
import type { WorkerSpecification } from './tasks.ts';

/** A worker of a search: of a decomposition the environment is searched together. */
export function partitionWorkerOf(worker: WorkerSpecification): PartitionWorker {
  const states = withTrial(worker.specification, (subject): PartitionStates => {
    if (isDecomposition(subject)) return statesOf(environmentOf(subject), graphVisitorOf(subject), worker);
    return statesOf(withInitials(subject), () => NO_VISITOR, worker);
  });
  return new PartitionWorker(states, worker);
}

function statesOf<State, Action extends { readonly type: string }>(
  subject: ReducedTrial<State, Action>,
  visitorOf: VisitorFactory<State, VisitorRecord>,
  { plain, logs, index }: WorkerSpecification,
): PartitionStates {
  const commands = plain ? undefined : rememberable(subject.trial.machine);
  if (commands === undefined) {
    return new PlainStates(
      subject,
      visitorOf((_subject, ask) => ask),
    );
  }
  const generation = new RememberedGeneration(subject, commands, visitorOf);
  const exchange = new Exchange(generation.memory, logs, index);
  exchange.hear();
  return new RememberedStates(generation, exchange);
}
