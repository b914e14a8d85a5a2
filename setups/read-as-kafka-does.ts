import { dottedName } from './environment-names.ts';
import { readAsLegacyConsumer } from './legacy-consumer.ts';
import type { SetupEntry } from './input.ts';
import { isSection, kindOf } from './keys.ts';
import { placeText } from './place.ts';
import { whyIgnored } from './ignored.ts';
import { madeClientKey } from './made-clients.ts';

/** What a file of a component says of it, and what its user should know of how it was read. */
export interface ReadAsKafka {
  readonly entries: readonly SetupEntry[];
  readonly notes: readonly string[];
}

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
        `${placeText(entry.place)}: ${entry.key} is read as ${bare.key} of the ${bare.section}s that ${bare.maker} makes`,
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

/** A key of the component whose file it is as a framework spells it, where that component has the key. */
function withoutPrefix(entry: SetupEntry): (SetupEntry & { readonly maker: string }) | undefined {
  const made = madeClientKey(entry.key);
  if (made === undefined) return inBrokersEnvironment(entry);
  const { section = entry.section, key, maker } = made;
  if (section !== entry.section || !isClient(section)) return undefined;
  if (kindOf(section, key) === undefined && whyIgnored(section, key) === undefined) return undefined;
  // Spring Boot takes read-committed as well.
  const value = key === 'isolation.level' ? String(entry.value).replaceAll('-', '_').toLowerCase() : entry.value;
  return { ...entry, key, value, maker };
}

const isClient = (section: string): section is 'producer' | 'consumer' =>
  section === 'producer' || section === 'consumer';

/** `KAFKA_MIN_INSYNC_REPLICAS`, which an image for containers writes into its broker's file. */
function inBrokersEnvironment(entry: SetupEntry): (SetupEntry & { readonly maker: string }) | undefined {
  const key = dottedName(entry.key);
  const isKnown = kindOf('broker', key) !== undefined || whyIgnored('broker', key) !== undefined;
  return entry.section === 'broker' && key !== entry.key && isKnown ? { ...entry, key, maker: 'an image' } : undefined;
}

/** `${…}`, `$NAME`, `{{ … }}`, `%NAME%`, `<…>` and `@…@`: what a template or a config provider will fill in. */
const PLACEHOLDER = /\$\{[^}]*\}?|\$[A-Za-z_]\w*|\{\{.*\}\}|%[A-Za-z_]\w*%|^<.*>$|^@.*@$/;

function isPlaceholder({ section, key, value }: SetupEntry): boolean {
  return isSection(section) && kindOf(section, key) !== undefined && PLACEHOLDER.test(String(value));
}
