import { assignorMeant } from './assignors.ts';
import { isLibraryName, LIBRARIES } from './clients/libraries.ts';
import { libraryMeant } from './clients/library-meant.ts';
import { spelled, type Spellings } from './clients/spelling.ts';
import { foreignOwner } from './foreign-keys.ts';
import { otherKeys, whyIgnored } from './ignored/ignored.ts';
import type { SetupEntry } from './input.ts';
import { deliveryKeys, isSection, kindOf, type Section, SECTIONS } from './keys.ts';
import { type Kind, listed } from './kinds.ts';
import { madeClientKey } from './made-clients.ts';
import { nearest } from './nearest.ts';
import type { Place, Problem } from './place.ts';
import { PRESET_NAMES } from './presets/presets.ts';
import { keyMeant, valueMeant } from './words-meant.ts';

/** How a key is named in a message: its section first, unless it stands at the top. */
const named = (section: string, key: string): string => (section === '' ? key : `${section}.${key}`);

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'empty';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  return JSON.stringify(value);
};

export function wrongValue(entry: SetupEntry, kind: Kind<unknown>): Problem {
  const { section, key, value, place } = entry;
  const meant = key === 'partition.assignment.strategy' ? assignorMeant(value) : undefined;
  const library = libraryMeant(section, key, value);
  if (library !== undefined) {
    return {
      place,
      reason: `${named(section, key)} cannot be ${shown(value)}`,
      wayOut: `it takes ${kind.allowed}; did you mean ${section === '' ? 'client: ' : ''}${library}?`,
    };
  }
  const near =
    meant ??
    (section === 'application' ? valueMeant(key, value) : undefined) ??
    (typeof value === 'string' ? nearest(value.trim(), kind.spellings) : undefined);
  return {
    place,
    reason: `${named(section, key)} cannot be ${shown(value)}`,
    wayOut: `it takes ${kind.allowed}${takenBy(entry, kind)}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  };
}

/** The client libraries that have a word for the value: `smallest`, `cooperative-sticky`. */
function takenBy(entry: SetupEntry, kind: Kind<unknown>): string {
  const names = Object.entries(LIBRARIES).flatMap(([name, { spellings }]) => {
    const read = spelled(entry, spellings);
    return read !== null && read.key === entry.key && kind.parse(read.value) !== undefined ? [name] : [];
  });
  return names.length === 0 ? '' : `; with client: ${names[0]} it may be that`;
}

/** A key that its section has not, in a setup of ours. */
export function unknownKey(entry: SetupEntry, section: Section, suggests: boolean, spellings?: Spellings): Problem {
  const { key, value, place } = entry;
  const reason = section === '' ? `there is no key "${key}" at the top of a setup` : `${section} has no key "${key}"`;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const inner = Object.keys(value)[0] ?? 'key';
    return { place, reason, wayOut: `write a dotted key in one piece, as in "${key}.${inner}: ..."` };
  }
  if ((section === '' || section === 'client') && isLibraryName(value)) {
    return { place, reason, wayOut: `a library is named at the top, as in client: ${value}` };
  }
  const homes = homesOf(section, key);
  if (homes.length > 0) return { place, reason, wayOut: `"${key}" belongs to ${listed(homes)}` };
  const speltAs = spellings === undefined ? undefined : keySpelt(section, key, spellings);
  if (speltAs !== undefined) return { place, reason, wayOut: `did you mean "${speltAs}"?` };
  const meant = section === 'application' ? keyMeant(key) : undefined;
  const near = meant ?? (suggests ? nearestKey(section, key) : undefined);
  if (near === undefined) return { place, reason, wayOut: keysOf(section) };
  const kind = kindOf(section, near);
  return { place, reason, wayOut: `did you mean "${near}"?${kind === undefined ? '' : ` It takes ${kind.allowed}`}` };
}

/** A library's key of which somebody leaves out the beginning, or that is written otherwise: `RequiredAcks` of Sarama. */
function keySpelt(section: Section, key: string, spellings: Spellings): string | undefined {
  if (section !== 'producer' && section !== 'consumer') return undefined;
  const word = key.toLowerCase();
  return Object.keys(spellings[section]).find(
    (name) => name.toLowerCase() === word || name.toLowerCase().endsWith(`.${word}`),
  );
}

/** Why Kafka passes a key of a file of its own over: what may have been meant by it, as a clause. */
export function whyPassedOver({ key, value }: SetupEntry, section: Section, suggests: boolean): string {
  const owner = foreignOwner(key);
  // Another client's key may look like one of a family of Kafka's, as sasl.mechanisms does.
  const homes = homesOf(section, key).filter((home) => owner === undefined || namesOf(home).has(key));
  if (homes.length > 0) return `it belongs to ${listed(homes)}`;
  const made = madeClientKey(key);
  if (made?.section !== undefined && made.section !== section && knows(made.section, made.key)) {
    return `it is for ${made.section}s that ${made.maker} makes`;
  }
  if (owner !== undefined) return `it is a key of ${owner}${setupHint(owner, key, value)}`;
  const near = suggests ? nearestKey(section, key) : undefined;
  return near === undefined ? 'it is no key of Kafka’s' : `did you mean ${near}?`;
}

/** What a setup says beside a file of another client, or instead of a key of a framework's that says how the loop commits. */
function setupHint(owner: string, key: string, value: unknown): string {
  if (owner.startsWith('librdkafka')) return ', whose clients a setup names with client: librdkafka';
  const family = { 'processing.guarantee': 'streams', 'spring.kafka.listener.ack-mode': 'spring' }[key];
  const name = `${family}-${String(value).toLowerCase().replaceAll('_', '-')}`;
  const known = PRESET_NAMES.find((preset) => preset === name);
  return known === undefined ? '' : `, for which a setup says application.preset: ${known}`;
}

/** The other sections that have the key. */
export const homesOf = (section: Section, key: string): readonly Section[] =>
  SECTIONS.filter((other) => other !== section && knows(other, key) && other !== 'downstream');

const nearestKey = (section: Section, key: string): string | undefined =>
  nearest(key, section === '' ? [...deliveryKeys(''), ...SECTIONS] : namesOf(section));

/** The keys of a section that are known by name, and not by a family alone. */
const namesOf = (section: Section): ReadonlySet<string> => new Set([...deliveryKeys(section), ...otherKeys(section)]);

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

/** What stands at the top of the files of frameworks, with whose they are. */
const OWN_SECTIONS: Readonly<Record<string, string | undefined>> = {
  spring: 'Spring Boot’s',
  quarkus: 'Quarkus’',
  micronaut: 'Micronaut’s',
  'mp.messaging': 'SmallRye’s',
  mp: 'SmallRye’s',
  config: 'a connector’s',
  services: 'Docker Compose’s',
};

export function unknownSection(name: string, place: Place): Problem {
  const owner = OWN_SECTIONS[name];
  if (owner !== undefined) {
    return {
      place,
      reason: `this is a file of ${owner}, not a setup`,
      wayOut:
        name === 'services'
          ? 'hand it over with --broker.config, or with --consumer.config where it has a client’s keys'
          : 'hand it over with --consumer.config, and with --producer.config where it has a producer',
    };
  }
  if (name.toLowerCase() === 'kafka') {
    const wayOut =
      'write kafka: "4.1"; a file of Micronaut’s, which has keys there, is handed over with --consumer.config';
    return { place, reason: 'kafka is a version, and no section', wayOut };
  }
  const near = nearest(name, [...SECTIONS, 'kafka']);
  return {
    place,
    reason: `there is no section "${name}"`,
    wayOut: near === undefined ? `the sections are ${SECTIONS.join(', ')}` : `did you mean "${near}"?`,
  };
}

export const example = (section: string): string =>
  `${section}: { ${isSection(section) ? deliveryKeys(section)[0] : ''}: ... }`;
