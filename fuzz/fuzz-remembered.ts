import { clusterTrial } from '../properties/trial.ts';
import { ALL_REDUCTIONS, applicable, NO_REDUCTIONS, reduced, type Reductions } from '../reductions/reduced.ts';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { compareRemembered, type RememberedComparison } from './compare-remembered.ts';
import { type Found, foundText, type Replayed } from './found.ts';
import type { PartOptions } from './part.ts';
import { smallestSetup } from './smallest-setup.ts';

export interface FuzzRememberedOptions extends PartOptions {
  /** Compares one setup. */
  readonly compare?: (draft: SetupDraft, statesMax: number) => RememberedComparison;
}

export interface FuzzRememberedResult {
  readonly outcomes: { readonly same: number; readonly different: number };
  /** Distinct states of all setups. */
  readonly states: number;
  /** The setups of which the two searches say different things, made as small as could be. */
  readonly differences: readonly Found[];
}

/** Compares the plain search of random setups with the remembered one, as far as `statesMax` allows. */
export function fuzzRemembered(options: FuzzRememberedOptions): FuzzRememberedResult {
  const { setups, first, seed, statesMax, given, onSetup, onFound, compare = compareDraft } = options;
  const differences: Found[] = [];
  let states = 0;
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const setup = first + done;
    const found = smallestSetup(`${seed}:${setup}`, given, (draft) => {
      const comparison = compare(draft, statesMax);
      states += comparison.states;
      return comparison.differences;
    });
    if (found === null) continue;
    differences.push({ setup, ...found });
    onFound?.({ setup, ...found });
  }
  return { outcomes: { same: setups - differences.length, different: differences.length }, states, differences };
}

/** What is left out of the searches that are compared, and how they are called. */
const SEARCHES: readonly (readonly [name: string, reductions: Reductions])[] = [
  ['whole', NO_REDUCTIONS],
  ['by symmetry', { symmetry: true, commuting: false }],
  ['reduced', ALL_REDUCTIONS],
];

/** A setup's cluster as it is, and with what each reduction makes of it. */
function compareDraft(draft: SetupDraft, statesMax: number): RememberedComparison {
  const trial = clusterTrial(setupOf(draft));
  const { symmetry, commuting } = applicable(trial.world, ALL_REDUCTIONS);
  const compared = SEARCHES.filter(
    ([, reductions]) => (symmetry || !reductions.symmetry) && (commuting || !reductions.commuting),
  ).map(([name, reductions]) => ({ name, ...compareRemembered(reduced(trial, reductions), statesMax) }));
  return {
    states: compared.reduce((sum, { states }) => sum + states, 0),
    differences: compared.flatMap(({ name, differences }) => differences.map((difference) => `${name}: ${difference}`)),
  };
}

/** A difference for people. */
export const rememberedText = (found: Found, options: Replayed): string =>
  foundText(found, { ...options, part: 'remembered' }, `setup ${found.setup} differs where its rules are remembered`);
