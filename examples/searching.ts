import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exhaustive, readSetup, type Resolution, type Setup, type SetupTexts, walk } from '../index.ts';
import { type Invariants, withInvariants } from './with-invariants.ts';

/** What a complete search says of a setup: everything that was broken, and how. */
export interface Found {
  readonly complete: boolean;
  /** Per broken guarantee or invariant its causes, the one with the shortest story first. */
  readonly broken: Readonly<Record<string, readonly string[]>>;
  /** Of these properties, the ones that no state put to the test. */
  readonly untested: readonly string[];
}

/** The examples are small: none needs as many states. */
const statesMax = 200_000;

/** Reads a setup of this folder, such as `orders/setup.yaml`, with more of what can be said of one. */
export const readIn = (file: string, more: SetupTexts = {}): Resolution =>
  readSetup({ ...more, setups: [textOf(file)] });

export const setupIn = (file: string, more: SetupTexts = {}): Setup => readIn(file, more).setup;

/** A file of this folder, with its text. */
export const textOf = (file: string) => ({ file, text: readFileSync(pathOf(file), 'utf8') });

/** The path of a file in this folder. */
export const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Searches the whole scope of a setup. */
export function searched(setup: Setup, invariants: Invariants): Found {
  const trial = withInvariants(setup, invariants);
  const { complete, violations, exercised } = exhaustive(trial, { statesMax });
  const broken: Record<string, string[]> = {};
  for (const { property, cause } of violations) (broken[property] ??= []).push(cause);
  const untested = invariants(trial.world).flatMap(({ id }) => (exercised[id] === 0 ? [id] : []));
  return { complete, broken, untested };
}

/** What random walks find broken in a setup that is too large to be searched whole. */
export function walked(setup: Setup, invariants: Invariants, runs: number): readonly string[] {
  const { violations } = walk(withInvariants(setup, invariants), { seed: 'examples', runs });
  return [...new Set(violations.map(({ property }) => property))];
}
