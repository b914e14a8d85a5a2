import { clientKindOf } from './ignored/ignored-client-values.ts';
import type { ClientLibrary } from './clients/client-library.ts';
import { isLibraryName, LIBRARIES } from './clients/libraries.ts';
import { spelled, unfolded } from './clients/spelling.ts';
import { foreignOwner } from './foreign-keys.ts';
import { example, unknownKey, unknownSection, whyPassedOver, wrongValue } from './given-problems.ts';
import { type IgnoredKey, inertKeys, whyIgnored } from './ignored/ignored.ts';
import { serverKindOf } from './ignored/ignored-server-values.ts';
import type { SetupEntry, SetupInput } from './input.ts';
import { presetNamed } from './presets/presets.ts';
import { PassedOver, TakenKeys } from './passed-over.ts';
import { isSection, type KeyOf, kindOf, type Section, type Value } from './keys.ts';
import type { Kind } from './kinds.ts';
import { type Place, type Problem, placeText } from './place.ts';
import { isPlaceholder } from './placeholder.ts';

/** Unknown keys that are compared with all others, which takes its time; nobody mends more of them at once. */
const SUGGESTIONS_MAX = 100;

interface Read {
  readonly value: unknown;
  readonly entry: SetupEntry;
}

/** What a setup says about the keys that bear on delivery, after every entry was checked by itself. */
export class Given {
  readonly problems: Problem[] = [];
  readonly #library: ClientLibrary | undefined;
  readonly #notes: string[] = [];
  readonly #read = new Map<string, Read>();
  readonly #ignored = new Map<string, IgnoredKey & { readonly at: Place; readonly value: unknown }>();
  readonly #sections = new Set<string>();
  readonly #doubtful = new Set<Section>();
  readonly #passed = new PassedOver();
  /** What of Kafka's own files was taken, and where: one file may be of several components. */
  readonly #taken = new TakenKeys();
  #unknown = 0;

  /** @param library whose names the keys of producers and consumers may have, where it is not Apache Kafka's client. */
  constructor(library?: ClientLibrary) {
    this.#library = library;
  }

  /** Reads one entry: keeps it, lists it as ignored, or reports what is wrong with it. */
  add(written: SetupEntry): void {
    const inner = this.#library === undefined ? undefined : unfolded(written, this.#library.spellings);
    if (inner !== undefined) {
      for (const each of inner) this.add(each);
      return;
    }
    const entry = this.#library === undefined ? written : spelled(written, this.#library.spellings);
    if (entry === null) {
      const assumed = this.#library?.spellings.assumed?.[written.key];
      this.#list(written, `a key of ${this.#library?.title} ${assumed ?? 'that does not bear on delivery'}`);
      return;
    }
    const { section, key, value, place } = entry;
    if (!isSection(section)) {
      this.open(section, place);
      return;
    }
    this.#sections.add(section);
    const kind = kindOf(section, key);
    const id = idOf(section, key);
    if (kind !== undefined && !this.#isOfAnother(entry)) {
      const read = kind.parse(value);
      this.#taken.add(entry);
      if (read !== undefined) this.#read.set(id, { value: read, entry });
      else this.#fail(section, wrongValue(entry, kind));
      return;
    }
    if (section === '' && isSection(key)) {
      // A section without keys reads as null.
      if (value === null) this.open(key, place);
      else this.problem(place, `${key} is a section, not a value`, `write its keys under it, as in "${example(key)}"`);
      return;
    }
    const why = this.#isOfAnother(entry) || isForeign(entry, section) ? undefined : whyIgnored(section, key);
    if (why === undefined) {
      this.#unknown += 1;
      const suggests = this.#unknown <= SUGGESTIONS_MAX;
      if (entry.lenient !== true) this.#fail(section, unknownKey(entry, section, suggests, this.#library?.spellings));
      else this.#passed.add(entry, whyPassedOver(entry, section, suggests));
    } else {
      this.#list(entry, why);
      this.#checkListed(entry, section);
    }
  }

  /** Puts a key on the list of those without effect. */
  #list(entry: SetupEntry, why: string): void {
    const { section, key, value, place } = entry;
    this.#taken.add(entry);
    this.#ignored.set(idOf(section, key), { section, key, place: placeText(place), why, at: place, value });
  }

  #checkListed(entry: SetupEntry, section: Section): void {
    const { key, value } = entry;
    const kind = this.#valueKind(section, key);
    if (kind === undefined || value === null || isPlaceholder(value) || kind.parse(value) !== undefined) return;
    this.#fail(section, wrongValue(entry, kind));
  }

  /** What Kafka takes for a key that does not bear on delivery: with anything else a client or a broker does not start. */
  #valueKind(section: Section, key: string): Kind<unknown> | undefined {
    if (section === 'topic' || section === 'broker') return serverKindOf(section, key);
    const isClients = section === 'producer' || section === 'consumer';
    return isClients && this.#library === undefined ? clientKindOf(key) : undefined;
  }

  /** A key of librdkafka's in a file that clients of another library read. */
  #isOfAnother({ key, lenient }: SetupEntry): boolean {
    return lenient === true && this.#library?.storesOffsets !== true && key === 'enable.auto.offset.store';
  }

  /** Notes that a section was opened; an unknown one is reported once. */
  open(name: string, place: Place): void {
    if (this.#sections.has(name)) return;
    this.#sections.add(name);
    if (name === '' || !isSection(name)) this.problems.push(unknownSection(name, place));
  }

  hasSection(name: Section): boolean {
    return this.#sections.has(name);
  }

  /** The value of a key, or undefined when the setup leaves it out. */
  value<S extends Section, K extends KeyOf<S>>(section: S, key: K): Value<S, K> | undefined {
    // `add` put it there, read by the kind of this very key.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return this.#read.get(idOf(section, key))?.value as Value<S, K> | undefined;
  }

  /** The value of a key as it was written. */
  raw<S extends Section>(section: S, key: KeyOf<S>): unknown {
    return this.#read.get(idOf(section, key))?.entry.value;
  }

  /** The number that a key without effect was given, where it was given one. */
  ignoredNumber(section: 'producer' | 'consumer', key: string): number | undefined {
    const read = clientKindOf(key)?.parse(this.#ignored.get(idOf(section, key))?.value);
    return typeof read === 'number' ? read : undefined;
  }

  /** The text that a key without effect was given, where that is known before the program runs. */
  ignoredText(section: 'producer' | 'consumer' | 'broker' | 'topic', key: string): string | undefined {
    const value = this.#ignored.get(idOf(section, key))?.value;
    const isPlain = typeof value === 'boolean' || typeof value === 'number' || Array.isArray(value);
    const text = isPlain ? String(value) : value;
    return typeof text === 'string' && !isPlaceholder(text) ? text : undefined;
  }

  /** Where a key was given; where an ignored one was. */
  place(section: Section, key: string): Place | undefined {
    const id = idOf(section, key);
    return this.#read.get(id)?.entry.place ?? this.#ignored.get(id)?.at;
  }

  /**
   * Takes a value for granted that the setup leaves out, on the word of the entry's place.
   *
   * @returns whether it was left out.
   */
  suppose(entry: SetupEntry): boolean {
    const id = idOf(entry.section, entry.key);
    if (this.#read.has(id) || this.#ignored.has(id)) return false;
    this.add(entry);
    return true;
  }

  /** Forgets a key: something of higher rank has decided it. */
  drop<S extends Section>(section: S, key: KeyOf<S>): void {
    this.#read.delete(idOf(section, key));
  }

  /** Whether a key that begins so is on the list of those without effect. */
  hasIgnored(section: Section, prefix: string): boolean {
    return [...this.#ignored.keys()].some((id) => id.startsWith(idOf(section, prefix)));
  }

  /** Takes a key off the list of those without effect, and says whether it was on it. */
  heed(section: Section, key: string): boolean {
    return this.#ignored.delete(idOf(section, key));
  }

  get ignored(): readonly IgnoredKey[] {
    return [...this.#ignored.values()].map(({ section, key, place, why }) => ({ section, key, place, why }));
  }

  /** What Kafka, or this project, decided without being asked: first of the keys that Kafka passes over. */
  get notes(): readonly string[] {
    return [...this.#passed.findings(this.#taken), ...this.#notes];
  }

  problem(place: Place | undefined, reason: string, wayOut: string): void {
    this.problems.push({ place: place ?? { file: 'setup' }, reason, wayOut });
  }

  /**
   * Reports that keys of `about` break a rule together; not when one of those sections has a wrong key or value, because then
   * what it means is not known, and the rule may be broken by a default only.
   */
  refuse(about: readonly Section[], place: Place | undefined, reason: string, wayOut: string): void {
    if (![...about, '' as const].some((section) => this.#doubtful.has(section))) this.problem(place, reason, wayOut);
  }

  #fail(section: Section, problem: Problem): void {
    this.#doubtful.add(section);
    this.problems.push(problem);
  }

  note(text: string): void {
    this.#notes.push(text);
  }
}

/** Checks every entry of the input by itself; what its keys say together is the business of the resolvers. */
export function readInput(input: SetupInput): Given {
  const given = new Given(libraryIn(input));
  for (const problem of input.problems ?? []) given.problems.push(problem);
  for (const note of input.notes ?? []) given.note(note);
  for (const { name, place } of input.sections ?? []) given.open(name, place);
  for (const entry of input.entries) given.add(entry);
  return given;
}

/** The library that an input names, before anything of it is read: its keys are spelt as that has them. */
function libraryIn({ entries, overrides = [] }: SetupInput): ClientLibrary | undefined {
  const given = [...entries, ...overrides];
  const valueOf = (section: string, key: string): unknown =>
    given.findLast((entry) => entry.section === section && entry.key === key)?.value;
  const name =
    valueOf('client', 'library') ?? valueOf('', 'client') ?? presetNamed(valueOf('application', 'preset'))?.client;
  return isLibraryName(name) ? LIBRARIES[name] : undefined;
}

/** Whether a key in a file of Kafka's is another client's, which only looks like one of a family of Kafka's: `sasl.mechanisms`. */
const isForeign = ({ key, lenient }: SetupEntry, section: Section): boolean =>
  lenient === true && foreignOwner(key) === 'librdkafka' && inertKeys(section)?.keys.has(key) !== true;

const idOf = (section: string, key: string): string => `${section}\n${key}`;
