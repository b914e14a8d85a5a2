import type { Division } from '../../reductions/decomposition.ts';
import type { Trial } from '../../model/property.ts';

/** The trial of the source alone. Nothing is claimed of it: what properties say of its states is part of the graph. */
export const sourceOf = <State, Action extends { readonly type: string }>(
  { goals, isFault }: Trial<State, Action>,
  { source }: Division<State, Action>,
): Trial<State, Action> => ({ machine: source, properties: [], goals, isFault: (action) => isFault(action) });
