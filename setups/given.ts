import { assignorMeant } from './assignors.ts';
import { type IgnoredKey, otherKeys, whyIgnored } from './ignored.ts';
import type { SetupEntry, SetupInput } from './input.ts';
import { deliveryKeys, isSection, type KeyOf, kindOf, type Section, SECTIONS, type Value } from './keys.ts';
import { type Kind, listed } from './kinds.ts';
import { nearest } from './nearest.ts';
import { type Place, type Problem, placeText } from './place.ts';

interface Read {
  readonly value: unknown;
  readonly entry: SetupEntry;
}

/** What a setup says about the keys that bear on delivery, after every entry was checked by itself. */
export class Given {
  readonly problems: Problem[] = [];
  readonly notes: string[] = [];
  readonly #read = new Map<string, Read>();
  readonly #ignored = new Map<string, IgnoredKey & { readonly at: Place }>();
  readonly #sections = new Set<string>();
  readonly #doubtful = new Set<Section>();
  #unknown = 0;

  /** Reads one entry: keeps it, lists it as ignored, or reports what is wrong with it. */
  add(entry: SetupEntry): void {
    const { section, key, value, place } = entry;
    if (!isSection(section)) {
      this.open(section, place);
      return;
    }
    this.#sections.add(section);
    const kind = kindOf(section, key);
    const id = idOf(section, key);
    if (kind !== undefined) {
      const read = kind.parse(value);
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
    const why = whyIgnored(section, key);
    if (why === undefined) {
      this.#unknown += 1;
      this.#fail(section, unknownKey(entry, section, this.#unknown <= SUGGESTIONS_MAX));
    } else this.#ignored.set(id, { section, key, place: placeText(place), why, at: place });
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

  /** Where a key was given; where an ignored one was. */
  place(section: Section, key: string): Place | undefined {
    const id = idOf(section, key);
    return this.#read.get(id)?.entry.place ?? this.#ignored.get(id)?.at;
  }

  /** Forgets a key: something of higher rank has decided it. */
  drop<S extends Section>(section: S, key: KeyOf<S>): void {
    this.#read.delete(idOf(section, key));
  }

  /** Takes a key off the list of those without effect, and says whether it was on it. */
  heed(section: Section, key: string): boolean {
    return this.#ignored.delete(idOf(section, key));
  }

  get ignored(): readonly IgnoredKey[] {
    return [...this.#ignored.values()].map(({ section, key, place, why }) => ({ section, key, place, why }));
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
    this.notes.push(text);
  }
}

/** Checks every entry of the input by itself; what its keys say together is the business of the resolvers. */
export function readInput(input: SetupInput): Given {
  const given = new Given();
  given.problems.push(...(input.problems ?? []));
  for (const { name, place } of input.sections ?? []) given.open(name, place);
  for (const entry of input.entries) given.add(entry);
  return given;
}

const idOf = (section: string, key: string): string => `${section}\n${key}`;

/** How a key is named in a message: its section first, unless it stands at the top. */
const named = (section: string, key: string): string => (section === '' ? key : `${section}.${key}`);

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'empty';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  return JSON.stringify(value);
};

function wrongValue(entry: SetupEntry, kind: Kind<unknown>): Problem {
  const { section, key, value, place } = entry;
  const meant = key === 'partition.assignment.strategy' ? assignorMeant(value) : undefined;
  const near = meant ?? (typeof value === 'string' ? nearest(value.trim(), kind.spellings) : undefined);
  return {
    place,
    reason: `${named(section, key)} cannot be ${shown(value)}`,
    wayOut: `it takes ${kind.allowed}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  };
}

/** Unknown keys that are compared with all others, which takes its time; nobody mends more of them at once. */
const SUGGESTIONS_MAX = 100;

function unknownKey(entry: SetupEntry, section: Section, suggests: boolean): Problem {
  const { key, value, place } = entry;
  const reason = section === '' ? `there is no key "${key}" at the top of a setup` : `${section} has no key "${key}"`;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const inner = Object.keys(value)[0] ?? 'key';
    return { place, reason, wayOut: `write a dotted key in one piece, as in "${key}.${inner}: ..."` };
  }
  const here = section === '' ? [...deliveryKeys(''), ...SECTIONS] : [...deliveryKeys(section), ...otherKeys(section)];
  const homes = SECTIONS.filter((other) => other !== section && knows(other, key) && other !== 'downstream');
  if (homes.length > 0) return { place, reason, wayOut: `"${key}" belongs to ${listed(homes)}` };
  const near = suggests ? nearest(key, here) : undefined;
  if (near === undefined) return { place, reason, wayOut: keysOf(section) };
  const kind = kindOf(section, near);
  return { place, reason, wayOut: `did you mean "${near}"?${kind === undefined ? '' : ` It takes ${kind.allowed}`}` };
}

const keysOf = (section: Section): string => {
  if (section === '') {
    const single = deliveryKeys('').filter((key) => !isSection(key));
    return `it has ${single.join(', ')} and the sections ${SECTIONS.join(', ')}`;
  }
  const others = [...otherKeys(section)].length > 0 ? `; Kafka's other ${section} keys are accepted too` : '';
  return `its keys are ${deliveryKeys(section).join(', ')}${others}`;
};

const knows = (section: Section, key: string): boolean =>
  kindOf(section, key) !== undefined || whyIgnored(section, key) !== undefined;

function unknownSection(name: string, place: Place): Problem {
  const near = nearest(name, [...SECTIONS, 'kafka']);
  return {
    place,
    reason: `there is no section "${name}"`,
    wayOut: near === undefined ? `the sections are ${SECTIONS.join(', ')}` : `did you mean "${near}"?`,
  };
}

const example = (section: string): string =>
  `${section}: { ${isSection(section) ? deliveryKeys(section)[0] : ''}: ... }`;
