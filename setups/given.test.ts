import { describe, expect, it } from 'vitest';
import { type SetupEntry, setupInput } from './input.ts';
import type { Section } from './keys.ts';
import { SetupError } from './place.ts';
import { resolveSetup, setupOf } from './resolve/resolve.ts';

const entry = (key: string, value: unknown, file: string, line: number): SetupEntry => ({
  section: 'producer',
  key,
  value,
  place: { file, line },
});

/** What stands there where Kafka does not take anything. */
const VALUES: Readonly<Record<string, unknown>> = { 'segment.bytes': 1_048_576, 'cleanup.policy': 'compact,delete' };

describe('a key that does not bear on delivery', () => {
  it.each<[Section, string, string]>([
    ['producer', 'bootstrap.servers', 'does not bear on delivery'],
    ['producer', 'key.serializer', 'does not bear on delivery'],
    ['producer', 'ssl.keystore.location', 'does not bear on delivery'],
    ['producer', 'sasl.jaas.config', 'does not bear on delivery'],
    ['producer', 'linger.ms', 'a time-out; in the model it runs out only for what a fault has made late'],
    ['producer', 'schema.registry.url', 'does not bear on delivery'],
    ['consumer', 'group.id', 'does not bear on delivery'],
    ['consumer', 'group.instance.id', 'left out of the model'],
    [
      'consumer',
      'session.timeout.ms',
      'in the model it may be over at any moment: the fault consumer.stall stands for it',
    ],
    ['topic', 'cleanup.policy', 'left out of the model'],
    ['topic', 'segment.bytes', 'does not bear on delivery'],
    ['broker', 'listener.name.internal.ssl.keystore.location', 'does not bear on delivery'],
    ['broker', 'controller.quorum.voters', 'does not bear on delivery'],
    ['broker', 'share.coordinator.state.topic.min.isr', 'does not bear on delivery'],
    ['broker', 'group.initial.rebalance.delay.ms', 'does not bear on delivery'],
  ])('is accepted in %s: %s', (section, key, why) => {
    const { ignored } = resolveSetup(
      setupInput({ [section]: { [key]: VALUES[key] ?? (key.endsWith('.ms') ? 30_000 : 'anything') } }, 'setup.yaml'),
    );
    expect(ignored).toEqual([{ section, key, place: 'setup.yaml', why }]);
  });

  it('is listed once, where it stands last', () => {
    expect(
      resolveSetup({ entries: [entry('linger.ms', 5, 'a', 1), entry('linger.ms', 5, 'a', 7)] }).ignored.map(
        ({ place }) => place,
      ),
    ).toEqual(['a:7']);
  });
});

describe('an error', () => {
  it.each<[Record<string, Record<string, unknown>>, string]>([
    [{ producer: { ackz: 'all' } }, 'producer has no key "ackz"; did you mean "acks"? It takes all, -1, 1 or 0'],
    [
      { application: { commit: 'manual' } },
      'application.commit cannot be "manual"; it takes before-processing, after-processing, auto or transaction; did you mean "after-processing"?',
    ],
    [
      { application: { effect: 'database' } },
      'application.effect cannot be "database"; it takes kafka or external; did you mean "external"?',
    ],
    [{ application: { 'ack-mode': 'RECORD' } }, 'application has no key "ack-mode"; did you mean "preset"?'],
    [{ producer: { 'liner.ms': 5 } }, 'producer has no key "liner.ms"; did you mean "linger.ms"?'],
    [{ producer: { acks: 'al' } }, 'producer.acks cannot be "al"; it takes all, -1, 1 or 0; did you mean "all"?'],
    [{ producer: { acks: 2 } }, 'producer.acks cannot be 2; it takes all, -1, 1 or 0'],
    [{ producer: { acks: null } }, 'producer.acks cannot be empty; it takes all, -1, 1 or 0'],
    [{ producer: { retries: -1 } }, 'producer.retries cannot be -1; it takes a whole number from 0 to 2147483647'],
    [{ consumer: { acks: 'all' } }, 'consumer has no key "acks"; "acks" belongs to producer'],
    [{ producer: { 'group.id': 'a' } }, 'producer has no key "group.id"; "group.id" belongs to consumer'],
    [
      { consumer: { 'min.insync.replicas': 2 } },
      'consumer has no key "min.insync.replicas"; "min.insync.replicas" belongs to topic or broker',
    ],
    [
      { consumer: { 'isolation.level': 'readcommitted' } },
      'consumer.isolation.level cannot be "readcommitted"; ' +
        'it takes read_uncommitted or read_committed; did you mean "read_committed"?',
    ],
    [
      { consumer: { 'auto.offset.reset': 'earlyest' } },
      'consumer.auto.offset.reset cannot be "earlyest"; ' +
        'it takes earliest, latest, none or by_duration:<ISO 8601 duration>; did you mean "earliest"?',
    ],
    [{ cluster: { nodes: 3 } }, 'cluster has no key "nodes"; its keys are brokers'],
    [
      { consumer: { nonsense: 3 } },
      'consumer has no key "nonsense"; its keys are isolation.level, enable.auto.commit, enable.auto.offset.store, auto.offset.reset, ' +
        "max.poll.records, group.protocol, partition.assignment.strategy; Kafka's other consumer keys are accepted too",
    ],
    [
      { topic: { replication: { factor: 3 } } },
      'topic has no key "replication"; write a dotted key in one piece, as in "replication.factor: ..."',
    ],
    [
      { faults: { 'consumer.stal': 1 } },
      'faults has no key "consumer.stal"; did you mean "consumer.stall"? It takes a whole number from 0 to 9',
    ],
    [{ produser: { acks: 'all' } }, 'there is no section "produser"; did you mean "producer"?'],
    [{ scope: { records: 9 } }, 'scope.records cannot be 9; it takes a whole number from 1 to 8'],
    [{ scope: { producers: 4 } }, 'scope.producers cannot be 4; it takes a whole number from 1 to 3'],
    [{ scope: { groups: 0 } }, 'scope.groups cannot be 0; it takes a whole number from 1 to 3'],
    [{ scope: { attempts: 6 } }, 'scope.attempts cannot be 6; it takes a whole number from 1 to 5'],
    [{ topic: { partitions: 5 } }, 'topic.partitions cannot be 5; it takes a whole number from 1 to 4'],
    [{ cluster: { brokers: 0 } }, 'cluster.brokers cannot be 0; it takes a whole number from 1 to 7'],
  ])('in %j says what is wrong and what to do', (draft, text) => {
    expect(() => setupOf(draft, 'setup.yaml')).toThrow(`setup.yaml: ${text}`);
  });

  it('tells what the top of a setup has', () => {
    const entries = [{ section: '', key: 'zzzzzz', value: 1, place: { file: 'a.yaml', line: 1 } }];
    expect(() => resolveSetup({ entries })).toThrow(
      'a.yaml:1: there is no key "zzzzzz" at the top of a setup; it has kafka, clients and the sections cluster, ',
    );
  });

  it('tells of everything at once, by file and line', () => {
    const entries = [
      entry('retries', 'many', 'a.yaml', 9),
      entry('acks', 5, 'b.yaml', 1),
      entry('ackz', 1, 'a.yaml', 3),
    ];
    const error: unknown = (() => {
      try {
        return resolveSetup({ entries });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(SetupError);
    expect(String(error)).toBe(
      'SetupError: a.yaml:3: producer has no key "ackz"; did you mean "acks"? It takes all, -1, 1 or 0\n' +
        'a.yaml:9: producer.retries cannot be "many"; it takes a whole number from 0 to 2147483647\n' +
        'b.yaml:1: producer.acks cannot be 5; it takes all, -1, 1 or 0',
    );
  });
});

describe('a later entry', () => {
  it('replaces an earlier one', () => {
    const entries = [entry('retries', 1, 'a', 1), entry('retries', 2, 'a', 2)];
    expect(resolveSetup({ entries }).setup.producer.retries).toBe(2);
    const overrides = [entry('retries', 3, 'command line', 1)];
    expect(resolveSetup({ entries, overrides }).setup.producer.retries).toBe(3);
  });
});
