import { stringify } from 'yaml';
import type { SetupDraft } from '../setups/input.ts';
import type { FuzzOptions } from './options.ts';

/** A setup that is not as it should be. */
export interface Found {
  /** Its number, see `Draws.first`. */
  readonly setup: number;
  readonly draft: SetupDraft;
  /** What is wrong with it, each as a line. */
  readonly problems: readonly string[];
}

/** What the line that finds a setup again has to say. */
export type Replayed = Pick<FuzzOptions, 'seed' | 'set'>;

/**
 * What was found, for people: what is wrong, the setup as a file, and the line that finds it again.
 *
 * @param what the first line: what it means that something is wrong.
 */
export const foundText = (
  { setup, draft, problems }: Found,
  { part, seed, set = [] }: Replayed & Pick<FuzzOptions, 'part'>,
  what: string,
): string =>
  [
    `${what}:`,
    ...problems.map((problem) => `  ${problem}`),
    '',
    stringify(draft).trimEnd(),
    '',
    [`replay: npm run fuzz -- ${part} --setups 1 --seed ${seed}:${setup}`, ...set.map((key) => `--set ${key}`)].join(
      ' ',
    ),
    '',
  ].join('\n');
