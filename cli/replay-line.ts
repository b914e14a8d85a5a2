import type { Finding } from '../reports/words/findings.ts';
import { quoted } from '../reports/words/quoted.ts';
import { SEED_DEFAULT } from '../judging/seed-default.ts';
import { CONFIG_FLAGS, type ConfigOptions } from './options.ts';
import type { SearchFlags } from './search-options.ts';

/**
 * The command line that finds a setup's counterexample again: its seed, and the setup as it was given.
 *
 * It needs no file that the first run wrote, and prints the same story byte for byte.
 */
export function setupReplayLine(
  finding: Finding,
  file: string | undefined,
  options: ConfigOptions & SearchFlags,
): string {
  const words = ['--seed', finding.counterexample.seed];
  if (file !== undefined) words.push(file.startsWith('-') ? `./${file}` : file);
  for (const flag of [...CONFIG_FLAGS, 'scope'] as const) {
    const value = options[flag];
    if (value !== undefined) words.push(`--${flag}`, value);
  }
  // Without a reduction the search may come to another one of the shortest ways first.
  if (options.symmetry === false) words.push('--no-symmetry');
  if (options.commuting === false) words.push('--no-commuting');
  return line([...words, '--guarantee', finding.guarantee, ...causeWords(finding)]);
}

/** The command line that tries a claim again and tells one of its counterexamples. */
export function claimReplayLine(finding: Finding, options: { readonly seed?: string; readonly runs?: number }): string {
  const words = ['--claim', finding.claim ?? '', '--trial', String(finding.trial), '--guarantee', finding.guarantee];
  words.push(...causeWords(finding));
  if (options.seed !== undefined && options.seed !== SEED_DEFAULT) words.push('--seed', options.seed);
  if (options.runs !== undefined) words.push('--runs', String(options.runs));
  return line(words);
}

/** The command line that tells a counterexample of a verdict's file. */
export const fileReplayLine = (finding: Finding, file: string): string =>
  line([file, '--guarantee', finding.guarantee, ...causeWords(finding)]);

/** Causes are named in words: numbers would depend on what else the first run found. */
function causeWords({ own, counterexample }: Finding): string[] {
  return own ? [] : ['--cause', counterexample.cause];
}

function line(words: readonly string[]): string {
  return ['npx kafka-trial replay', ...words.map(quoted)].join(' ');
}
