import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, test } from 'vitest';
import type { Setup } from '../../model/setup.ts';
import type { Hazard } from '../../properties/hazards/hazard.ts';
import { HAZARDS } from '../../properties/hazards/hazards.ts';
import { type SetupDraft, setupInput } from '../../setups/input.ts';
import { type Resolution, resolveSetup, setupOf } from '../../setups/resolve/resolve.ts';
import { protocolLacks } from '../counterexamples/mended.ts';
import { candidatesFor, inWorldOf, lastCandidatesFor, withScopeOf } from './remedy-candidates.ts';

const resolved = (draft: SetupDraft) => resolveSetup(setupInput(draft));

const allFor = (resolution: Resolution, known: readonly string[]) => [
  ...candidatesFor(resolution, known),
  ...lastCandidatesFor(resolution, known),
];

const textsOf = (draft: SetupDraft, known: readonly string[] = []) =>
  allFor(resolved(draft), known).map(({ text }) => text);

/** The issues that a hazard was published as, by their numbers alone. */
const knownOf = ({ setup, sources }: Hazard): string[] =>
  protocolLacks(setupOf(setup))
    .flatMap(({ steps }) => steps.flatMap(({ known }) => known))
    .filter((issue) => sources.some((source) => source.startsWith(issue)));

/** Whose name a transactional id has is nobody's remedy. */
const withoutNames = (setup: Setup): Setup => ({
  ...setup,
  producer: { ...setup.producer, 'transactional.id': setup.producer['transactional.id'] === null ? null : 'any' },
});

/** Up to 2.5 a coordinator of transactions has a fault that the machine lacks, so that a later version than the control's is offered. */
const UNTIL_2_6 = 'the fix is offered with 2.6, for the sake of KAFKA-9777';

/** Controls that are no change of the checklist, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  A02: 'acks=1 is what it takes; acks=all, which is offered, has it',
  A15: 'that offsets expire is a fault: how long a group may be down is no setting of the language',
  A16: 'that retention overtakes a group is a fault: how long a record is kept is no setting of the language',
  B02: 'KIP-279 is enough and is offered; the control has what came later, too',
  B10: UNTIL_2_6,
  B11: UNTIL_2_6,
  B15: UNTIL_2_6,
  B16: UNTIL_2_6,
  B20: UNTIL_2_6,
  B21: 'open: no version of Kafka has it',
  B48: 'open: where the application keeps its offsets is what it is built on',
  B51: 'that retention overtakes a producer is a fault: how long a record is kept is no setting of the language',
};

describe('V6: the control of every hazard is among the remedies that are tried', () => {
  test.each(HAZARDS.map((hazard) => [hazard.id, hazard] as const))('V6: %s', (id, hazard) => {
    const candidates = allFor(resolved(hazard.setup), knownOf(hazard));
    const control = withoutNames(setupOf(hazard.control));
    const isOffered = candidates.some(
      ({ setup }) =>
        // What only clients had wrong is mended by clients of the version that the control has as a whole.
        setup.clients === control.kafka || isDeepStrictEqual(withoutNames(setup), control),
    );
    expect(isOffered).toBe(OTHERWISE[id] === undefined);
  });
});

describe('V6: a change is one that this version of Kafka accepts', () => {
  const power: SetupDraft = {
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2, 'min.insync.replicas': 2 },
    faults: { 'broker.power-loss': 1 },
  };

  it('V6: eligible leader replicas are offered where they can be switched on, before that the first version that has them', () => {
    const elr = 'eligible.leader.replicas.version=1 (KIP-966)';
    const upgrade = 'kafka: "4.1" (KIP-966)';
    expect(textsOf({ ...power, kafka: '3.9' }, ['KIP-966'])).toContain(upgrade);
    expect(textsOf({ ...power, kafka: '3.9' }, ['KIP-966'])).not.toContain(elr);
    expect(textsOf({ ...power, kafka: '4.0' }, ['KIP-966'])).toContain(elr);
  });

  it('V6: of the versions that mend an issue the first is offered', () => {
    const late: SetupDraft = { producer: { 'transactional.id': 'orders' }, faults: { 'connection.lost': 1 } };
    expect(textsOf({ ...late, kafka: '3.9' }, ['KIP-890'])).toContain('kafka: "4.0" (KIP-890)');
    expect(textsOf({ ...power, kafka: '3.9' }, ['KIP-966'])).toContain('kafka: "4.1" (KIP-966)');
  });

  it('V6: a version that has another fault which the setup could meet is passed over', () => {
    const hanging: SetupDraft = { producer: { 'transactional.id': 'orders' }, faults: { 'consumer.crash': 1 } };
    const offered = textsOf({ ...hanging, kafka: '2.4', application: { shape: 'transform' } }, ['KIP-447']);
    expect(offered).toContain('kafka: "2.6" (KIP-447)');
    expect(offered).not.toContain('kafka: "2.5" (KIP-447)');
  });

  it('V6: clients that keep what the brokers mend from being used need not be as new as those', () => {
    const late: SetupDraft = { producer: { 'transactional.id': 'orders' }, faults: { 'connection.lost': 1 } };
    const offered = textsOf({ ...late, kafka: '4.2', clients: '3.9' }, ['KAFKA-19446']);
    expect(offered).toContain('clients: "4.0" (KAFKA-19446)');
    expect(offered).not.toContain('clients: "4.2" (KAFKA-19446)');
    expect(textsOf({ ...late, kafka: '4.1', clients: '3.9' }, ['KAFKA-19446'])).toContain(
      'kafka: "4.2" and clients: "4.0" (KAFKA-19446)',
    );
  });

  it('V6: that a record is given up whose send has failed is offered last of all', () => {
    const texts = textsOf({ application: { 'on.send.failure': 'resend' }, faults: { 'producer.crash': 1 } });
    const transactions = 'write in transactions (transactional.id), and read with isolation.level=read_committed';
    expect(texts).toContain(transactions);
    expect(texts.at(-1)).toBe('do not send again after a failed send (on.send.failure: drop)');
  });

  it.each(['0.11', '2.3', '3.6'])('V6: nothing that came later is offered on %s', (kafka) => {
    const texts = textsOf({ kafka, application: { shape: 'transform' } });
    expect(texts).not.toContainEqual(expect.stringContaining('transaction.version'));
    if (kafka === '3.6') return;
    expect(texts).not.toContainEqual(expect.stringContaining('KIP-848'));
    expect(texts).not.toContainEqual(expect.stringContaining('transaction.partition.verification'));
    expect(texts).not.toContainEqual(expect.stringContaining('CooperativeStickyAssignor'));
  });

  it('what else Kafka asks for comes with it: an idempotent producer retries, and has few requests in flight', () => {
    const producer = { acks: 1, retries: 0, 'max.in.flight.requests.per.connection': 9 } as const;
    const candidates = candidatesFor(resolved({ kafka: '3.9', producer }), []);
    const idempotent = candidates.find(({ text }) => text.startsWith('enable.idempotence'));
    expect(idempotent?.setup.producer).toMatchObject({
      acks: 'all',
      'enable.idempotence': true,
      retries: 2_147_483_647,
      'max.in.flight.requests.per.connection': 5,
    });
  });

  it('what the user left out follows the change, as it does in the user’s files', () => {
    const [acks] = candidatesFor(resolved({ producer: { acks: 1 } }), []);
    expect(acks.text).toBe('acks=all');
    expect(acks.setup.producer['enable.idempotence']).toBe(true);
  });

  it('each makes a setup that is a setup file and means itself', () => {
    for (const { setup } of allFor(resolved({ ...power, kafka: '3.9', producer: { acks: 0 } }), ['KIP-966'])) {
      expect(setupOf(setup)).toEqual(setup);
    }
  });

  it('what is on already is no change', () => {
    expect(textsOf({ application: { 'idempotency.key': true } })).not.toContain('an idempotency key on the effect');
  });
});

describe('more replicas, and what they have on disk', () => {
  const aboutBrokers = (draft: SetupDraft): string[] =>
    textsOf({ cluster: { brokers: 3 }, ...draft }).filter((text) => /replica|unclean|flush/.test(text));

  it('close nothing where no broker fails: followers may always have fetched', () => {
    expect(aboutBrokers({ faults: { rebalance: 1, 'response.lost': 1, 'consumer.crash': 1 } })).toEqual([]);
  });

  it.each(['broker.crash', 'broker.stall', 'broker.disk-loss'])(
    'are tried with %s, and writes on disk are not',
    (fault) => {
      const tried = aboutBrokers({ faults: { [fault]: 1 } });
      expect(tried).toContain('replication.factor=3 and min.insync.replicas=2, with acks=all');
      expect(tried.filter((text) => text.includes('flush'))).toEqual([]);
    },
  );

  it('are tried where a leader moves, or a follower is slow', () => {
    const topic = { 'replication.factor': 2 };
    expect(aboutBrokers({ topic, faults: { 'leader.moved': 1 }, scope: { lags: 0 } })).toContain(
      'min.insync.replicas=2 (both replicas then have to be up)',
    );
    expect(aboutBrokers({ topic, faults: {}, scope: { lags: 1 } })).toContain(
      'min.insync.replicas=2 (both replicas then have to be up)',
    );
  });

  it('are on disk before anything is answered where power may fail', () => {
    expect(aboutBrokers({ faults: { 'broker.power-loss': 1 } })).toEqual(expect.arrayContaining(['flush.messages=1']));
  });

  it('are on disk of the topic alone where that will do, before every topic of the brokers is', () => {
    const tried = aboutBrokers({ faults: { 'broker.power-loss': 1 } });
    expect(tried.filter((text) => text.includes('flush'))).toEqual([
      'flush.messages=1',
      'log.flush.interval.messages=1 (for Kafka’s internal topics as well)',
    ]);
  });

  it('are on disk of all that are in sync where acks=1 asks one alone', () => {
    expect(aboutBrokers({ producer: { acks: 1 }, faults: { 'broker.power-loss': 1 } })).toContain(
      'acks=all and flush.messages=1',
    );
  });
});

describe('V6: a bug of a client library', () => {
  it('V6: is mended by its fixed version, and where it is open by another library', () => {
    expect(textsOf({ client: { keepsSequencesOverMetadataLoss: false } })).toContain(
      'a library version with the fix: librdkafka ≥ 1.9.0',
    );
    expect(textsOf({ client: { seeksBackOnCacheExpiry: false } })).toContain(
      'another client library (open in confluent-kafka-javascript, #528)',
    );
  });

  it('and several at once by Kafka’s own client', () => {
    const client = { keepsSequencesOverMetadataLoss: false, dropsBatchOnRebalance: false };
    expect(textsOf({ client })).toContain('Apache Kafka’s Java client');
  });
});

describe('a change in the small world of a counterexample', () => {
  const resolution = resolved({ cluster: { brokers: 3 }, topic: { 'replication.factor': 1 } });
  const before = resolution.setup;
  const small = setupOf({
    cluster: { brokers: 1 },
    faults: { 'consumer.crash': 1 },
    scope: { records: 1, members: 1, lags: 0 },
  });
  const candidates = candidatesFor(resolution, []);
  const changed = (text: string) =>
    candidates.find((candidate) => candidate.text.startsWith(text)) ?? expect.fail(text);

  it('is tried where there are fewer brokers, and fewer replicas of internal topics', () => {
    const earliest = changed('auto.offset.reset=earliest');
    expect(earliest.setup.broker['offsets.topic.replication.factor']).toBe(3);
    expect(inWorldOf(small, earliest, before)).toEqual({
      ...small,
      consumer: { ...small.consumer, 'auto.offset.reset': 'earliest' },
    });
  });

  it('has no sense there where it is about replicas, and is tried on its own brokers with as little else', () => {
    const replicated = changed('replication.factor=3');
    expect(inWorldOf(small, replicated, before)).toBeNull();
    expect(withScopeOf(small, replicated)).toEqual({
      ...replicated.setup,
      faults: small.faults,
      scope: small.scope,
    });
  });

  it('has no sense there either where it is about more replicas of an internal topic than there are brokers', () => {
    const one = resolved({ cluster: { brokers: 3 }, broker: { 'offsets.topic.replication.factor': 1 } }).setup;
    const three = { setup: resolved({ cluster: { brokers: 3 } }).setup };
    expect(inWorldOf(small, three, one)).toBeNull();
  });
});
