import type { SetupEntry } from '../input.ts';
import { placeText } from '../place.ts';

/** The profile that a program runs with unless it is told another one. */
const RUNS = 'prod';

/**
 * The keys of a file of Quarkus as the profile `prod` has them: `%prod.` before a key outranks the key, and what is of
 * another profile, as `%dev.` and `%test.`, is not there.
 *
 * @returns what is left, and a sentence about the others.
 */
export function ofProfile(entries: readonly SetupEntry[]): {
  readonly entries: readonly SetupEntry[];
  readonly notes: readonly string[];
} {
  const plain: SetupEntry[] = [];
  const profiled: SetupEntry[] = [];
  const notes: string[] = [];
  for (const entry of entries) {
    const [, profiles, key] = /^%([\w,-]+)\.(.+)$/s.exec(entry.key) ?? [];
    if (profiles === undefined || key === undefined) plain.push(entry);
    else if (profiles.split(',').includes(RUNS)) profiled.push({ ...entry, key });
    else notes.push(`${placeText(entry.place)}: ${entry.key} is of another profile than ${RUNS}, and passed over`);
  }
  return { entries: [...plain, ...profiled], notes };
}
