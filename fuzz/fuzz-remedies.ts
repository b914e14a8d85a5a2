import { stringify } from 'yaml';
import type { SetupDraft } from '../setups/input.ts';
import { checkRemedies, type RemedyCheck } from './check-remedies.ts';
import { randomSetup } from './random-setups.ts';

export interface FuzzRemediesOptions {
  /** How many setups are drawn. */
  readonly setups: number;
  /** The number of the first one; setup `i` of a seed is the same whichever is the first. */
  readonly first: number;
  readonly seed: string;
  /** Distinct states above which a setup is not looked at. */
  readonly statesMax: number;
  /** Heard before each setup. */
  readonly onSetup?: (done: number) => void;
  /** Heard as soon as one is found. */
  readonly onBroken?: (broken: BrokenPromise) => void;
  /** Checks the remedies of one setup. */
  readonly check?: (draft: SetupDraft, statesMax: number) => Promise<RemedyCheck>;
}

export interface FuzzRemediesResult {
  readonly outcomes: Readonly<Record<RemedyCheck['outcome'], number>>;
  readonly verified: number;
  readonly partial: number;
  readonly unchecked: number;
  readonly broken: readonly BrokenPromise[];
}

/** A setup of which a remedy promised more than it keeps. */
export interface BrokenPromise {
  /** The number of the setup, see `FuzzRemediesOptions.first`. */
  readonly setup: number;
  readonly draft: SetupDraft;
  readonly broken: readonly string[];
}

/** Checks the remedies of random setups, one after the other. */
export async function fuzzRemedies(options: FuzzRemediesOptions): Promise<FuzzRemediesResult> {
  const { setups, first, seed, statesMax, onSetup, onBroken, check = checkRemedies } = options;
  const outcomes: Record<RemedyCheck['outcome'], number> = { kept: 0, broken: 0, none: 0, 'too-large': 0 };
  const total = { verified: 0, partial: 0, unchecked: 0 };
  const broken: BrokenPromise[] = [];
  for (let done = 0; done < setups; done += 1) {
    onSetup?.(done);
    const setup = first + done;
    const draft = randomSetup(seed, setup);
    const checked = await check(draft, statesMax);
    outcomes[checked.outcome] += 1;
    total.verified += checked.verified;
    total.partial += checked.partial;
    total.unchecked += checked.unchecked;
    if (checked.broken.length === 0) continue;
    broken.push({ setup, draft, broken: checked.broken });
    onBroken?.({ setup, draft, broken: checked.broken });
  }
  return { outcomes, ...total, broken };
}

/** A broken promise for people: which, the setup as a file, and the line that finds it again. */
export function brokenText({ setup, draft, broken }: BrokenPromise, seed: string): string {
  return [
    `a remedy of setup ${setup} does not keep what it says:`,
    ...broken.map((promise) => `  ${promise}`),
    '',
    stringify(draft).trimEnd(),
    '',
    `replay: npm run fuzz -- remedies --setups 1 --seed ${seed}:${setup}`,
    '',
  ].join('\n');
}
