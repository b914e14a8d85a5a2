import * as fc from 'fast-check';
import type { Corpus } from './corpus.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import type { Input } from './input.ts';
import { mutatedText } from './mutated-text.ts';
import { mutatedValue } from './mutated-value.ts';
import { randomCampaigns } from './random-campaigns.ts';
import { randomPropertiesTexts, randomSetupTexts, randomYamlTexts } from './random-configurations.ts';

const CONFIGS = ['producer', 'consumer', 'topic', 'broker'] as const;

const OF_SETUPS: readonly (readonly string[])[] = [
  ['verify', 'setup.yaml', '--method', 'walk', '--runs', '2'],
  ['verify', 'setup.yaml', '--method', 'commands', '--runs', '2', '--quiet'],
  ['verify', 'setup.yaml', '--budget', '100ms', '--json', '--out', 'out'],
  ['verify', '--scope', 'tiny', 'setup.yaml'],
  ['explore', 'setup.yaml', '--json'],
  ['explore', 'setup.yaml', '--symmetry', '--plain'],
  ['replay', '--seed', 'fuzz:1', 'setup.yaml'],
];

const OF_DOCUMENTS: readonly (readonly string[])[] = [
  ['report', 'verdict.json', '--out', 'out'],
  ['report', 'verdict.json', '--json', '--require', 'exactly-once,ordered,proved'],
  ['replay', 'verdict.json'],
  ['replay', 'verdict.json', '--json'],
  ['replay', 'verdict.json', '--quiet', '--guarantee', 'no-duplicates'],
];

/** Command lines that are right, but for what they may find in the files. */
const LINES: readonly (readonly string[])[] = [
  ...OF_SETUPS,
  ...OF_DOCUMENTS,
  [],
  ['--help'],
  ['--version'],
  ['verify', '--help'],
  ['verify', '--producer.config', 'x.properties', '--consumer.config', 'x.properties', '--scope', 'tiny'],
  ['verify', 'setup.yaml', 'setup.yaml', '--memory', '64MB', '--workers', '1', '--no-symmetry', '--no-commuting'],
  ['replay', '--claim', '1-at-most-once', '--trial', '1', '--cause', 'lost'],
  ['explore', 'replication', '--replicas', '2', '--records', '1', '--variant', 'Kip320'],
  ['hazards', 'A14', '--markdown', '--runs', '5'],
  ['explain', 'acks'],
  ['explain', 'librdkafka', 'autoCommit', 'spring-batch', 'spring.kafka.consumer.group-id', '--json'],
  ['conform', '--history', 'history.jsonl', '--ww-deps', '--delivery', 'exactly-once', '--sub-via', 'assign'],
  ['broker', 'setup.yaml', '--port', '0', '--host', '127.0.0.1', '--topic', 'orders:2', '--topic', 'a'],
  ['broker', '--port', '0', '--steps', '--consumer.config', 'x.properties'],
  ['code', 'nothing.trial.ts', '--runs', '0', '--workers', '1', '--budget', '1s', '--require', 'at-least-once'],
  ['campaign', 'work', 'campaign.yaml', '--shard', '2/3', '--memory', '1GB', '--lost-after', '30s', '--retry'],
];

const WORDS: readonly string[] = [
  ...new Set(LINES.flat()),
  ...HOSTILE_TEXTS,
  '',
  '-',
  '--',
  '--no-such',
  '--seed=',
  '--runs=-1',
  '--require',
  '--topic.config',
  '-h',
  '0',
  '-1',
  '1e9',
  'NaN',
  '99999999999999999999',
  'nothing.yaml',
  'setup.yaml/x',
  'x'.repeat(5000),
];

/**
 * Inputs of every kind that the command line takes, right ones and mutated ones: setups, Kafka's own files, verdicts,
 * tokens, histories, campaigns with their results and corpora, words to be explained, trial files, and command lines.
 */
export const randomInputs = (corpus: Corpus): fc.Arbitrary<Input> =>
  fc.oneof(
    { weight: 3, arbitrary: ofFile('setup.yaml', randomSetupTexts, OF_SETUPS) },
    { weight: 2, arbitrary: properties() },
    { weight: 3, arbitrary: ofFile('verdict.json', documents(corpus), OF_DOCUMENTS) },
    { weight: 1, arbitrary: tokens(corpus) },
    { weight: 1, arbitrary: histories(corpus) },
    { weight: 2, arbitrary: lines(corpus) },
    { weight: 2, arbitrary: randomCampaigns(corpus) },
    { weight: 1, arbitrary: explained() },
    { weight: 1, arbitrary: trials() },
  );

const ofFile = (
  name: string,
  texts: fc.Arbitrary<string>,
  lines: readonly (readonly string[])[],
): fc.Arbitrary<Input> =>
  fc
    .record({ argv: fc.constantFrom(...lines), text: texts })
    .map(({ argv, text }) => ({ argv, files: { [name]: text } }));

const properties = (): fc.Arbitrary<Input> =>
  fc
    .record({
      sections: fc.subarray([...CONFIGS], { minLength: 1 }),
      texts: fc.array(
        fc.oneof(
          { weight: 4, arbitrary: randomPropertiesTexts.map((text) => ({ text, ends: '' })) },
          { weight: 1, arbitrary: randomYamlTexts.map((text) => ({ text, ends: '.yml' })) },
        ),
        { minLength: CONFIGS.length },
      ),
    })
    .map(({ sections, texts }) => {
      const files = sections.map((section, index) => ({ section, ...texts[index] }));
      const options = files.flatMap(({ section, ends }) => [`--${section}.config`, section + ends]);
      return {
        argv: ['verify', '--method', 'walk', '--runs', '1', ...options],
        files: Object.fromEntries(files.map(({ section, ends, text }) => [section + ends, text])),
      };
    });

const documents = ({ documents }: Corpus): fc.Arbitrary<string> =>
  fc
    .constantFrom(...documents)
    .chain((document) =>
      fc.oneof(
        { weight: 4, arbitrary: mutatedValue(document).map((value) => JSON.stringify(value) ?? '') },
        { weight: 1, arbitrary: mutatedText(JSON.stringify(document)) },
      ),
    );

const tokens = ({ tokens, setup }: Corpus): fc.Arbitrary<Input> =>
  fc
    .constantFrom(...tokens)
    .chain((token) => fc.oneof(fc.constant(token), mutatedText(token)))
    .map((token) => ({ argv: ['replay', '--seed', token, 'setup.yaml'], files: { 'setup.yaml': setup } }));

const histories = ({ history }: Corpus): fc.Arbitrary<Input> =>
  fc
    .oneof(
      mutatedText(history),
      mutatedValue(
        history
          .trimEnd()
          .split('\n')
          .map((line): unknown => JSON.parse(line)),
      ).map((value) => (Array.isArray(value) ? value.map((each) => `${JSON.stringify(each)}\n`).join('') : '')),
    )
    .map((text) => ({ argv: ['conform', '--history', 'history.jsonl', '--json'], files: { 'history.jsonl': text } }));

/** A word that means something, or nearly does. */
const explained = (): fc.Arbitrary<Input> =>
  fc
    .constantFrom('producer.acks', 'librdkafka', 'spring-batch', 'no-loss', 'A14', 'enable.auto.offset.store')
    .chain((word) => fc.oneof(mutatedText(word), fc.constantFrom(...HOSTILE_TEXTS)))
    .map((word) => ({ argv: ['explain', word], files: {} }));

const TRIAL = `import { tryCode } from 'kafka-trial/code';
export default tryCode({
  start: async () => {},
  topics: { orders: { partitions: 1 } },
  input: { topic: 'orders', records: 1, value: (id) => String(id) },
  effects: { './db.ts': ['insert'] },
  faults: { 'consumer.crash': 1 },
  require: 'at-least-once',
});
`;

/** Trial files, of which most cannot be loaded: what is tried is how they are read. */
const trials = (): fc.Arbitrary<Input> =>
  mutatedText(TRIAL).map((text) => ({
    argv: ['code', 'a.trial.ts', '--runs', '0', '--workers', '1'],
    files: { 'a.trial.ts': text },
  }));

function lines({ setup, documents: [document], history }: Corpus): fc.Arbitrary<Input> {
  const files: Input['files'] = {
    'setup.yaml': setup,
    'verdict.json': JSON.stringify(document),
    'history.jsonl': history,
    'x.properties': 'acks=1\n',
  };
  return fc
    .record({
      line: fc.constantFrom(...LINES),
      edits: fc.array(
        fc.record({ at: fc.nat(12), cut: fc.nat(1), words: fc.array(fc.constantFrom(...WORDS), { maxLength: 2 }) }),
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
    })
    .map(({ line, edits }) => {
      const argv = [...line];
      for (const { at, cut, words } of edits) argv.splice(at % (argv.length + 1), cut, ...words);
      const named = Object.entries(files).filter(([name]) => argv.includes(name));
      return { argv, files: Object.fromEntries(named) };
    });
}
