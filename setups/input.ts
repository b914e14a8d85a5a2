import type { Problem, Place } from './place.ts';
import type { KeyOf, Section, SECTIONS, Value } from './keys.ts';

/** One `key: value` of a setup and where it stands. */
export interface SetupEntry {
  /** The section, or the empty string for what stands at the top of a setup file, such as `kafka`. */
  readonly section: string;
  readonly key: string;
  /** A scalar or a list, as YAML, JSON or .properties give it. */
  readonly value: unknown;
  readonly place: Place;
  /** The key of the file that says it, where that is another one. */
  readonly written?: string;
  /** Taken as Kafka takes its own files: a key that is not the section's is passed over, with a word. */
  readonly lenient?: boolean;
}

/** Everything that is known about a setup before it is resolved. */
export interface SetupInput {
  /** In the order of their rank: a later entry replaces an earlier one of the same section and key. */
  readonly entries: readonly SetupEntry[];
  /** Sections that were opened, with or without keys: an empty `faults:` means that there are none. */
  readonly sections?: readonly { readonly name: string; readonly place: Place }[];
  /** A named scope from the command line; it outranks the numbers of the files. */
  readonly scopeName?: string;
  /** Entries from the command line; they outrank everything. */
  readonly overrides?: readonly SetupEntry[];
  /** What was already found wrong while reading. */
  readonly problems?: readonly Problem[];
  /** What the user should know of how the files were read. */
  readonly notes?: readonly string[];
  /** Keys of the files by which a framework does what the machine lacks. */
  readonly lacks?: readonly string[];
}

/**
 * A setup as its file spells it, with anything left out; a resolved setup is one as well.
 *
 * Editors offer the keys that bear on delivery with the values that they take. What else a file may say is taken too:
 * Kafka's other keys, and values as YAML and `.properties` have them (`acks: 1`, `'true'`). Whether it means anything is
 * found out when it is resolved.
 */
export type SetupDraft = {
  /** The version of Kafka whose defaults and protocol apply, such as `"4.1"`. */
  readonly kafka?: string;
  /** The version of its clients, where that is another one. */
  readonly clients?: string;
} & { readonly [S in (typeof SECTIONS)[number]]?: SectionDraft<S> };

type SectionDraft<S extends Section> = { readonly [K in KeyOf<S>]?: Value<S, K> } | Readonly<Record<string, unknown>>;

/**
 * The input that says what `draft` says: for setups that are written in code, and for a resolved setup, which resolves to
 * itself.
 *
 * @param source what error messages name as the place, such as `"hazard A07"`.
 */
export function setupInput(draft: SetupDraft, source = 'setup'): SetupInput {
  const place: Place = { file: source };
  const entries: SetupEntry[] = [];
  const sections: { name: string; place: Place }[] = [];
  for (const [name, content] of Object.entries(draft)) {
    if (content === undefined) continue;
    if (typeof content !== 'object' || content === null) {
      entries.push({ section: '', key: name, value: content, place });
      continue;
    }
    sections.push({ name, place });
    for (const [key, value] of Object.entries(content)) {
      if (value !== undefined) entries.push({ section: name, key, value, place });
    }
  }
  return { entries, sections };
}
