import type { Io } from './io.ts';
import type { CommonOptions } from './options.ts';
import type { SearchFlags } from './search-options.ts';

/** Says which of the given options have no effect here: silence would let the user believe otherwise. */
export function noteUnused(
  options: CommonOptions & SearchFlags,
  names: readonly (keyof (CommonOptions & SearchFlags))[],
  why: string,
  io: Io,
): void {
  if (options.quiet === true) return;
  const given = names.filter((name) => options[name] !== undefined).map((name) => `--${name}`);
  if (given.length > 0) io.err(`note: ${given.join(', ')} ${given.length === 1 ? 'has' : 'have'} no effect: ${why}\n`);
}
