import { readAsLegacyConsumer } from './legacy-consumer.ts';
import type { SetupEntry } from './input.ts';
import { isSection, kindOf } from './keys.ts';
import { placeText } from './place.ts';
import { whyIgnored } from './ignored.ts';

/** What a file of a component says of it, and what its user should know of how it was read. */
export interface ReadAsKafka {
  readonly entries: readonly SetupEntry[];
  readonly notes: readonly string[];
}

/** What Connect, its connectors and MirrorMaker write before a key of the clients that they make. */
const PREFIXES: readonly (readonly [prefix: RegExp, section: string])[] = [
  [/^(?:(?:source|target)\.)?(?:main\.)?producer\.(?:override\.)?/, 'producer'],
  [/^(?:(?:source|target)\.)?(?:main\.)?consumer\.(?:override\.)?/, 'consumer'],
];

/**
 * The entries of a `.properties` file of one component as that component takes them: those with a prefix for it without
 * the prefix, which outrank the others; placeholders left out, because nobody knows what will stand there.
 */
export function readAsKafkaDoes(given: readonly SetupEntry[]): ReadAsKafka {
  const legacy = readAsLegacyConsumer(given);
  const notes: string[] = [...legacy.notes];
  const plain: SetupEntry[] = [];
  const prefixed: SetupEntry[] = [];
  for (const entry of legacy.entries) {
    const lenient = { ...entry, lenient: true };
    const bare = withoutPrefix(lenient);
    if (bare !== undefined) {
      prefixed.push(bare);
      notes.push(
        `${placeText(entry.place)}: ${entry.key} is read as ${bare.key} of the ${bare.section}s that Connect or MirrorMaker makes`,
      );
    } else plain.push(lenient);
  }
  const entries = [...plain, ...prefixed].filter((entry) => {
    if (!isPlaceholder(entry)) return true;
    const named = entry.key === 'transactional.id';
    notes.push(
      `${placeText(entry.place)}: the value of ${entry.key} is a placeholder, ` +
        (named
          ? 'and so no fixed id: each process is taken to have an id of its own, which it keeps'
          : 'and what will stand there is not known: it is taken as left out'),
    );
    return named;
  });
  return { entries, notes };
}

/** A key with a prefix for the component whose file it is, where that component has the key behind it. */
function withoutPrefix(entry: SetupEntry): SetupEntry | undefined {
  for (const [prefix, section] of PREFIXES) {
    const key = entry.key.replace(prefix, '');
    if (section !== entry.section || key === entry.key || !isSection(section)) continue;
    if (kindOf(section, key) !== undefined || whyIgnored(section, key) !== undefined) return { ...entry, key };
  }
  return undefined;
}

/** `${…}`, `$NAME`, `{{ … }}`, `%NAME%`, `<…>` and `@…@`: what a template or a config provider will fill in. */
const PLACEHOLDER = /\$\{[^}]*\}?|\$[A-Za-z_]\w*|\{\{.*\}\}|%[A-Za-z_]\w*%|^<.*>$|^@.*@$/;

function isPlaceholder({ section, key, value }: SetupEntry): boolean {
  return isSection(section) && kindOf(section, key) !== undefined && PLACEHOLDER.test(String(value));
}
