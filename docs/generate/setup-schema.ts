import { JAVA_CLIENT } from '../../model/client.ts';
import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import { kafkaProtocol } from '../../setups/defaults.ts';
import { inertKeys, whyIgnored } from '../../setups/ignored/ignored.ts';
import { DELIVERY_KEYS, deliveryKeys, type Section, SECTIONS } from '../../setups/keys.ts';
import type { DefaultedKey, Key } from '../../setups/key.ts';
import type { JsonSchema } from '../../setups/json-schema.ts';
import { type Release, parseRelease, RELEASES, valueAt } from '../../setups/release.ts';
import { DRAFT } from './document-schema.ts';

/** The newest release there is: its defaults are the schema's. */
const NEWEST: Release = parseRelease(RELEASES[RELEASES.length - 1]) ?? [];

/**
 * The JSON Schema (draft 2020-12) of a setup file, for editors: every key with what it says, the values that it takes, and
 * its default in the newest version of Kafka. Of the values it asks for the plain spelling: numbers and truth values
 * without quotes.
 */
export function setupSchema(): JsonSchema {
  const sections = SECTIONS.map((section) => [section, sectionSchema(section)] as const);
  const { scope, client, ...top } = properties('');
  return {
    $schema: DRAFT,
    title: 'A setup of kafka-trial',
    type: 'object',
    properties: {
      ...top,
      ...Object.fromEntries(sections),
      scope: { anyOf: [scope, sectionSchema('scope')] },
      client: { anyOf: [client, sectionSchema('client')] },
    },
    patternProperties: { '^x-': { description: 'no section: what sections merge may stand here' } },
    additionalProperties: false,
  };
}

/** A section: what bears on delivery key by key, and Kafka's other keys by patterns, with the reason why they do not. */
const sectionSchema = (section: Section): JsonSchema => ({
  type: ['object', 'null'],
  properties: properties(section),
  ...inertPatterns(section),
  additionalProperties: false,
});

function properties(section: Section): Record<string, JsonSchema> {
  const keys: Readonly<Record<string, Key<unknown>>> = DELIVERY_KEYS[section];
  const defaults = defaultsOf(section);
  return Object.fromEntries(
    Object.entries(keys).map(([name, { kind, about }]) => [
      name,
      { description: about, ...kind.schema, ...(name in defaults ? { default: defaults[name] } : {}) },
    ]),
  );
}

/** What the keys of a section are when the section leaves them out, as far as that depends on nothing else. */
function defaultsOf(section: Section): Readonly<Record<string, unknown>> {
  if (section === 'protocol') return kafkaProtocol({ brokers: NEWEST, clients: NEWEST }, false);
  if (section === 'client') return JAVA_CLIENT;
  if (section === 'faults') return Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0]));
  const keys: Readonly<Record<string, Key<unknown> | DefaultedKey<unknown>>> = DELIVERY_KEYS[section];
  return Object.fromEntries(
    Object.entries(keys).flatMap(([name, entry]) =>
      'defaults' in entry ? [[name, valueAt(entry.defaults, NEWEST)]] : [],
    ),
  );
}

function inertPatterns(section: Section): JsonSchema {
  const inert = inertKeys(section);
  if (inert === undefined) return {};
  const byReason = new Map<string, string[]>();
  const add = (reason: string | undefined, pattern: string): void => {
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), pattern]);
  };
  const bearing = new Set(deliveryKeys(section));
  for (const key of inert.keys) if (!bearing.has(key)) add(whyIgnored(section, key), escaped(key));
  for (const prefix of inert.prefixes) add(whyIgnored(section, `${prefix}any`), `${escaped(prefix)}.+`);
  return {
    patternProperties: Object.fromEntries(
      [...byReason].map(([description, patterns]) => [`^(${patterns.join('|')})$`, { description }]),
    ),
  };
}

const escaped = (name: string): string => name.replaceAll('.', '\\.');
