import { dottedName } from '../environment-names.ts';
import type { SetupEntry } from '../input.ts';
import { isSection, kindOf } from '../keys.ts';
import { madeClientKey } from '../made-clients.ts';
import { placeText } from '../place.ts';

/** `${ACKS:1}` of Spring, MicroProfile and Micronaut; elsewhere a config provider and its path may look like that (KIP-297). */
const OF_FRAMEWORKS = /\$\{[^:{}]+:([^{}]+)\}/g;
const FRAMEWORKS = /^(?:spring|quarkus|mp\.messaging|kafka-streams|kafka|micronaut)\./;

/** `${ACKS:-1}` of Docker Compose, and of shells. */
const OF_SHELLS = /\$\{\w+:?-([^{}]+)\}/g;

/** What is made of the environment so that processes differ in it: a default would be one for all of them. */
const NAMES = /(?:transactional\.id|transaction-id-prefix|client[.-]id|group[.-]instance[.-]id)$/;

/**
 * The entries of a file with what stands in a placeholder for the case that nobody says otherwise: the value that a program
 * has which is started with this file alone.
 *
 * @returns them, and a sentence about each that may bear on delivery.
 */
export function withPlaceholderDefaults(entries: readonly SetupEntry[]): {
  readonly entries: readonly SetupEntry[];
  readonly notes: readonly string[];
} {
  const notes: string[] = [];
  const filled = entries.map((entry) => {
    const name = dottedName(entry.key);
    if (typeof entry.value !== 'string' || NAMES.test(name)) return entry;
    const value = defaultIn(entry.value, FRAMEWORKS.test(name) ? [OF_FRAMEWORKS, OF_SHELLS] : [OF_SHELLS]);
    if (value === entry.value) return entry;
    if (mayBear(entry, name)) {
      notes.push(`${placeText(entry.place)}: ${entry.key} is ${entry.value}: taken as ${value}, its default`);
    }
    return { ...entry, value };
  });
  return { entries: filled, notes };
}

/** The text without its placeholders that have a default, the innermost first. */
function defaultIn(text: string, patterns: readonly RegExp[]): string {
  const filled = patterns.reduce((left, pattern) => left.replaceAll(pattern, '$1'), text);
  return filled === text ? text : defaultIn(filled, patterns);
}

function mayBear({ section }: SetupEntry, name: string): boolean {
  const made = madeClientKey(name);
  const [of, key] = made === undefined ? [section, name] : [made.section ?? section, made.key];
  if (isSection(of) && kindOf(of, key) !== undefined) return true;
  return (
    made === undefined && /^spring\.kafka\.(?:listener|retry|streams)\.|(?:strategy|guarantee|handler)$/.test(name)
  );
}
