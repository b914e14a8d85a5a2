import type { SetupEntry } from '../input.ts';
import type { Place, Problem } from '../place.ts';
import type { ReadEntries } from './read-entries.ts';

const COMMAND_LINE: Place = { file: 'command line' };

/** The entries of options such as `producer.acks=1` or `kafka=3.9`. */
export function readOverrides(overrides: readonly string[]): Pick<ReadEntries, 'entries' | 'problems'> {
  const entries: SetupEntry[] = [];
  const problems: Problem[] = [];
  for (const text of overrides) {
    const match = /^(?<name>[^=]+)=(?<value>.*)$/s.exec(text);
    if (match?.groups === undefined) {
      const wayOut = 'write it as section.key=value, as in "producer.acks=1"';
      problems.push({ place: COMMAND_LINE, reason: `"${text}" sets nothing`, wayOut });
      continue;
    }
    const { name, value } = match.groups;
    const dot = name.indexOf('.');
    const section = dot < 0 ? '' : name.slice(0, dot).trim();
    const key = (dot < 0 ? name : name.slice(dot + 1)).trim();
    entries.push({ section, key, value: value.trim(), place: COMMAND_LINE });
  }
  return { entries, problems };
}
