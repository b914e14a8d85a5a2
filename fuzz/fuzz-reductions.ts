import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { fastCheckSeed } from '../explorers/commands/fast-check-seed.ts';
import { clusterTrial } from '../properties/trial.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve.ts';
import { type Comparison, compareReductions } from './compare-reductions.ts';
import { randomSetups } from './random-setups.ts';

export interface FuzzReductionsOptions {
  /** How many setups are drawn. */
  readonly setups: number;
  /** The number of the first one; setup `i` of a seed is the same whichever is the first. */
  readonly first: number;
  readonly seed: string;
  /** Distinct states above which a setup is not compared. */
  readonly statesMax: number;
  /** Heard before each setup. */
  readonly onSetup?: (done: number) => void;
  /** Heard as soon as one is found. */
  readonly onDifference?: (difference: Difference) => void;
  /** Compares one setup. */
  readonly compare?: (draft: SetupDraft, statesMax: number) => Comparison;
}

export interface FuzzReductionsResult {
  readonly outcomes: Readonly<Record<Comparison['outcome'], number>>;
  /** Distinct states of those that were compared, with nothing left out. */
  readonly states: number;
  /** The same with all reductions. */
  readonly reduced: number;
  readonly differences: readonly Difference[];
}

/** A setup of which a search says one thing with reductions and another without. */
export interface Difference {
  /** The number of the setup, see `FuzzReductionsOptions.first`. */
  readonly setup: number;
  /** As small as fast-check could make it. */
  readonly draft: SetupDraft;
  readonly differences: readonly string[];
}

/** Compares random setups, one after the other. */
export function fuzzReductions(options: FuzzReductionsOptions): FuzzReductionsResult {
  const { setups, first, seed, statesMax, onSetup, onDifference, compare = compareDraft } = options;
  const outcomes: Record<Comparison['outcome'], number> = { same: 0, different: 0, 'too-large': 0, irreducible: 0 };
  const differences: Difference[] = [];
  let states = 0;
  let reduced = 0;
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const setup = first + done;
    const { outcome, smallest } = compareOne(fastCheckSeed(`${seed}:${setup}`), (draft) => compare(draft, statesMax));
    outcomes[outcome.outcome] += 1;
    if (outcome.outcome === 'same') {
      states += outcome.states;
      reduced += outcome.reduced;
    }
    if (smallest !== null) {
      differences.push({ setup, ...smallest });
      onDifference?.({ setup, ...smallest });
    }
  }
  return { outcomes, states, reduced, differences };
}

/** Draws one setup and compares it; where it differs, fast-check looks for smaller ones that do. */
function compareOne(seed: number, compare: (draft: SetupDraft) => Comparison) {
  let outcome: Comparison = { outcome: 'irreducible' };
  let smallest: Omit<Difference, 'setup'> | null = null;
  let drawn = false;
  const property = fc.property(randomSetups(), (draft) => {
    const comparison = compare(draft);
    if (!drawn) outcome = comparison;
    drawn = true;
    if (comparison.outcome !== 'different') return true;
    smallest = { draft, differences: comparison.differences };
    return false;
  });
  fc.check(property, { seed, numRuns: 1 });
  return { outcome: outcome as Comparison, smallest: smallest as Omit<Difference, 'setup'> | null };
}

const compareDraft = (draft: SetupDraft, statesMax: number): Comparison =>
  compareReductions(clusterTrial(setupOf(draft)), statesMax);

/** A difference for people: what differs, the setup as a file, and the line that finds it again. */
export function differenceText({ setup, draft, differences }: Difference, seed: string): string {
  return [
    `setup ${setup} differs with reductions:`,
    ...differences.map((difference) => `  ${difference}`),
    '',
    stringify(draft).trimEnd(),
    '',
    `replay: npm run fuzz -- reductions --setups 1 --seed ${seed}:${setup}`,
    '',
  ].join('\n');
}
