import * as fc from 'fast-check';
import { fastCheckSeed } from '../explorers/commands/fast-check-seed.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve.ts';
import { type Comparison, compareReductions } from './compare-reductions.ts';
import { type Found, foundText, type Replayed } from './found.ts';
import type { PartOptions } from './part.ts';
import { randomSetups } from './random-setups.ts';

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
  const { setups, first, seed, statesMax, onSetup, onFound, compare = compareDraft } = options;
  const outcomes: Record<Comparison['outcome'], number> = { same: 0, different: 0, 'too-large': 0, irreducible: 0 };
  const differences: Found[] = [];
  let states = 0;
  let reduced = 0;
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const setup = first + done;
    const { outcome, smallest } = compareOne(fastCheckSeed(`${seed}:${setup}`), options.given, (draft) =>
      compare(draft, statesMax),
    );
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

/** Draws one setup and compares it; where it differs, fast-check looks for smaller ones that do. */
function compareOne(seed: number, given: SetupDraft | undefined, compare: (draft: SetupDraft) => Comparison) {
  let outcome: Comparison = { outcome: 'irreducible' };
  let smallest: Omit<Found, 'setup'> | null = null;
  let drawn = false;
  const property = fc.property(randomSetups(given), (draft) => {
    const comparison = compare(draft);
    if (!drawn) outcome = comparison;
    drawn = true;
    if (comparison.outcome !== 'different') return true;
    smallest = { draft, problems: comparison.differences };
    return false;
  });
  fc.check(property, { seed, numRuns: 1 });
  return { outcome: outcome as Comparison, smallest: smallest as Omit<Found, 'setup'> | null };
}

const compareDraft = (draft: SetupDraft, statesMax: number): Comparison =>
  compareReductions(clusterTrial(setupOf(draft)), statesMax);

/** A difference for people. */
export const differenceText = (found: Found, options: Replayed): string =>
  foundText(found, { ...options, part: 'reductions' }, `setup ${found.setup} differs with reductions`);
