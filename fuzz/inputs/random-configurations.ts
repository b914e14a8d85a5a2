import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type { ClientLibrary } from '../../setups/clients/client-library.ts';
import { LIBRARIES } from '../../setups/clients/libraries.ts';
import { inertKeys } from '../../setups/ignored/ignored.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { deliveryKeys, entryOf, type Section, SECTIONS } from '../../setups/keys.ts';
import { namesIn } from '../../setups/names-in.ts';
import { randomSetups } from '../random-setups.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { mutatedText } from './mutated-text.ts';
import { mutatedValue } from './mutated-value.ts';

/** A key of a section, which is there mostly, with a value that it takes mostly. */
interface Line {
  readonly section: Section;
  readonly key: string;
  readonly value: string;
}

const STRANGE_VALUES: readonly string[] = [
  '',
  '0',
  '1',
  '2',
  '3',
  '-1',
  '99999999999999999999',
  'true',
  'false',
  'none',
  'ALL',
  '${env:X}',
  '$X',
  'a,b',
  '010',
  '1.5',
  'PT1H',
  'org.apache.kafka.clients.consumer.CooperativeStickyAssignor',
  'roundrobin',
  ...HOSTILE_TEXTS,
];

/** What client libraries call the keys of producers and consumers. */
const spelt = (section: Section): readonly string[] =>
  section !== 'producer' && section !== 'consumer'
    ? []
    : Object.values<ClientLibrary>(LIBRARIES).flatMap(({ spellings }) => Object.keys(spellings[section]));

const lineOf = (section: Section): fc.Arbitrary<Line> => {
  const known = deliveryKeys(section);
  const inert = inertKeys(section)?.keys ?? [];
  const names = [...known, ...known, ...inert, ...spelt(section), 'no.such.key', 'acks', 'group.id'];
  return fc.constantFrom(...names).chain((key) =>
    fc.record({
      section: fc.constant(section),
      key: fc.constant(key),
      value: fc.constantFrom(...(entryOf(section, key)?.kind.spellings ?? []), ...STRANGE_VALUES),
    }),
  );
};

const anySection = fc.constantFrom<Section>('', ...SECTIONS);

/** A setup of any keys: most are refused, and those that are not say what nobody had in mind. */
const anyKeys = fc.array(anySection.chain(lineOf), { maxLength: 8 }).map((lines): SetupDraft => {
  const sections = new Map<string, Record<string, string>>();
  for (const { section, key, value } of lines) sections.set(section, { ...sections.get(section), [key]: value });
  const { '': top, ...draft } = Object.fromEntries(sections);
  return { ...draft, ...top };
});

/** The text of a setup file: one that is right, one that says anything, and both after mutations of data and of text. */
export const randomSetupTexts: fc.Arbitrary<string> = fc.oneof(
  randomSetups().map((draft) => stringify(draft)),
  anyKeys.map((draft) => stringify(draft)),
  randomSetups()
    .chain(mutatedValue)
    .map((value) => stringify(value)),
  fc.oneof(randomSetups(), anyKeys).chain((draft) => mutatedText(stringify(draft))),
  randomSetups().chain((draft) => mutatedText(JSON.stringify(draft))),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const PREFIXES = [
  '',
  '',
  '',
  ...namesIn(`producer. consumer. producer.override. source.consumer. A->B.consumer. spring.kafka. spring.kafka.consumer.
    spring.kafka.properties. KAFKA_ SPRING_KAFKA_CONSUMER_`),
];

/** What says whose file it is. */
const FRAMEWORKS = namesIn(`
  application.id processing.guarantee spring.kafka.listener.ack-mode SPRING_KAFKA_LISTENER_ACK_MODE zookeeper.connect
  clusters connector.class sasl.mechanisms`);
const FRAMEWORK_VALUES = ['exactly_once_v2', 'RECORD', 'manual-immediate', 'a', ''];

const ofFramework: fc.Arbitrary<Line> = fc.record({
  section: fc.constant<Section>('consumer'),
  key: fc.constantFrom(...FRAMEWORKS),
  value: fc.constantFrom(...FRAMEWORK_VALUES),
});

/** A file of Kafka's, of one component or of several in one. */
export const randomPropertiesTexts: fc.Arbitrary<string> = fc
  .array(
    fc.record({
      prefix: fc.constantFrom(...PREFIXES),
      line: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom<Section>('producer', 'consumer', 'topic', 'broker').chain(lineOf) },
        { weight: 1, arbitrary: ofFramework },
      ),
      sign: fc.constantFrom('=', '=', ' = ', ':', ' '),
    }),
    { maxLength: 12 },
  )
  .map((lines) => lines.map(({ prefix, line, sign }) => `${prefix}${line.key}${sign}${line.value}\n`).join(''))
  .chain((text) => fc.oneof(fc.constant(text), mutatedText(text)));

/** The same as YAML, of Spring Boot or of anything. */
export const randomYamlTexts: fc.Arbitrary<string> = fc
  .oneof(
    anyKeys.map((draft) => stringify({ spring: { kafka: draft } })),
    anyKeys.map((draft) => stringify(draft)),
    fc.string({ unit: 'binary', maxLength: 200 }),
  )
  .chain((text) => fc.oneof(fc.constant(text), mutatedText(text)));
