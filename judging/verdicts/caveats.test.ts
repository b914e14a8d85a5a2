import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { caveatsOf } from './caveats.ts';
import { KNOWN_FAULTS, lacksOf } from './known-faults.ts';

const caveats = (draft: SetupDraft): readonly string[] => caveatsOf(setupOf(draft));

/** The issues that the caveats name. */
const issues = (draft: SetupDraft): readonly string[] =>
  caveats(draft).flatMap((text) => /KAFKA-\d+/.exec(text)?.[0] ?? []);

const moving: SetupDraft = {
  consumer: { 'partition.assignment.strategy': 'cooperative', 'enable.auto.commit': false },
  faults: { 'consumer.stall': 1 },
};

describe('a partition of a cooperative group that is claimed twice', () => {
  it.each([
    ['2.7', '2.7', ['KAFKA-13081']],
    ['2.8.0', '2.8.0', ['KAFKA-13081']],
    ['2.8.1', '2.8.1', []],
    ['3.9', '2.7', ['KAFKA-13081']],
    ['2.7', '3.9', []],
  ])('is named for brokers of %s and clients of %s: %j', (kafka, clients, named) => {
    expect(issues({ ...moving, kafka, clients })).toEqual(named);
  });

  it.each<readonly [string, SetupDraft]>([
    ['in an eager group', { ...moving, consumer: {} }],
    ['where there is one member', { ...moving, scope: { members: 1 } }],
    ['where nobody changes', { ...moving, faults: { 'request.lost': 1 } }],
  ])('is not named %s', (_, draft) => expect(issues({ ...draft, kafka: '2.8.0' })).toEqual([]));
});

describe('what other clients do, and the machine does not', () => {
  const named = (draft: object) => lacksOf(setupOf(draft)).lacks ?? [];
  const transform = { application: { shape: 'transform' }, faults: { rebalance: 1 }, scope: { members: 2 } };
  const inTransactions = { ...transform, application: { shape: 'transform', commit: 'transaction' } };

  it('is named for a transaction whose client rejoins amid it, unless its offsets say whose they are', () => {
    expect(named({ ...inTransactions, client: 'aiokafka' })).toEqual(['rebalances amid a transaction']);
    expect(named({ ...inTransactions, client: 'franz-go' })).toEqual([]);
    expect(named({ ...inTransactions, client: 'kafkajs' })).toEqual([]);
    expect(named({ ...inTransactions, client: 'aiokafka', scope: { members: 1 } })).toEqual([]);
    expect(named({ ...transform, client: 'aiokafka' })).toEqual([]);
  });

  it('is named for a transaction that waits for none of its sends', () => {
    const waits = (processing: string) =>
      named({ client: 'kafkajs', application: { shape: 'transform', commit: 'transaction', processing } });
    expect([waits('async'), waits('sync')]).toEqual([['sends beside commit()'], []]);
  });

  it('is named where a new producer id overtakes a retry', () => {
    const lost = (idempotent: boolean) =>
      named({ client: 'platformatic', producer: { idempotent }, faults: { 'request.lost': 1 } });
    expect([lost(true), lost(false)]).toEqual([['new producer ids beside a retry'], []]);
  });
});

describe('a commitSync() without arguments while positions are compared with a new leader’s log', () => {
  const moved: SetupDraft = {
    kafka: '4.1',
    consumer: { 'enable.auto.commit': false },
    application: { commit: 'after-processing' },
    faults: { 'leader.moved': 1, rebalance: 1 },
  };
  const named = (draft: SetupDraft) => lacksOf(setupOf(draft)).lacks ?? [];
  const name = 'commitSync() without arguments';

  it('is named where a rebalance or an orderly close comes then', () => {
    expect(named(moved)).toContain(name);
    expect(named({ ...moved, faults: { 'broker.shutdown': 1, 'consumer.close': 1 } })).toContain(name);
  });

  it.each<readonly [string, SetupDraft]>([
    ['where nobody else becomes the leader', { ...moved, faults: { rebalance: 1 } }],
    ['where no partition is given up', { ...moved, faults: { 'leader.moved': 1 } }],
    ['where a crash does the same', { ...moved, faults: { ...moved.faults, 'consumer.crash': 1 } }],
    ['where offsets are named', { ...moved, application: { ...moved.application, 'commit.every': 'record' } }],
    ['before KIP-320', { ...moved, clients: '2.2' }],
    ['where the client commits by itself', { ...moved, consumer: { 'enable.auto.commit': true } }],
    ['of another library', { ...moved, client: { library: 'kafkajs' } }],
  ])('is not named %s', (_, draft) => expect(named(draft)).not.toContain(name));
});

describe('a transaction whose coordinator misses that its markers are written', () => {
  const transactional: SetupDraft = { producer: { 'transactional.id': 'orders' }, faults: {} };

  it.each([
    ['2.5', '3.9', ['KAFKA-9777']],
    ['2.6', '2.5', []],
  ])('is named for brokers of %s and clients of %s: %j', (kafka, clients, named) => {
    expect(issues({ ...transactional, kafka, clients })).toEqual(named);
  });

  it('is not named without transactions', () => expect(issues({ kafka: '2.5', faults: {} })).toEqual([]));
});

/** RecordAccumulator.awaitFlushCompletion. */
describe('a flush() that does not wait for the parts of a batch', () => {
  const refused: SetupDraft = {
    application: { preset: 'streams-at-least-once' },
    faults: { 'request.refused': 1 },
  };
  const named = (draft: SetupDraft) => lacksOf(setupOf(draft)).lacks ?? [];

  it.each([
    ['3.8', ['KAFKA-19479']],
    ['3.9.1', ['KAFKA-19479']],
    ['4.1.0', ['KAFKA-19479']],
    ['3.9.2', []],
    ['4.1', []],
    ['4.2', []],
  ])('is named for clients of %s: %j', (clients, faults) => {
    expect(named({ ...refused, kafka: '4.3', clients })).toEqual(faults);
  });

  it.each<readonly [string, SetupDraft]>([
    ['where nothing is refused', { ...refused, faults: { 'consumer.crash': 1 } }],
    ['in a transaction', { ...refused, application: { preset: 'streams-exactly-once-v2' } }],
    ['where sends are waited for one by one', { ...refused, application: { shape: 'consume' } }],
  ])('is not named %s', (_, draft) => expect(named({ ...draft, kafka: '3.8' })).not.toContain('KAFKA-19479'));
});

it('every known fault is one sentence that says where it is mended, or that it is open', () => {
  expect(KNOWN_FAULTS.filter(({ what }) => !/\((KAFKA-\d+; .+|.*version.*|open)\)$/.test(what))).toEqual([]);
});

it('what a setup could meet and the machine lacks is a field of its document, and nothing is none', () => {
  expect(lacksOf(setupOf({ ...moving, kafka: '2.8.0' }))).toEqual({ lacks: ['KAFKA-13081'] });
  expect(lacksOf(setupOf({ ...moving, kafka: '2.8.1' }))).toEqual({});
});

it('a release to come is said to be one', () => {
  const text = 'Kafka 4.5 is not released: it is taken as trunk has it';
  expect(caveats({ kafka: '4.5', faults: {} })).toEqual([text]);
  expect(caveats({ kafka: '4.4', clients: '4.5', faults: {} })).toEqual([text]);
  expect(caveats({ kafka: '4.4', faults: {} })).toEqual([]);
});

it('a power failure that is not tried with every length of a log says so', () => {
  const bounds = (draft: SetupDraft) =>
    caveats({ kafka: '4.4', ...draft }).filter((text) => text.includes('power failure'));
  const failing: SetupDraft = { producer: { 'transactional.id': 'x' }, faults: { 'broker.power-loss': 1 } };
  expect(bounds(failing)).toEqual([
    'a power failure is tried with fewer than 16 records left of a log, and a log can be longer',
  ]);
  expect(bounds({ ...failing, topic: { 'flush.messages': 1 } })).toEqual([]);
  expect(bounds({ ...failing, producer: {} })).toEqual([]);
});
