/** What a library's key says of one of Kafka's, or of a switch of the client. */
export interface Meaning {
  readonly section?: 'producer' | 'consumer' | 'client' | 'application';
  readonly key: string;
  /** Kafka's value for one of the library's; without it they are spelt alike. */
  readonly read?: (value: unknown) => unknown;
}

/** How a library calls things. */
export interface Spellings {
  readonly producer: Readonly<Record<string, Meaning>>;
  readonly consumer: Readonly<Record<string, Meaning>>;
  /** Its names for keys that are spelt otherwise by a rule: `enable_auto_commit`. */
  readonly byRule?: (key: string) => string;
  /** Its keys that do not bear on delivery. */
  readonly inert: readonly string[];
  /** Of those the ones that do, and are taken to be as this says, whatever they are. */
  readonly assumed?: Readonly<Record<string, string>>;
  /** What a remedy says in Kafka's words, in its own; the longest first. */
  readonly says: Readonly<Record<string, string>>;
}

export const as = (key: string, read?: Meaning['read']): Meaning => ({ key, read });

/** A value by the library's word for it, in any case; another one is left for Kafka's own spelling. */
export const words =
  (table: Readonly<Record<string, unknown>>) =>
  (value: unknown): unknown => {
    const word = String(value).trim().toLowerCase();
    return Object.entries(table).find(([name]) => name.toLowerCase() === word)?.[1] ?? value;
  };

/** The opposite of a truth value. */
export const not = words({ true: false, false: true });

/** `isolation.level`, by each pair of words that a library has for its two values. */
export const isolationLevel = (...pairs: readonly (readonly [uncommitted: string, committed: string])[]): Meaning =>
  as(
    'isolation.level',
    words(
      Object.fromEntries(
        pairs.flatMap(([uncommitted, committed]) => [
          [uncommitted, 'read_uncommitted'],
          [committed, 'read_committed'],
        ]),
      ),
    ),
  );

/** What is spelt: a key of a section, with its value. */
interface Spelt {
  readonly section: string;
  readonly key: string;
  readonly value: unknown;
}

/** An entry as Kafka would spell it; null where the key is the library's and does not bear on delivery. */
export function spelled<Entry extends Spelt>(
  entry: Entry,
  { inert, byRule, assumed: _assumed, ...sections }: Spellings,
): Entry | null {
  const { section, key, value } = entry;
  if (section !== 'producer' && section !== 'consumer') return entry;
  if (Object.hasOwn(sections[section], key)) {
    const meaning = sections[section][key];
    return { ...entry, section: meaning.section ?? section, key: meaning.key, value: meaning.read?.(value) ?? value };
  }
  if (inert.includes(key)) return null;
  return byRule === undefined ? entry : { ...entry, key: byRule(key) };
}

/** What stands in a block of a library's own, as `retry: { retries: 3 }` of KafkaJS, one by one; undefined where it is none. */
export function unfolded<Entry extends Spelt>(entry: Entry, spellings: Spellings): readonly Entry[] | undefined {
  const { section, key, value } = entry;
  if (section !== 'producer' && section !== 'consumer') return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const before = `${key}.`;
  const known = [...Object.keys(spellings[section]), ...spellings.inert];
  if (!known.some((name) => name.startsWith(before))) return undefined;
  return Object.entries(value).map(([name, inner]) => ({ ...entry, key: before + name, value: inner }));
}
