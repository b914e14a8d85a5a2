import { KAFKA_KEYS } from './kafka-keys.ts';
import { type DefaultedKey, key, type Key } from './key.ts';
import { LIBRARY_NAMES } from './clients/libraries.ts';
import { VERSION } from './clients/version-pattern.ts';
import { type Kind, oneOf } from './kinds.ts';
import { OWN_KEYS } from './own-keys.ts';
import { CLIENT_KEYS, PROTOCOL_KEYS } from './switch-keys.ts';

const libraryVersion: Kind<string> = {
  allowed: 'a version of the library, such as "1.8.2"',
  spellings: [],
  schema: { anyOf: [{ type: 'string', pattern: VERSION.source }, { type: 'number' }] },
  parse(value) {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return VERSION.test(text) ? text : undefined;
  },
};

/** The same as `client: NAME` at the top, beside switches. */
const LIBRARY_KEY = {
  library: key(oneOf(...LIBRARY_NAMES), 'the library whose defaults and switches apply; default: java'),
  version: key(
    libraryVersion,
    'the version of that library; default: the newest that is known. That of the Java client is clients',
  ),
};

/**
 * Every key that bears on delivery, by section, with the values that it takes and, where it has one, its default in each
 * version of Kafka.
 */
export const DELIVERY_KEYS = {
  ...OWN_KEYS,
  ...KAFKA_KEYS,
  protocol: PROTOCOL_KEYS,
  client: { ...LIBRARY_KEY, ...CLIENT_KEYS },
};

export type Sections = typeof DELIVERY_KEYS;
export type Section = keyof Sections;
export type KeyOf<S extends Section> = keyof Sections[S] & string;
export type Value<S extends Section, K extends KeyOf<S>> = Sections[S][K] extends Key<infer T> ? T : never;

/** The keys of a section whose default depends on nothing but the version. */
export type DefaultedKeyOf<S extends Section> = {
  [K in KeyOf<S>]: Sections[S][K] extends DefaultedKey<unknown> ? K : never;
}[KeyOf<S>];

/** The sections that a setup file may have, in the order of DESIGN §7. */
export const SECTIONS = [
  'cluster',
  'topic',
  'broker',
  'producer',
  'consumer',
  'downstream',
  'application',
  'faults',
  'scope',
  'protocol',
  'client',
] as const satisfies readonly Section[];

export const isSection = (name: string): name is Section => Object.hasOwn(DELIVERY_KEYS, name);

/** The keys of a section that bear on delivery. */
export const deliveryKeys = (section: Section): readonly string[] => Object.keys(DELIVERY_KEYS[section]);

/** The entry of a key that bears on delivery, or undefined when the section has no such key. */
export function entryOf(section: Section, key: string): Key<unknown> | undefined {
  const keys: Readonly<Record<string, Key<unknown>>> = DELIVERY_KEYS[section];
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** What a key that bears on delivery takes, or undefined when the section has no such key. */
export const kindOf = (section: Section, key: string): Kind<unknown> | undefined => entryOf(section, key)?.kind;
