import type { Problem } from './place.ts';
import { readAsKafkaDoes } from './read-as-kafka-does.ts';
import { readOverrides } from './read-overrides.ts';
import { readPropertiesText } from './read-properties-text.ts';
import { readSetupText } from './read-setup-text.ts';
import { type Resolution, resolveSetup } from './resolve.ts';
import type { SourceText } from './source-text.ts';

/** The components that Kafka gives `.properties` files of their own. */
export const CONFIGURED = ['producer', 'consumer', 'topic', 'broker'] as const;

/** All that is said about one setup. */
export interface SetupTexts {
  /** Setup files, YAML or JSON; a later one outranks an earlier one. */
  readonly setups?: readonly SourceText[];
  /** Kafka's own `.properties` files; they outrank the setup files. */
  readonly properties?: Readonly<Partial<Record<(typeof CONFIGURED)[number], SourceText>>>;
  /** A named scope; it outranks the numbers of the files. */
  readonly scope?: string;
  /** `section.key=value`, such as `producer.acks=1`; they outrank everything. */
  readonly overrides?: readonly string[];
  /** What was found wrong before there was any text, such as a file that is not there. */
  readonly problems?: readonly Problem[];
}

/**
 * Reads and resolves a setup from the texts that say it.
 *
 * @throws {SetupError} with everything that is wrong with any of them, each with its place and a way out.
 */
export function readSetup(texts: SetupTexts): Resolution {
  const { setups = [], properties = {}, overrides = [], problems = [] } = texts;
  const configs = CONFIGURED.flatMap((section) => {
    const source = properties[section];
    if (source === undefined) return [];
    const read = readPropertiesText(source, section);
    // Kafka refuses a topic with a key that it does not know; all others pass it over.
    return [section === 'topic' ? { ...read, notes: [] } : { ...read, ...readAsKafkaDoes(read.entries) }];
  });
  const reads = [...setups.map(readSetupText), ...configs];
  const overriding = readOverrides(overrides);
  return resolveSetup({
    entries: reads.flatMap(({ entries }) => entries),
    sections: reads.flatMap(({ sections }) => sections),
    problems: [...problems, ...reads.flatMap((read) => read.problems), ...overriding.problems],
    overrides: overriding.entries,
    notes: configs.flatMap(({ notes }) => notes),
    scopeName: texts.scope,
  });
}
