import type { ExhaustiveResult } from '../exhaustive.ts';
import type { Ways } from '../breadth-first/predecessor-table.ts';
import type { GraphPart } from './graph-recorder.ts';

/** A search that is over, with what it recorded on its way. */
export interface Searched<Action> {
  readonly result: ExhaustiveResult<Action>;
  /** The ways to all states. */
  ways(): Ways;
  /** What each thread recorded of the graph; nothing where nobody asked for it. */
  readonly parts: readonly GraphPart[];
}
