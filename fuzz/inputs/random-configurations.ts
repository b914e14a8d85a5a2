import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { inertKeys } from '../../setups/ignored.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { deliveryKeys, entryOf, type Section, SECTIONS } from '../../setups/keys.ts';
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

const lineOf = (section: Section): fc.Arbitrary<Line> => {
  const known = deliveryKeys(section);
  const names = [...known, ...known, ...(inertKeys(section)?.keys ?? []), 'no.such.key', 'acks', 'group.id'];
  return fc.constantFrom(...names).chain((key) =>
    fc.record({
      section: fc.constant(section),
      key: fc.constant(key),
      value: fc.constantFrom(...(entryOf(section, key)?.kind.spellings ?? []), ...STRANGE_VALUES),
    }),
  );
};

const anySection = fc.constantFrom(...SECTIONS);

/** A setup of any keys: most are refused, and those that are not say what nobody had in mind. */
const anyKeys = fc.array(anySection.chain(lineOf), { maxLength: 8 }).map((lines): SetupDraft => {
  const draft: Record<string, Record<string, string>> = {};
  for (const { section, key, value } of lines) (draft[section] ??= {})[key] = value;
  return draft;
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

const PREFIXES = ['', '', '', 'producer.', 'consumer.', 'producer.override.', 'source.consumer.', 'spring.kafka.'];

/** A file of Kafka's, of one component or of several in one. */
export const randomPropertiesTexts: fc.Arbitrary<string> = fc
  .array(
    fc.record({
      prefix: fc.constantFrom(...PREFIXES),
      line: fc.constantFrom<Section>('producer', 'consumer', 'topic', 'broker').chain(lineOf),
      sign: fc.constantFrom('=', '=', ' = ', ':', ' '),
    }),
    { maxLength: 12 },
  )
  .map((lines) => lines.map(({ prefix, line, sign }) => `${prefix}${line.key}${sign}${line.value}\n`).join(''))
  .chain((text) => fc.oneof(fc.constant(text), mutatedText(text)));
