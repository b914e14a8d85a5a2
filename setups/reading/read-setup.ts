import { type Component, CONFIGURED } from '../components-of.ts';
import type { SetupEntry } from '../input.ts';
import { madeDefaults } from './made-defaults.ts';
import { type Problem, placeText } from '../place.ts';
import { ofFlow } from '../presets/mirror-flow.ts';
import { withoutOverridden, withoutUnprefixed } from '../presets/overridden.ts';
import type { PresetOfFile } from '../presets/framework-file.ts';
import { presetOfFile } from '../presets/preset-of-file.ts';
import { wrongGuarantee } from '../presets/streams-guarantee.ts';
import { type ReadAsKafka, readAsKafkaDoes } from './read-as-kafka-does.ts';
import { readComponent } from './read-component.ts';
import { readOverrides } from './read-overrides.ts';
import type { ReadEntries } from './read-entries.ts';
import { readSetupText } from './read-setup-text.ts';
import { DEFAULT_RELEASE, parseRelease, type Release } from '../release.ts';
import { type Resolution, resolveSetup } from '../resolve/resolve.ts';
import type { SourceText } from './source-text.ts';

/** All that is said about one setup. */
export interface SetupTexts {
  /** Setup files, YAML or JSON; a later one outranks an earlier one. */
  readonly setups?: readonly SourceText[];
  /** Kafka's own `.properties` files; they outrank the setup files. */
  readonly properties?: Readonly<Partial<Record<Component, SourceText>>>;
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
  const written = CONFIGURED.flatMap((section) => {
    const source = properties[section];
    return source === undefined ? [] : [{ section, read: readComponent(source, section) }];
  });
  const given = setups.map((text) => ({ ...readSetupText(text), notes: [] }));
  const overriding = readOverrides(overrides);
  const said = [...given.flatMap(({ entries }) => entries), ...overriding.entries];
  const ofApplication = said.filter(({ section }) => section === 'application');
  const clients = clientsIn([...written.flatMap(({ read }) => read.besides), ...said]);
  const named = presetOfFile(
    written.flatMap(({ read }) => read.entries),
    clients,
  );
  const found = saysLoop(ofApplication, named) ? undefined : named;
  const loop = found === undefined ? [] : [withoutSaid(loopOf(found, clients), ofApplication)];
  const configs = written.map(({ section, read }) =>
    // Kafka refuses a topic with a key that it does not know; all others pass it over.
    section === 'topic' ? read : withNotes(read, readAsComponentDoes(read.entries, found)),
  );
  const besides = { sections: [], problems: [], notes: [], entries: written.flatMap(({ read }) => read.besides) };
  const reads = [besides, ...given, ...configs, ...loop];
  const isOfProducerAlone =
    properties.producer !== undefined && properties.consumer === undefined && setups.length + loop.length === 0;
  return resolveSetup({
    entries: reads.flatMap(({ entries }) => entries),
    sections: reads.flatMap(({ sections }) => sections),
    problems: [...problems, ...reads.flatMap((read) => read.problems), ...overriding.problems],
    overrides: overriding.entries,
    notes: [...reads.flatMap(({ notes }) => notes), ...(isOfProducerAlone ? [CONSUMER_UNSAID] : [])],
    ...(found?.lacks === undefined ? {} : { lacks: found.lacks }),
    scopeName: texts.scope,
  });
}

/** What says whose loop it is, or what of it everything else goes by. */
const LOOPS: ReadonlySet<string> = new Set(['preset', 'shape', 'commit', 'offsets', 'subscription']);

/**
 * Whether a setup beside the files says what the loop is: one that has no more than what the loop of a framework's file does
 * otherwise, as when its handler fails, leaves it that loop.
 */
const saysLoop = (application: readonly SetupEntry[], named: PresetOfFile | undefined): boolean =>
  application.some(({ key }) => named?.unsaid !== undefined || LOOPS.has(key));

/** What the setup says itself comes before what the file of a framework says of its loop. */
function withoutSaid<T extends ReadEntries>(loop: T, application: readonly SetupEntry[]): T {
  const isSaid = ({ section, key }: SetupEntry): boolean =>
    section === 'application' && application.some((entry) => entry.key === key);
  return { ...loop, entries: loop.entries.filter((entry) => !isSaid(entry)) };
}

const withNotes = <T extends { readonly notes: readonly string[] }>(read: T, as: ReadAsKafka): T & ReadAsKafka => ({
  ...read,
  entries: as.entries,
  notes: [...read.notes, ...as.notes],
});

/** As Kafka takes a component's file, and the framework whose loop it is of. */
function readAsComponentDoes(given: readonly SetupEntry[], found: PresetOfFile | undefined): ReadAsKafka {
  const made = madeDefaults(given);
  const read = found === undefined ? readAsKafkaDoes(given) : readAsFrameworkDoes(given, found);
  return { entries: [...made.entries, ...read.entries], notes: [...made.notes, ...read.notes] };
}

function readAsFrameworkDoes(given: readonly SetupEntry[], { preset, entry, flow }: PresetOfFile): ReadAsKafka {
  const flowing = flow === undefined ? { entries: given, notes: [] } : ofFlow(given, flow, entry.place.file);
  const prefixed = withoutUnprefixed(flowing.entries, preset, entry.place.file);
  const read = readAsKafkaDoes(prefixed.entries);
  const { entries, notes } = withoutOverridden(read.entries, preset);
  return { entries, notes: [...flowing.notes, ...prefixed.notes, ...read.notes, ...notes] };
}

/** The loop of a framework whose file is among those of the components, as entries of a setup that says it. */
function loopOf(found: PresetOfFile, clients: Release): ReadEntries & { readonly notes: readonly string[] } {
  const { preset, entry, failing, besides = [], unsaid, notes: own = [] } = found;
  if (unsaid !== undefined) {
    return { entries: [], sections: [], problems: [{ place: entry.place, ...unsaid }], notes: [] };
  }
  const note = `${placeText(entry.place)}: ${entry.key} says whose loop it is: taken as application.preset: ${preset}`;
  const said: SetupEntry[] = [
    { section: 'application', key: 'preset', value: preset, place: entry.place, written: entry.key },
  ];
  const notes = [note];
  if (failing !== undefined) {
    const { key, place } = failing.entry;
    said.push({ section: 'application', key: 'on.processing.failure', value: failing.value, place, written: key });
    notes.push(
      `${placeText(place)}: ${key} says what becomes of a record that fails: taken as application.on.processing.failure: ${failing.value}`,
    );
  }
  for (const { section = 'application', key, value, entry: by } of besides) {
    said.push({ section, key, value, place: by.place, written: by.key });
    notes.push(`${placeText(by.place)}: and as ${section}.${key}: ${value}`);
  }
  const wrong = entry.key.endsWith('processing.guarantee') ? wrongGuarantee(entry, clients) : undefined;
  return { entries: said, sections: [], problems: wrong === undefined ? [] : [wrong], notes: [...notes, ...own] };
}

/** The clients' version that the entries of a setup say, or the one that is taken where they say none. */
function clientsIn(entries: readonly SetupEntry[]): Release {
  const texts = ['clients', 'kafka'].map((name) =>
    entries.findLast(({ section, key }) => section === '' && key === name),
  );
  const text = texts.find((entry) => entry !== undefined)?.value ?? DEFAULT_RELEASE;
  return (typeof text === 'string' ? parseRelease(text) : undefined) ?? parseRelease(DEFAULT_RELEASE) ?? [];
}

/** Half of a verdict on a producer's file is about a consumer that its user did not show. */
const CONSUMER_UNSAID =
  'nothing is said of the consumer: it is judged with its defaults, auto.offset.reset=latest and enable.auto.commit=true; --consumer.config takes its file';
