import { KAFKA_KEYS } from './kafka-keys.ts';
import { type DefaultedKey, key, type Key } from './key.ts';
import { LIBRARIES } from './clients/presets.ts';
import { type Kind, oneOf } from './kinds.ts';
import { OWN_KEYS } from './own-keys.ts';
import { CLIENT_KEYS, PROTOCOL_KEYS } from './switch-keys.ts';

/** The same as `client: NAME` at the top, beside switches. */
const LIBRARY_KEY = {
  library: key(oneOf(...LIBRARIES), 'the library whose defaults and switches apply; default: java'),
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
