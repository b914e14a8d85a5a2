import { isLibraryName, LIBRARIES } from './libraries.ts';

/** A text about Kafka's keys, with those that a library calls otherwise as it calls them. */
export function inWordsOf(library: string | undefined, text: string): string {
  if (!isLibraryName(library)) return text;
  const says: Readonly<Record<string, string>> = LIBRARIES[library].spellings.says;
  const names = Object.keys(says).sort((one, other) => other.length - one.length);
  if (names.length === 0) return text;
  const any = new RegExp(`(?:${names.map(escaped).join('|')})(?![\\w.])`, 'g');
  return text.replaceAll(any, (name) => says[name]);
}

const escaped = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
