import type { Decomposition } from '../../reductions/decomposition.ts';
import type { VisitorFactory } from '../breadth-first/search-visitor.ts';
import { type GraphPart, GraphRecorder, labelsOf } from './graph-recorder.ts';

/** Records the graph of a decomposition's environment; what it asks about a state is remembered where states are. */
export function graphVisitorOf<State, Action extends { readonly type: string }>(
  decomposition: Decomposition<State, Action>,
): VisitorFactory<State, GraphPart> {
  const labels = labelsOf(decomposition);
  return (remembering) =>
    new GraphRecorder({
      observation: remembering('the observation', (state) => labels.observation(state)),
      terminal: remembering('the terminal label', (state) => labels.terminal(state)),
    });
}
