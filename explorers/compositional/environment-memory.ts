import type { Decomposition } from '../../reductions/decomposition.ts';
import type { ExhaustiveResult } from '../exhaustive-result.ts';
import { isDecomposition, type SearchSubject } from '../search-subject.ts';
import type { Environment } from './product.ts';

/** An environment that has been searched by itself. */
export interface SearchedEnvironment<State, Action> {
  readonly alone: ExhaustiveResult<Action>;
  /** What stands for it in the company of a component; none where the search came to no end. */
  readonly environment?: Environment<State>;
  /** The bound on distinct states that it was searched within; where it came to no end, there is none within a smaller one either. */
  readonly statesMax: number;
}

/** States of all environments that are kept, besides the last one. */
const statesKept = 2_000_000;

/**
 * The environments that have been searched, for other decompositions with the same one: trials of one setup with several
 * changes, or with several numbers of faults, most often differ in their component alone.
 *
 * What is found again is what a search would come to, counts and all; of one that came to no end, that it does not.
 */
export class EnvironmentMemory {
  /** By what it is made of; those used last come last. */
  private readonly searched = new Map<string, SearchedEnvironment<unknown, unknown>>();

  /** What a search of the decomposition's environment would come to, with this bound on distinct states. */
  find<State, Action extends { readonly type: string }>(
    { environmentMadeOf }: Pick<Decomposition<State, Action>, 'environmentMadeOf'>,
    statesMax: number,
  ): SearchedEnvironment<State, Action> | undefined {
    if (environmentMadeOf === undefined) return undefined;
    const known = this.searched.get(environmentMadeOf);
    if (known === undefined || !isWithin(known, statesMax)) return undefined;
    this.searched.delete(environmentMadeOf);
    this.searched.set(environmentMadeOf, known);
    // What it is made of decides of which states it is.
    return known as SearchedEnvironment<State, Action>;
  }

  /** Distinct states of what a subject has in common with searches before it: its environment, where that was searched to its end. */
  statesOf<State, Action extends { readonly type: string }>(subject: SearchSubject<State, Action>): number {
    return isDecomposition(subject) ? (this.find(subject, Infinity)?.alone.distinct ?? 0) : 0;
  }

  keep<State, Action extends { readonly type: string }>(
    { environmentMadeOf }: Pick<Decomposition<State, Action>, 'environmentMadeOf'>,
    searched: SearchedEnvironment<State, Action>,
  ): void {
    if (environmentMadeOf === undefined) return;
    this.searched.delete(environmentMadeOf);
    let states = 0;
    for (const [name, { alone }] of [...this.searched].toReversed()) {
      states += alone.distinct;
      if (states > statesKept) this.searched.delete(name);
    }
    this.searched.set(environmentMadeOf, searched);
  }
}

/** Whether a search with this bound comes to the same, or to no end either. */
const isWithin = ({ alone, statesMax }: SearchedEnvironment<unknown, unknown>, bound: number): boolean =>
  alone.complete ? alone.distinct < bound : bound <= statesMax;
