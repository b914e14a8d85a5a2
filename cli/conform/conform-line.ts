import type { Played } from '../../conformance/conform.ts';
import { addressText } from '../../wire/address.ts';
import { flagOf, type PlayFlags } from './conform-flags.ts';
import { CONFIG_FLAGS } from '../options.ts';
import { quoted } from '../../reports/words/quoted.ts';

/** Options that say where it is played, and what the setup is. */
const KEPT = ['kafka', 'fetch', 'clientKafka', 'client', 'scope', ...CONFIG_FLAGS] as const;

/** The command line that plays one schedule again: the counterexample, or the walk by its own seed. */
export function conformLine(
  file: string | undefined,
  flags: PlayFlags,
  guarantee: string | undefined,
  { seed }: Played,
): string {
  const words = file === undefined ? [] : [file];
  for (const name of KEPT) {
    const value = flags[name];
    if (value !== undefined) words.push(flagOf(name), value);
  }
  if (flags.bootstrap !== undefined) {
    words.push(flagOf('bootstrap'), flags.bootstrap.addresses.map(addressText).join(','));
  }
  if (seed !== undefined) words.push('--walks', '1', '--seed', seed);
  else if (guarantee !== undefined) words.push('--guarantee', guarantee);
  return ['npx kafka-trial conform', ...words.map(quoted)].join(' ');
}
