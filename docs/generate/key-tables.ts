import { defaultWords } from '../../setups/default-words.ts';
import type { DefaultedKey, Key } from '../../setups/key.ts';
import { DELIVERY_KEYS, type Section } from '../../setups/keys.ts';
import { INT_MAX, LONG_MAX } from '../../setups/kinds.ts';
import { code, markdownTable } from './markdown-table.ts';

/** The keys of a section that bear on delivery, with what they take and their default in every version of Kafka. */
export const keysOf = (section: Section): string =>
  markdownTable(
    ['key', 'default', 'takes', 'what it says'],
    Object.entries<Key<unknown> | DefaultedKey<unknown>>(DELIVERY_KEYS[section]).map(([name, entry]) => [
      code(name),
      'defaults' in entry ? defaultWords(entry.defaults, valueWord) : '',
      entry.kind.allowed,
      entry.about,
    ]),
  );

function valueWord(value: unknown): string {
  if (value === LONG_MAX || value === INT_MAX) return 'no limit';
  return code(String(value));
}
