import { describe, expect, it } from 'vitest';
import { CLIENT, JAVA_CLIENT } from '../../model/client.ts';
import type { ClientSwitch } from '../../model/switches/switch.ts';
import { clientTitle } from '../clients/client-title.ts';
import { type ClientLibrary, gapsOf } from '../clients/client-library.ts';
import { LIBRARIES, type LibraryName } from '../clients/libraries.ts';
import { setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';
import { readPropertiesText } from '../reading/read-properties-text.ts';

const draft = (more: object) => ({ client: 'kafkajs', ...more }) as object;
const kafkajs = (more: object = {}) => setupOf(draft(more));
const of = (library: LibraryName, version?: string, more: object = {}) =>
  setupOf({ ...more, client: { library, ...(version === undefined ? {} : { version }) } });
const numbers = (version: string): number[] => version.split('.').map(Number);
const notes = (setup: object): string => resolveSetup(setupInput(setup)).notes.join('\n');

describe('a client library that is named', () => {
  it('has its own defaults', () => {
    const { producer, consumer } = kafkajs();
    expect(producer).toMatchObject({ acks: 'all', 'enable.idempotence': false, retries: 5 });
    expect(consumer['isolation.level']).toBe('read_committed');
  });

  it('sends one request at a time to a broker where it is idempotent', () => {
    const { producer } = kafkajs({ producer: { 'enable.idempotence': true } });
    expect(producer['max.in.flight.requests.per.connection']).toBe(1);
    expect(producer.retries).toBeGreaterThan(1_000);
  });

  it('does what it does otherwise than the Java client, unless the setup says so', () => {
    expect(kafkajs().client).toMatchObject({ library: 'kafkajs', keepsSequencesOverRetries: false });
    const mended = kafkajs({ client: { library: 'kafkajs', keepsSequencesOverRetries: true } });
    expect(mended.client).toMatchObject({ library: 'kafkajs', keepsSequencesOverRetries: true });
    expect(mended.protocol.transactionVersion).toBe(1);
  });

  it.each(Object.keys(LIBRARIES) as LibraryName[])(
    'is told with the verdict, and what is not known of it: %s',
    (name) => {
      const library: ClientLibrary = LIBRARIES[name];
      const { title, releases } = library;
      for (const told of [`the clients are ${title} ${releases.newest}`, ...gapsOf(library, numbers(releases.newest))])
        expect(notes({ client: name })).toContain(told);
      expect(clientTitle(of(name))).toBe(`${title} ${releases.newest}`);
    },
  );

  it.each(Object.keys(LIBRARIES) as LibraryName[])('resolves to itself: %s', (name) => {
    for (const version of Object.values(LIBRARIES[name].releases)) {
      const setup = of(name, version);
      expect(setupOf(setup)).toEqual(setup);
    }
  });

  it('is none where it is java', () => {
    expect(setupOf({ client: 'java' } as object)).toEqual(setupOf({}));
    expect(setupOf({}).client).toEqual(JAVA_CLIENT);
    expect(clientTitle(setupOf({ kafka: '3.9' }))).toBe('Apache Kafka’s Java client 3.9');
    expect(clientTitle(setupOf({ client: { commitsInOrder: false } }))).toContain('with commitsInOrder: false');
  });

  it('is refused what it does not have, with a way out', () => {
    const cooperative = { consumer: { 'partition.assignment.strategy': 'cooperative' } };
    expect(() => kafkajs(cooperative)).toThrow(
      'KafkaJS 2.2.4 does not have cooperative rebalances (KIP-429); set it to eager, or leave client out',
    );
    expect(() => kafkajs({ consumer: { 'group.protocol': 'consumer' } })).toThrow(
      'does not have group.protocol=consumer',
    );
    expect(() => kafkajs({ protocol: { transactionVersion: 2 } })).toThrow('transactions of version 2 (KIP-890)');
    expect(() => of('kafka-go', undefined, { producer: { 'transactional.id': 'a' } })).toThrow(
      'has neither idempotence',
    );
    expect(() => of('franz-go', undefined, { producer: { acks: '1' } })).toThrow('franz-go 1.21.5 refuses it');
  });

  it.each([
    [{ client: 'librdkafka@1.8.2' }, 'did you mean client: { library: librdkafka, version: "1.8.2" }?'],
    [{ client: 'Sarama v1.43' }, 'did you mean client: { library: sarama, version: "1.43" }?'],
    [{ client: 'kafka-clients:3.9.0' }, 'did you mean client: java, and clients: "3.9.0"?'],
    [{ client: { name: 'sarama' } }, 'a library is named at the top, as in client: sarama'],
    [{ library: 'kafkajs' }, 'a library is named at the top, as in client: kafkajs'],
    [{ client: 'sarama', producer: { RequiredAcks: 'WaitForAll' } }, 'did you mean "Producer.RequiredAcks"?'],
    [{ application: { preset: 'kafka-go' } }, 'did you mean "kafka-go-read-message" or "kafka-go-fetch-message"?'],
    [{ application: { preset: 'benthos' } }, 'did you mean "redpanda-connect"?'],
    [{ application: { preset: 'fs2' } }, 'did you mean "fs2-kafka"?'],
    [
      { application: { preset: 'kafka-streams' } },
      'did you mean "streams-at-least-once" or "streams-exactly-once-v2"?',
    ],
    [
      { application: { preset: 'quarkus' } },
      'did you mean "smallrye-throttled" or "smallrye-latest" or "smallrye-auto-commit"?',
    ],
    [{ application: { preset: 'mirrormaker-2' } }, 'did you mean "connect-sink" or "connect-sink-auto-commit" or'],
  ])('is asked for where a setup says it otherwise: %j', (setup, words) => {
    expect(() => setupOf(setup as object)).toThrow(words);
  });

  it('is told with what is not known of its version alone', () => {
    expect(notes({ client: { library: 'librdkafka', version: '1.6.2' } })).toContain('before librdkafka 1.7.0');
    expect(notes({ client: 'librdkafka' })).not.toContain('before librdkafka 1.7.0');
    expect(notes({ client: { library: 'librdkafka', version: '2.2.0' } })).toContain('before 2.3.0 may end');
    expect(notes({ client: 'librdkafka' })).not.toContain('before 2.3.0 may end');
    expect(notes({ client: { library: 'sarama', version: '1.43.2' } })).not.toContain('PR #3693');
    expect(notes({ client: 'sarama' })).toContain('PR #3693');
  });

  it('is one of a few, which packages and bindings stand for', () => {
    expect(() => setupOf({ client: 'kafkjs' } as object)).toThrow('did you mean "kafkajs"?');
    expect(() => setupOf({ client: 'Confluent.Kafka' } as object)).toThrow('did you mean client: librdkafka?');
    expect(() => setupOf({ client: { library: 'spring_kafka' } })).toThrow('did you mean java?');
  });
});

describe('the version of a library', () => {
  it('decides about its defaults and switches', () => {
    expect(of('librdkafka', '1.1.0').consumer['isolation.level']).toBe('read_uncommitted');
    expect(of('librdkafka', '1.4.0').producer.retries).toBe(2);
    expect(of('librdkafka', '1.8').client.lateOffsetStore).toBe('kept');
    expect(of('librdkafka', 'v1.9.0').client.lateOffsetStore).toBe('refused');
    expect(of('kafka-python', '2.3').producer).toMatchObject({ acks: '1', 'enable.idempotence': false });
    expect(of('kafka-python', '3.0').producer).toMatchObject({ acks: 'all', 'enable.idempotence': true });
  });

  it('is one that something is known of, or is taken as the newest', () => {
    expect(() => of('librdkafka', '0.9.5')).toThrow('nothing is known here; name a version from 1.0.0 to 2.15.0');
    expect(notes({ client: { library: 'librdkafka', version: '3.0.0' } })).toContain('newer than what is known here');
    expect(() => setupOf({ client: { version: '1.8.2' } })).toThrow('client.library names none');
  });

  it('decides with whether the application hears of rebalances: librdkafka', () => {
    const rejoins = (listener: boolean) =>
      of('librdkafka', undefined, { application: { 'rebalance.listener': listener } }).client.dropsBatchOnRebalance;
    expect([rejoins(true), rejoins(false), of('librdkafka').client.dropsBatchOnRebalance]).toEqual([true, false, true]);
    expect(notes({ client: 'librdkafka' })).toContain('rebalance.listener is taken as true: where nobody hears');
    expect(notes({ client: 'confluent-kafka-javascript' })).not.toContain('rebalance.listener');
  });

  it('gives up by time where it has one: franz-go with RecordDeliveryTimeout, aiokafka without idempotence', () => {
    const franz = (producer: object) => of('franz-go', undefined, { producer }).client.givesUpOnTime;
    expect([franz({}), franz({ RecordDeliveryTimeout: '2m' }), franz({ RecordDeliveryTimeout: 0 })]).toEqual([
      false,
      true,
      false,
    ]);
    const aiokafka = (idempotent: boolean) =>
      of('aiokafka', undefined, { producer: { enable_idempotence: idempotent } }).client.givesUpOnTime;
    expect([aiokafka(true), aiokafka(false)]).toEqual([false, true]);
  });

  it('takes no more of the protocol than the brokers have', () => {
    expect(of('librdkafka', '2.10.0', { kafka: '2.4' }).protocol.offsetFetchRequiresStable).toBe(false);
    expect(of('librdkafka', '2.10.0', { kafka: '3.9' }).protocol.offsetFetchRequiresStable).toBe(true);
    expect(of('librdkafka', '1.5.0', { kafka: '3.9' }).protocol.offsetFetchRequiresStable).toBe(false);
  });
});

describe('the keys of a library', () => {
  it('are read as it spells them', () => {
    const { producer, consumer } = setupOf({
      client: 'librdkafka',
      producer: { 'request.required.acks': -1, 'message.send.max.retries': 7, 'sasl.mechanisms': 'PLAIN' },
      consumer: { 'auto.offset.reset': 'smallest', 'partition.assignment.strategy': 'cooperative-sticky' },
    } as object);
    expect(producer).toMatchObject({ acks: 'all', retries: 7 });
    expect(consumer).toMatchObject({ 'auto.offset.reset': 'earliest', 'partition.assignment.strategy': 'cooperative' });
    const truths = setupOf({
      client: 'librdkafka',
      producer: { 'enable.idempotence': 't' },
      consumer: { 'enable.auto.commit': 1, 'enable.auto.offset.store': 'F' },
    } as object);
    expect(truths.producer['enable.idempotence']).toBe(true);
    expect(truths.application).toMatchObject({ commit: 'after-processing', 'on.close': 'commit' });
    const franz = setupOf({
      client: 'franz-go',
      consumer: { BlockRebalanceOnPoll: true, DisableAutoCommit: true },
    } as object);
    expect([franz.client.dropsBatchOnRebalance, franz.application.commit]).toEqual([true, 'after-processing']);
    const python = setupOf({ client: 'aiokafka', consumer: { enable_auto_commit: false, group_id: 'a' } } as object);
    expect(python.consumer['enable.auto.commit']).toBe(false);
    expect(
      setupOf({ client: 'sarama', producer: { 'Producer.RequiredAcks': 'WaitForAll' } } as object).producer.acks,
    ).toBe('all');
  });

  it('are passed over in a file of Kafka’s where the clients are others', () => {
    const { entries } = readPropertiesText(
      { file: 'c.properties', text: 'enable.auto.offset.store=false\n' },
      'consumer',
    );
    const lenient = entries.map((entry) => ({ ...entry, lenient: true }));
    expect(resolveSetup({ entries: lenient }).notes.join()).toContain('it is a key of librdkafka');
    expect(() => setupOf({ consumer: { 'enable.auto.offset.store': false } })).toThrow('write client: librdkafka');
  });
});

describe('an automatic commit', () => {
  it('covers with librdkafka what was handed over, and with enable.auto.offset.store=false what was done', () => {
    const byDefault = setupOf({ client: 'librdkafka' } as object);
    expect([byDefault.application.commit, byDefault.client.autoCommitsPreviousPoll]).toEqual(['auto', false]);
    const { application } = setupOf({
      client: 'librdkafka',
      consumer: { 'enable.auto.offset.store': false },
    } as object);
    expect(application).toMatchObject({ commit: 'after-processing', 'on.revoke': 'commit', 'on.close': 'commit' });
  });

  it.each([
    ['kafkajs', 'after-processing'],
    ['sarama', 'after-processing'],
    ['confluent-kafka-javascript', 'after-processing'],
    ['kafka-go', 'before-processing'],
    ['franz-go', 'auto'],
  ] as const)('is what %s makes of it: %s', (library, commit) => {
    expect(of(library).application.commit).toBe(commit);
    expect(of(library, undefined, { consumer: { 'enable.auto.commit': false } }).application.commit).toBe(
      'after-processing',
    );
  });
});

it('commits as the Java client does where the setup says so, as older resolved setups do', () => {
  const setup = setupOf({ client: { library: 'kafkajs' }, application: { commit: 'auto' } });
  expect([setup.consumer['enable.auto.commit'], setup.application.commit]).toEqual([true, 'auto']);
  expect(notes(setup)).toContain('as the Java client commits');
});

/** CHANGELOG of librdkafka 1.9.0: rd_kafka_offsets_store() returns an error for any partition that is not assigned. */
describe('librdkafka whose application stores offsets after processing', () => {
  const storing = { 'enable.auto.commit': true, 'enable.auto.offset.store': false };
  const named = (version: string, more: object): boolean => of('librdkafka', version, more).client.commitsUnassigned;

  it.each([
    ['1.8.2', true],
    ['1.9.0', false],
  ])('of %s commits for a partition that has moved away: %s', (version, commits) => {
    expect(named(version, { consumer: storing })).toBe(commits);
  });

  it('may commit by hand for any partition', () => {
    expect(named('2.15.0', { consumer: { 'enable.auto.commit': false } })).toBe(true);
    expect(named('2.15.0', { consumer: storing, application: { commit: 'after-processing' } })).toBe(true);
    expect(named('2.15.0', {})).toBe(true);
  });
});

describe('the published bugs of a library', () => {
  const switches = Object.entries<ClientSwitch>(CLIENT);
  const table = Object.entries<ClientLibrary>(LIBRARIES);

  it.each(table)('%s: what its versions have is what the table of switches says of it', (_, library) => {
    const { title, client, batches, plainProducer, unheard, storing } = library;
    const wrong = switches.filter(([name, { java, differs }]) =>
      [client, batches, plainProducer, unheard, storing].some((one) =>
        (one?.[name as keyof typeof one] ?? []).some(([value]) => value !== java && differs === undefined),
      ),
    );
    const said = switches.filter(([, { bugs }]) =>
      bugs.some(({ found }) =>
        found.some((place) => place.library.startsWith(title) && !/first tag|anywhere/.test(place.versions)),
      ),
    );
    expect(wrong.map(([name]) => name).sort()).toEqual(said.map(([name]) => name).sort());
  });
});

describe('a release from before transactions', () => {
  const transactional = { producer: { 'transactional.id': 'a' } };

  it.each([
    ['librdkafka', '1.3.0', 'librdkafka 1.3.0 has no transactions: 1.4.0 is the first with them'],
    ['kafka-python', '2.0.2', 'the producer of kafka-python 2.0.2 has neither idempotence nor transactions'],
  ] as const)('has none: %s %s', (library, version, words) => {
    expect(() => of(library, version, transactional)).toThrow(words);
  });

  it('has idempotence where that came before', () => {
    const producer = { 'enable.idempotence': true };
    expect(of('librdkafka', '1.3.0', { producer }).producer['enable.idempotence']).toBe(true);
    expect(() => of('kafka-python', '2.0.2', { producer })).toThrow('has neither idempotence nor transactions');
    expect(of('kafka-python', '2.2.0', { producer }).producer['enable.idempotence']).toBe(true);
  });
});
