import type { SetupDraft } from '../setups/input.ts';
import { checkRemedies, type RemedyCheck } from './check-remedies.ts';
import { type Found, foundText, type Replayed } from './found.ts';
import type { PartOptions } from './part.ts';
import { randomSetup } from './random-setups.ts';

export interface FuzzRemediesOptions extends PartOptions {
  /** Checks the remedies of one setup. */
  readonly check?: (draft: SetupDraft, statesMax: number) => Promise<RemedyCheck>;
}

export interface FuzzRemediesResult {
  readonly outcomes: Readonly<Record<RemedyCheck['outcome'], number>>;
  readonly verified: number;
  readonly partial: number;
  readonly unchecked: number;
  /** The setups of which a remedy promised more than it keeps. */
  readonly broken: readonly Found[];
}

/** Checks the remedies of random setups, one after the other. */
export async function fuzzRemedies(options: FuzzRemediesOptions): Promise<FuzzRemediesResult> {
  const { setups, first, seed, statesMax, onSetup, onFound, check = checkRemedies } = options;
  const outcomes: Record<RemedyCheck['outcome'], number> = { kept: 0, broken: 0, none: 0, 'too-large': 0 };
  const total = { verified: 0, partial: 0, unchecked: 0 };
  const broken: Found[] = [];
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const setup = first + done;
    const draft = randomSetup(seed, setup, options.given);
    const checked = await check(draft, statesMax);
    outcomes[checked.outcome] += 1;
    total.verified += checked.verified;
    total.partial += checked.partial;
    total.unchecked += checked.unchecked;
    if (checked.broken.length === 0) continue;
    const found = { setup, draft, problems: checked.broken };
    broken.push(found);
    onFound?.(found);
  }
  return { outcomes, ...total, broken };
}

/** A broken promise for people. */
export const brokenText = (found: Found, options: Replayed): string =>
  foundText(found, { ...options, part: 'remedies' }, `a remedy of setup ${found.setup} does not keep what it says`);
