import type { SetupDraft } from '../../setups/input.ts';

/** A world that can be searched as a whole in a moment, and what reductions leave of it. */
export interface SmallWorld {
  readonly draft: SetupDraft;
  /** Distinct states with nothing left out; with the quotient; with projection or persistent sets; with both. */
  readonly states: readonly [whole: number, symmetry: number, commuting: number, both: number];
}
