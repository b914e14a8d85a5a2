import { CLIENT } from '../../model/client.ts';
import { FAULTS } from '../../model/faults/fault-kinds.ts';
import { PROTOCOL } from '../../model/protocol.ts';
import type { ClientSwitch, History, ProtocolSwitch } from '../../model/switches/switch.ts';
import { ofCatalogue } from './catalogue-entries.ts';
import type { Explanation } from './explanation.ts';
import { ofLibrary, ofLibraryKey, ofMadeKey } from './library-keys.ts';
import { type Change, changesOf } from '../../properties/hazards/changes.ts';
import type { Hazard } from '../../properties/hazards/hazard.ts';
import { GUARANTEES } from '../../properties/guarantees.ts';
import { HAZARDS } from '../../properties/hazards/hazards.ts';
import { LIBRARY_NAMES } from '../../setups/clients/libraries.ts';
import { defaultWords } from '../../setups/default-words.ts';
import { foreignOwner } from '../../setups/foreign-keys.ts';
import { otherKeys, whyIgnored } from '../../setups/ignored/ignored.ts';
import { InputError } from '../../setups/input-error.ts';
import type { DefaultedKey, Key } from '../../setups/key.ts';
import { deliveryKeys, entryOf, isSection, type Section, SECTIONS } from '../../setups/keys.ts';
import { nearest } from '../../setups/nearest.ts';
import type { Preset } from '../../setups/presets/preset.ts';
import { PRESET_NAMES, PRESETS, type PresetName } from '../../setups/presets/presets.ts';
import { RELEASES } from '../../setups/release.ts';
import { resolvedLeaves, standsFor, valueWord } from '../../setups/stands-for.ts';
import { faultOf } from '../../setups/standing-faults.ts';

/**
 * Everything that a word means: a key with its section or without, which may be several; a section; a key that has no effect
 * here; a client library, a preset, a guarantee or a hazard by its name; a key as another library or a framework spells it.
 *
 * @throws {InputError} where it means nothing, with what is nearest.
 */
export function explanationsOf(word: string): Explanation[] {
  const keys: readonly Section[] = ['', ...SECTIONS];
  const delivery = keys.flatMap((section) => {
    const entry = entryOf(section, keyWithin(section, word));
    return entry === undefined || !isMeant(section, word) ? [] : [ofKey(section, keyWithin(section, word), entry)];
  });
  const library = LIBRARY_NAMES.find((name) => name === word);
  const section = isSection(word) && word !== '' ? [ofSection(word)] : [];
  const preset = PRESET_NAMES.find((name) => name === word);
  const named = [
    ...(library === undefined ? [] : [ofLibrary(library)]),
    ...(preset === undefined ? [] : [ofPreset(preset)]),
  ];
  const found = [...delivery, ...section, ...named];
  if (found.length > 0) return found;
  const others = SECTIONS.flatMap((section) => {
    const key = keyWithin(section, word);
    const why = isMeant(section, word) ? whyIgnored(section, key) : undefined;
    return why === undefined || (section === 'downstream' && keyWithin(section, word) === word)
      ? []
      : [ofOther(section, key, why)];
  });
  const owner = foreignOwner(word);
  if (others.length > 0 && owner === undefined) return others;
  const spelt = ofLibraryKey(word);
  if (spelt.length > 0) return owner === undefined ? spelt : [...spelt, ofForeign(word, owner)];
  const made = ofMadeKey(word);
  if (made.length > 0) return made;
  if (owner !== undefined) return [ofForeign(word, owner)];
  const entries = ofCatalogue(word);
  if (entries.length > 0) return entries;
  const near = nearest(word, everyName());
  throw new InputError(
    word,
    'no key, client library, preset, guarantee or hazard has this name',
    near === undefined
      ? 'docs/keys.md lists all keys; name one of them, such as producer.acks'
      : `did you mean ${near}?`,
  );
}

/** `acks` of `producer.acks` in the section of producers. */
const keyWithin = (section: Section, word: string): string =>
  section !== '' && word.startsWith(`${section}.`) && !isWhole(section, word) ? word.slice(section.length + 1) : word;

/** `broker.id` of brokers, `client.id` of producers and consumers: keys that begin with a section's name. */
const isWhole = (section: Section, word: string): boolean =>
  entryOf(section, word) !== undefined || whyIgnored(section, word) !== undefined;

/** Whether the word may mean a key of this section: `producer.acks` means none of consumers. */
const isMeant = (section: Section, word: string): boolean => {
  const [first] = word.split('.');
  return !isSection(first) || first === section || isWhole(section, word);
};

function ofKey(section: Section, key: string, entry: Key<unknown> | DefaultedKey<unknown>): Explanation {
  const name = section === '' ? key : `${section}.${key}`;
  const facts: [string, string][] = [['takes', entry.kind.allowed]];
  const byVersion = 'defaults' in entry ? entry.defaults : historyOf(name);
  if (byVersion !== undefined) facts.push(['default', defaultWords(byVersion)]);
  const others = byLibrary(name);
  if (others !== '') facts.push(['elsewhere', others]);
  if (section === 'protocol') facts.push(...ofProtocol(PROTOCOL[key as keyof typeof PROTOCOL]));
  if (section === 'client' && Object.hasOwn(CLIENT, key)) facts.push(...ofClient(CLIENT[key as keyof typeof CLIENT]));
  if (section === 'faults') {
    for (const { where, instead } of FAULTS[key as keyof typeof FAULTS].never) {
      facts.push(['never', `where ${where}: ${instead}`]);
    }
  }
  return { name, says: entry.about, facts, decides: hazardsOf(name), standsFor: [] };
}

/** What a key is in an empty setup of each release, where the table does not say; undefined where it is never set. */
function historyOf(name: string): History<unknown> | undefined {
  const values = RELEASES.map((kafka) => [kafka, resolvedLeaves({ kafka }).get(name)] as const);
  if (values.every(([, value]) => value === undefined)) return undefined;
  const [[, first], ...later] = values;
  const changes = later.filter(([, value], index) => value !== values[index][1]);
  return [[first], ...changes.map(([release, value]) => [value, release] as const)];
}

/** `kafkajs: 5; librdkafka: 2`: what it is by default with a library that has it otherwise than the Java client. */
function byLibrary(name: string): string {
  const java = resolvedLeaves({}).get(name);
  return LIBRARY_NAMES.flatMap((library) => {
    const value = resolvedLeaves({ client: { library } }).get(name);
    return value === java ? [] : [`${library}: ${valueWord(value)}`];
  }).join('; ');
}

const ofProtocol = ({ side, needs, otherwise, decided, sources }: ProtocolSwitch): [string, string][] => [
  ['side', needs === undefined ? side : `${side}, with ${needs}`],
  ['without', otherwise],
  ['sources', [...sources, decided].join('; ')],
];

const ofClient = ({ java, bugs, differs }: ClientSwitch): [string, string][] => [
  ['java', String(java)],
  ...(differs === undefined ? [] : [['differs', differs] as [string, string]]),
  ...bugs.flatMap(({ value, found, wrong, fix }): [string, string][] => [
    [String(value), `${found.map(({ library, versions }) => `${library} ${versions}`).join('; ')}: ${wrong}; ${fix}`],
  ]),
];

/** The hazards whose control differs in the key: what it decides, as every run of `hazards` finds it again. */
function hazardsOf(name: string): string[] {
  // Resolves every hazard and every control, which is worth doing once.
  changes ??= HAZARDS.map((hazard) => [hazard, changesOf(hazard)] as const);
  return changes.flatMap(([{ id, guarantee, title }, of]) =>
    of
      .filter(({ key }) => key === name)
      .map(
        ({ hazard, control }) => `${id}: ${guarantee} is violated with ${hazard}, and not with ${control}: ${title}`,
      ),
  );
}

let changes: readonly (readonly [Hazard, readonly Change[]])[] | undefined;

const ofSection = (section: Section): Explanation => ({
  name: section,
  says: 'a section of a setup; these of its keys bear on delivery',
  facts: deliveryKeys(section).map((key) => [key, entryOf(section, key)?.about ?? '']),
  decides: [],
  standsFor: [],
});

function ofPreset(name: PresetName): Explanation {
  const { means, source, taken = [], see }: Preset = PRESETS[name];
  return {
    name: `application.preset: ${name}`,
    says: means,
    facts: [
      ['source', source],
      ...taken.map((word): [string, string] => ['taken', word]),
      ['see', `kafka-trial hazards ${see.filter((id) => /^[A-Z]/.test(id)).join(' ')}`],
    ],
    decides: [],
    standsFor: standsFor({ application: { preset: name } }),
  };
}

function ofOther(section: Section, key: string, why: string): Explanation {
  const fault = faultOf(key);
  const facts: [string, string][] =
    fault === undefined ? [] : [[`faults.${fault}`, entryOf('faults', fault)?.about ?? '']];
  return { name: `${section}.${key}`, says: `accepted without effect: ${why}`, facts, decides: [], standsFor: [] };
}

const ofForeign = (key: string, owner: string): Explanation => ({
  name: key,
  says: `a key of ${owner}: in a file of Kafka’s Java clients it is passed over`,
  facts: [],
  decides: [],
  standsFor: [],
});

/** Every name that a misspelling may mean; those that bear on delivery first. */
function everyName(): string[] {
  const all = ['', ...SECTIONS] as const;
  const delivery = all.flatMap((section) => deliveryKeys(section).map((key) => [section, key] as const));
  return [
    ...delivery.map(([, key]) => key),
    ...delivery.flatMap(([section, key]) => (section === '' ? [] : [`${section}.${key}`])),
    ...LIBRARY_NAMES,
    ...PRESET_NAMES,
    ...GUARANTEES.map(({ id }) => id),
    ...SECTIONS.flatMap((section) => [...otherKeys(section)]),
  ];
}
