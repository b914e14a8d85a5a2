import { clusterTrial } from '../properties/trial.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { type Comparison, compareReductions } from './compare-reductions.ts';
import { type Found, foundText, type Replayed } from './found.ts';
import type { PartOptions } from './part.ts';
import { smallestSetup } from './smallest-setup.ts';

export interface FuzzReductionsOptions extends PartOptions {
  /** Compares one setup. */
  readonly compare?: (draft: SetupDraft, statesMax: number) => Comparison;
}

export interface FuzzReductionsResult {
  readonly outcomes: Readonly<Record<Comparison['outcome'], number>>;
  /** Distinct states of those that were compared, with nothing left out. */
  readonly states: number;
  /** The same with all reductions. */
  readonly reduced: number;
  /** The setups of which a search says one thing with reductions and another without, made as small as could be. */
  readonly differences: readonly Found[];
}

/** Compares random setups, one after the other. */
export function fuzzReductions(options: FuzzReductionsOptions): FuzzReductionsResult {
  const { setups, first, seed, statesMax, given, onSetup, onFound, compare = compareDraft } = options;
  const outcomes: Record<Comparison['outcome'], number> = { same: 0, different: 0, 'too-large': 0, irreducible: 0 };
  const differences: Found[] = [];
  let states = 0;
  let reduced = 0;
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const setup = first + done;
    const compared: Comparison[] = [];
    const smallest = smallestSetup(`${seed}:${setup}`, given, (draft) => {
      const comparison = compare(draft, statesMax);
      compared.push(comparison);
      return comparison.outcome === 'different' ? comparison.differences : [];
    });
    // That of the setup that was drawn: what follows is smaller.
    const [outcome] = compared;
    outcomes[outcome.outcome] += 1;
    if (outcome.outcome === 'same') {
      states += outcome.states;
      reduced += outcome.reduced;
    }
    if (smallest !== null) {
      differences.push({ setup, ...smallest });
      onFound?.({ setup, ...smallest });
    }
  }
  return { outcomes, states, reduced, differences };
}

const compareDraft = (draft: SetupDraft, statesMax: number): Comparison =>
  compareReductions(clusterTrial(setupOf(draft)), statesMax);

/** A difference for people. */
export const differenceText = (found: Found, options: Replayed): string =>
  foundText(found, { ...options, part: 'reductions' }, `setup ${found.setup} differs with reductions`);
