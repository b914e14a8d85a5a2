import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve.ts';
import { caveatsOf } from './caveats.ts';
import { KNOWN_FAULTS, lacksOf } from './known-faults.ts';

const caveats = (draft: SetupDraft): readonly string[] => caveatsOf(setupOf(draft));

/** The issues that the caveats name, or what they say where a fault has none. */
const issues = (draft: SetupDraft): readonly string[] =>
  caveats(draft).map((text) => /KAFKA-\d+/.exec(text)?.[0] ?? 'takes back');

const late: SetupDraft = {
  producer: { 'transactional.id': 'orders' },
  faults: { 'connection.lost': 1 },
  scope: { records: 2 },
};

describe('a marker that arrives late', () => {
  it.each([
    ['3.9', '3.9', true],
    ['4.0', '4.0', true],
    ['4.1', '4.1', true],
    ['4.2', '4.2', false],
    ['4.3', '4.3', false],
    ['4.3', '3.9', true],
  ])('is named for brokers of %s and clients of %s: %s', (kafka, clients, named) => {
    expect(issues({ ...late, kafka, clients })).toEqual(named ? ['KAFKA-19446'] : []);
  });

  it('is named for an upgraded cluster that keeps the transactions of version 1', () => {
    expect(issues({ ...late, kafka: '4.3', broker: { 'transaction.version': 1 } })).toEqual(['KAFKA-19446']);
  });

  it.each<readonly [string, SetupDraft]>([
    ['without transactions', { ...late, producer: {} }],
    ['where nothing can be late', { ...late, faults: { 'consumer.crash': 1 } }],
    ['where there is one transaction', { ...late, scope: { records: 1 } }],
  ])('is not named %s', (_, draft) => expect(issues({ ...draft, kafka: '4.1' })).toEqual([]));
});

describe('the offsets of a transaction that arrive late', () => {
  const transform: SetupDraft = {
    application: { shape: 'transform', commit: 'transaction' },
    faults: { 'connection.lost': 1 },
  };

  it.each([
    ['3.6', ['KAFKA-19446', 'KAFKA-15449', 'takes back']],
    ['3.9', ['KAFKA-19446', 'takes back']],
    ['4.1', ['KAFKA-19446']],
    ['4.3', []],
  ])('are named on %s: %j', (kafka, named) => expect(issues({ ...transform, kafka })).toEqual(named));
});

it('every known fault is one sentence that says where it is mended, or that it is open', () => {
  expect(KNOWN_FAULTS.filter(({ what }) => !/\((KAFKA-\d+; .+|.*version.*|open)\)$/.test(what))).toEqual([]);
});

it('what a setup could meet and the machine lacks is a field of its document, and nothing is none', () => {
  expect(lacksOf(setupOf({ ...late, kafka: '4.1' }))).toEqual({ lacks: ['KAFKA-19446'] });
  expect(lacksOf(setupOf({ ...late, kafka: '4.2' }))).toEqual({});
});

it('a release to come is said to be one', () => {
  const text = 'Kafka 4.5 is not released: it is taken as trunk has it';
  expect(caveats({ kafka: '4.5', faults: {} })).toEqual([text]);
  expect(caveats({ kafka: '4.4', clients: '4.5', faults: {} })).toEqual([text]);
  expect(caveats({ kafka: '4.4', faults: {} })).toEqual([]);
});
