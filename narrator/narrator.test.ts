import { describe, expect, test } from 'vitest';
import type { SetupDraft } from '../setups/input.ts';
import { setupOf } from '../setups/resolve/resolve.ts';
import { FAULT_KINDS, type FaultKind } from '../model/faults/fault-kinds.ts';
import { guaranteeOf } from '../properties/guarantee.ts';
import { clusterTrial } from '../properties/trial.ts';
import { walkRun } from '../explorers/walk.ts';
import { narrate, picture, summarise } from './narrator.ts';

/** Enough that every kind of fault, and most of their pairs, happen in a few runs. */
/** All faults but those that a setup cannot have. */
const faultsBut = (...never: readonly FaultKind[]) =>
  Object.fromEntries(FAULT_KINDS.map((kind) => [kind, never.includes(kind) ? 0 : 2]));
const faults = faultsBut();
const inTransforms = faultsBut('producer.crash', 'producer.stall', 'records.deleted');

const earliest = { 'enable.auto.commit': false, 'auto.offset.reset': 'earliest' };
const replicas = { partitions: 2, 'replication.factor': 3, 'min.insync.replicas': 2 };
const transform = { shape: 'transform', commit: 'transaction' };
const committed = { ...earliest, 'isolation.level': 'read_committed' };

const oneBroker = { cluster: { brokers: 1 }, consumer: earliest, faults: faultsBut('leader.moved') };

const SETUPS: Readonly<Record<string, SetupDraft>> = {
  'at least once': { consumer: earliest, topic: replicas, faults, application: { commit: 'after-processing' } },
  'two groups, no idempotence': {
    consumer: earliest,
    producer: { 'enable.idempotence': false, acks: 1 },
    faults,
    scope: { groups: 2, members: 2, records: 3 },
    application: { commit: 'before-processing', 'on.send.failure': 'resend' },
  },
  'asynchronous, auto-commit, latest': {
    faults: faultsBut('response.lost', 'request.refused'),
    application: { processing: 'async' },
    producer: { acks: 0 },
  },
  'KIP-848': { faults, topic: replicas, consumer: { ...earliest, 'group.protocol': 'consumer' } },
  cooperative: {
    faults,
    topic: { partitions: 2 },
    consumer: { ...earliest, 'partition.assignment.strategy': 'cooperative' },
    application: { 'on.revoke': 'commit' },
  },
  'unclean elections, Kafka 0.11': {
    kafka: '0.11',
    topic: replicas,
    broker: { 'unclean.leader.election.enable': true },
    consumer: earliest,
    faults,
  },
  'transactional producer': { faults, consumer: committed, producer: { 'transactional.id': 'writer' } },
  transform: { faults: inTransforms, topic: replicas, consumer: committed, application: transform },
  'transform, transaction.version 1, two groups': {
    kafka: '3.9',
    faults: inTransforms,
    topic: { partitions: 2 },
    consumer: committed,
    application: { ...transform, effect: 'external' },
    scope: { groups: 2, members: 2 },
  },
  "other clients' producers, without transactions": {
    ...oneBroker,
    client: {
      keepsSequencesOverMetadataLoss: false,
      numbersBufferedRecords: false,
      burnsIndefiniteSequences: false,
      mutesPartitionOnRetry: false,
      sendsOverOneConnection: false,
    },
    scope: { records: 3 },
  },
  "other clients' producers, with transactions": {
    ...oneBroker,
    consumer: committed,
    producer: { 'transactional.id': 'writer' },
    client: { abortsOnOutOfOrder: false, failsTransactionOnTimeout: false, ignoresEmptyAborts: false },
    topic: { ...replicas, partitions: 1, 'replication.factor': 2 },
    cluster: { brokers: 2 },
    faults,
    scope: { records: 3 },
  },
  "other clients' consumers, which keep what they should forget": {
    ...oneBroker,
    topic: { partitions: 2 },
    client: { lateOffsetStore: 'kept', dropsBatchOnRebalance: false, flushesQueueOnRebalance: false },
  },
  "other clients' consumers, which commit what they should not": {
    ...oneBroker,
    topic: { partitions: 2 },
    client: {
      lateOffsetStore: 'committed',
      forgetsRevokedPartitions: false,
      commitsInOrder: false,
      commitsNextOffset: false,
      seeksBackOnCacheExpiry: false,
    },
  },
  "other clients' automatic commits": {
    ...oneBroker,
    consumer: { ...earliest, 'enable.auto.commit': true },
    client: { autoCommitsPreviousPoll: false, numbersSendsAtomically: false },
  },
  'other clients in a cooperative group': {
    ...oneBroker,
    topic: { partitions: 2 },
    consumer: { ...earliest, 'partition.assignment.strategy': 'cooperative' },
    client: { keepsAssignmentOnIllegalGeneration: false, lateOffsetStore: 'kept' },
  },
  'other clients with KIP-848': {
    ...oneBroker,
    consumer: { ...earliest, 'group.protocol': 'consumer' },
    client: { retriesOffsetFetch: false, forgetsRevokedPartitions: false },
  },
};

const runs = 30;

/** Neither empty nor with a hole where a name or a number should stand; a full stop is for whoever prints it. */
const isClear = (words: string): boolean =>
  /\S/.test(words) && !/undefined|null|NaN|\[object|(?<![a-z])-1\b|\.$/.test(words);

describe.each(Object.entries(SETUPS))('%s', (_name, draft) => {
  const trial = clusterTrial(setupOf(draft));
  const { properties, world } = trial;
  const told = Array.from({ length: runs }, (_, run) => [
    ...walkRun(trial, 'narrator', run, { stepsMax: 80, faultWeight: 1 }),
  ]);

  test('every action is told, in words that leave nothing open', () => {
    const wrong: string[] = [];
    for (const [run, steps] of told.entries()) {
      for (const [index, { actor, text, effects }] of narrate(world, steps).entries()) {
        const words = [actor, text, ...effects];
        const repeated = new Set(effects).size < effects.length;
        if (repeated || !words.every(isClear)) wrong.push(`run ${run}, step ${index + 1}: ${words.join(' → ')}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every violation is summed up in sentences, every state has a picture', () => {
    for (const steps of told) {
      const last = steps.at(-1)?.after ?? trial.machine.init;
      for (const property of properties) {
        const witness = property.violation(last);
        if (witness === null) continue;
        const { text, steps: named } = summarise(guaranteeOf(property.id), witness, { world, last, steps });
        expect(text).toMatch(/^(?:[A-Z]|r\d|topic-|input-|output-).*\.$/);
        expect(text).not.toMatch(/undefined|null|NaN|\[object|(?<![a-z])-1\b/);
        const inWords = [...text.matchAll(/steps? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, numbers]) =>
          numbers.match(/\d+/g),
        );
        expect(named.filter((step) => step < 1 || step > steps.length)).toEqual([]);
        expect(inWords.filter((step) => !named.includes(Number(step)))).toEqual([]);
      }
      expect(picture(world, last).join('\n')).not.toMatch(/undefined|null|NaN/);
    }
  });
});

test('a story is the same each time that it is told', () => {
  const tell = () => {
    const trial = clusterTrial(setupOf(SETUPS.transform));
    return narrate(trial.world, [...walkRun(trial, 'twice', 1)]);
  };
  expect(tell()).toEqual(tell());
});

test('a guarantee that nobody knows is summed up by its cause', () => {
  const { machine, world } = clusterTrial(setupOf({}));
  const story = { world, last: machine.init, steps: [] };
  expect(summarise('something-else', { cause: 'it went wrong' }, story)).toEqual({ text: 'It went wrong.', steps: [] });
});

test('a picture shows leaders, logs and committed offsets', () => {
  const { machine, world } = clusterTrial(
    setupOf({ cluster: { brokers: 1 }, consumer: committed, application: transform, scope: { records: 1 } }),
  );
  expect(picture(world, machine.init)).toEqual([
    'input-0: broker 0 leads (leader epoch 0), ISR 0',
    '  broker 0  r0 |',
    '  group 0   has committed nothing',
    'output-0: broker 0 leads (leader epoch 0), ISR 0',
    '  broker 0           |',
    '  downstream reader  reads on at offset 0',
    '| high watermark (HW)',
  ]);
});
