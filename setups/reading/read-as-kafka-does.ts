import { dottedName } from '../environment-names.ts';
import { readAsLegacyConsumer } from '../legacy-consumer.ts';
import type { SetupEntry } from '../input.ts';
import { isSection, kindOf } from '../keys.ts';
import { placeText } from '../place.ts';
import { whyIgnored } from '../ignored/ignored.ts';
import { type MadeClientKey, madeClientKey } from '../made-clients.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isTrue } from '../presets/framework-file.ts';

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
  const prefixed: (SetupEntry & { readonly rank: number })[] = [];
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
  if (prefixed.length === 0) notes.push(...namelessGroup(plain));
  const ranked = prefixed.toSorted((one, other) => one.rank - other.rank);
  const entries = [...plain, ...ranked].filter((entry) => {
    if (!isUnknown(entry)) return true;
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

/** Who commits by itself has a group (`ConsumerConfig.maybeOverrideEnableAutoCommit`, KIP-289), which a program may name. */
function namelessGroup(entries: readonly SetupEntry[]): readonly string[] {
  const automatic = entries.find(
    (entry) => entry.section === 'consumer' && entry.key === 'enable.auto.commit' && isTrue(entry),
  );
  if (automatic === undefined || entries.some(({ key }) => key === 'group.id')) return [];
  return [
    `${placeText(automatic.place)}: enable.auto.commit is true, and no group.id is there: the program is taken to name one, without which Kafka’s consumer throws an InvalidConfigurationException`,
  ];
}

type MadeEntry = SetupEntry & Pick<MadeClientKey, 'maker' | 'rank'>;

/** A key of the component whose file it is as a framework spells it, where that component has the key. */
function withoutPrefix(entry: SetupEntry): MadeEntry | undefined {
  const made = madeClientKey(entry.key);
  if (made === undefined) return inBrokersEnvironment(entry);
  const { section = entry.section, key, maker, rank } = made;
  if (section !== entry.section || !isClient(section)) return undefined;
  if (kindOf(section, key) === undefined && whyIgnored(section, key) === undefined) return undefined;
  return { ...entry, key, value: maker === 'Spring Boot' ? springValue(key, entry.value) : entry.value, maker, rank };
}

/** What Spring Boot makes of a value of its own kinds: an isolation level, and a size such as `16KB`. */
function springValue(key: string, value: unknown): unknown {
  if (key === 'isolation.level') return String(value).replaceAll('-', '_').toLowerCase();
  const [size, count, unit] = /^(\d+)(B|KB|MB|GB)$/.exec(String(value)) ?? [undefined];
  return size === undefined ? value : Number(count) * 1024 ** ['B', 'KB', 'MB', 'GB'].indexOf(unit);
}

const isClient = (section: string): section is 'producer' | 'consumer' =>
  section === 'producer' || section === 'consumer';

/** `KAFKA_MIN_INSYNC_REPLICAS`, which an image for containers writes into its broker's file. */
function inBrokersEnvironment(entry: SetupEntry): MadeEntry | undefined {
  const key = dottedName(entry.key);
  const isKnown = kindOf('broker', key) !== undefined || whyIgnored('broker', key) !== undefined;
  return entry.section === 'broker' && key !== entry.key && isKnown
    ? { ...entry, key, maker: 'an image', rank: 0 }
    : undefined;
}

/** Whether a key that bears on delivery has a value that is not known. */
const isUnknown = ({ section, key, value }: SetupEntry): boolean =>
  isSection(section) && kindOf(section, key) !== undefined && isPlaceholder(value);
