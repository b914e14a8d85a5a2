import { namesIn } from './names-in.ts';
import { PRESET_NAMES } from './presets/presets.ts';

/** What people call a value, by the key and the value. */
const VALUES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  commit: {
    'after-processing': namesIn('manual sync async commitsync commitasync after at-least-once'),
    'before-processing': namesIn('before at-most-once'),
    transaction: namesIn('transactional exactly-once eos'),
    auto: namesIn('automatic auto-commit'),
  },
  effect: { external: namesIn('database db sql http rest api email'), kafka: namesIn('topic produce') },
};

/** What a family of presets is known by as well. */
const FAMILIES: Readonly<Record<string, string>> = {
  quarkus: 'smallrye',
  mirrormaker: 'connect',
  debezium: 'connect',
  benthos: 'redpanda',
  opentelemetry: 'otel',
};

/** Kafka is what all of them are about. */
const familyOf = (name: string): string => (name.startsWith('kafka-go-') ? 'kafka-go' : name.split('-')[0]);

/** Keys of frameworks that say how a loop commits, which a setup says with the name of a preset. */
const LOOP_KEYS: ReadonlySet<string> = new Set(
  namesIn('ack-mode ack.mode ackmode processing.guarantee delivery.guarantee'),
);

/** The value of a key of `application` that a word means which is none: `commit: manual`, `preset: kafka-streams`. */
export function valueMeant(key: string, value: unknown): string | undefined {
  const word = String(value).toLowerCase();
  if (key === 'preset') return presetsMeant(word);
  return Object.entries(VALUES[key] ?? {}).find(([, words]) => words.includes(word))?.[0];
}

/** The key of `application` that a framework's key means. */
export const keyMeant = (key: string): string | undefined => (LOOP_KEYS.has(key.toLowerCase()) ? 'preset' : undefined);

/** The presets whose family a word names. */
function presetsMeant(word: string): string | undefined {
  const words = new Set(word.split(/[^a-z0-9]+/).map((each) => FAMILIES[each] ?? each));
  if (/^(?:segmentio.)?kafka-go\b/.test(word)) words.add('kafka-go');
  const family = PRESET_NAMES.filter((name) => words.has(familyOf(name)));
  return family.length === 0 ? undefined : family.join('" or "');
}
