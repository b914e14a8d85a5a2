import { describe, expect, it } from 'vitest';
import { readSetup } from './read-setup.ts';
import { type Resolution, setupOf } from '../resolve/resolve.ts';

const read = (text: string, file = 'f', setup?: string): Resolution =>
  readSetup({
    setups: setup === undefined ? [] : [{ file: 's.yaml', text: setup }],
    properties: { consumer: { file, text } },
  });

describe('the file of a framework', () => {
  it.each([
    ['application.id=a', 'streams-at-least-once'],
    ['processing.guarantee=exactly_once_v2', 'streams-exactly-once-v2'],
    ['spring.kafka.consumer.group-id=a', 'spring-batch'],
    ['spring.kafka.consumer.enable-auto-commit=false\nspring.kafka.listener.ack-mode=RECORD', 'spring-record'],
    ['SPRING_KAFKA_LISTENER_ACK_MODE=manual-immediate', 'spring-manual-immediate'],
    ['connector.class=S3Sink\ntopics=orders', 'connect-sink'],
    ['offset.storage.topic=offsets\nconsumer.max.poll.records=1', 'connect-sink'],
    ['connector.class=Postgres\ntasks.max=1', 'connect-source'],
    ['connector.class=org.apache.kafka.connect.mirror.MirrorSourceConnector\ntopics=.*', 'connect-source'],
    ['clusters = A, B\nB.producer.acks = 1', 'connect-source'],
    ['clusters = A, B\nB.exactly.once.source.support = enabled\nA->B.enabled = true', 'connect-source-exactly-once'],
    ['{ "name": "pg", "config": { "connector.class": "Postgres" } }', 'connect-source'],
    ['mp.messaging.incoming.orders.topic=orders', 'smallrye-throttled'],
    ['mp.messaging.incoming.orders.commit-strategy=latest', 'smallrye-latest'],
    ['debezium.sink.type=kafka\ndebezium.sink.kafka.producer.acks=1', 'debezium-server'],
    ['spring.kafka.bootstrap-servers=a:9092', 'spring-batch'],
    ['spring.kafka.consumer.group-id=a\nspring.kafka.producer.transaction-id-prefix=tx-', 'spring-transactional'],
    ['spring.kafka.streams.application-id=a', 'streams-at-least-once'],
    ['spring.kafka.streams.properties.processing.guarantee=exactly_once_v2', 'streams-exactly-once-v2'],
    ['quarkus.kafka-streams.application-id=a', 'streams-at-least-once'],
    ['kafka-streams.processing.guarantee=exactly_once_v2', 'streams-exactly-once-v2'],
    ['ksql.service.id=a\nksql.streams.processing.guarantee=exactly_once_v2', 'streams-exactly-once-v2'],
  ])('is judged as its loop: %s', (text, preset) => {
    const { notes, setup } = read(text);
    expect(notes.join()).toContain(`says whose loop it is: taken as application.preset: ${preset}`);
    expect(setup.consumer['enable.auto.commit']).toBe(false);
  });

  it.each([
    ['connector.class=S3Sink\ntopics=orders\nerrors.tolerance=all', 'skip'],
    ['connector.class=S3Sink\ntopics=orders\nerrors.tolerance=none', 'close-dirty'],
    [
      '{ "name": "s3", "config": { "connector.class": "S3Sink", "topics": "orders", "errors.tolerance": "all", "errors.deadletterqueue.topic.name": "dead" } }',
      'dead-letter',
    ],
    ['mp.messaging.incoming.a.topic=a\nmp.messaging.incoming.a.failure-strategy=ignore', 'skip'],
    ['mp.messaging.incoming.a.topic=a', 'close'],
    ['application.id=a\ndefault.deserialization.exception.handler=o.a.k.LogAndContinueExceptionHandler', 'skip'],
    ['application.id=a\nprocessing.exception.handler=o.a.k.LogAndContinueProcessingExceptionHandler', 'skip'],
    ['application.id=a\ndeserialization.exception.handler=com.acme.Own', 'close-dirty'],
    ['ksql.service.id=a', 'skip'],
    ['ksql.service.id=a\nksql.fail.on.deserialization.error=true', 'close-dirty'],
    ['spring.kafka.consumer.group-id=a\nspring.kafka.retry.topic.enabled=true', 'dead-letter'],
  ])('says what becomes of a record that fails: %s', (text, failing) => {
    expect(read(text).setup.application['on.processing.failure']).toBe(failing);
  });

  it('has a fault for what it says of a record that fails', () => {
    const failures = (text: string): number => read(text).setup.faults['processing.failed'];
    expect(failures('application.id=a')).toBe(0);
    expect(failures('application.id=a\ndeserialization.exception.handler=LogAndContinueExceptionHandler')).toBe(1);
  });

  // KafkaDeadLetterQueue.handle of SmallRye acknowledges behind the answer; RetryWithToleranceOperator of Connect asks for none.
  it.each([
    ['mp.messaging.incoming.a.failure-strategy=dead-letter-queue', 'seek'],
    ['connector.class=S\ntopics=a\nerrors.tolerance=all\nerrors.deadletterqueue.topic.name=dead', 'drop'],
  ])('says whether a dead letter is waited for: %s', (text, onSendFailure) => {
    expect(read(text).setup.application['on.send.failure']).toBe(onSendFailure);
  });

  it.each([
    ['ignore', 'commit-strategy=ignore commits nothing'],
    ['checkpoint', 'keeps its offsets in a state store'],
    ['own', 'is none of SmallRye’s own'],
  ])('whose channel commits as no loop of the machine does is no setup: %s', (strategy, words) => {
    expect(() => read(`mp.messaging.incoming.a.commit-strategy=${strategy}`)).toThrow(words);
  });

  it.each([
    ['connector.class=S\ntopics=a\nconsumer.override.isolation.level=read_committed', '2.8', 'a worker refuses such'],
    ['connector.class=Postgres\nerrors.tolerance=all', '3.2', '(request.refused in faults) is passed over, and lost'],
  ])('of Connect is told what it comes to: %s', (text, kafka, words) => {
    expect(read(text, 'f', `kafka: "${kafka}"`).notes.join()).toContain(words);
  });

  it('is of what there was in its version', () => {
    const source = 'connector.class=Postgres\nexactly.once.support=required';
    const old = read(source, 'f', 'kafka: "3.2"');
    expect(old.notes.join('\n')).toContain(
      'exactly.once.support is a key since 3.3 (KIP-618): a worker of before passes it over',
    );
    expect(old.setup.application.commit).toBe('after-processing');
    const spring = 'spring.kafka.consumer.group-id=a\nspring.kafka.producer.transaction-id-prefix=tx-';
    expect(read(spring, 'f', 'kafka: "2.4"').setup.application['transactional.ids']).toBe('per-partition');
  });

  it('is judged by its own keys where it commits automatically, and by the setup beside it', () => {
    expect(read('spring.kafka.consumer.enable-auto-commit=true').setup.application.commit).toBe('auto');
    const { setup: automatic } = read('mp.messaging.incoming.a.enable.auto.commit=true');
    expect(automatic.application).toMatchObject({ commit: 'auto', processing: 'async' });
    const { setup, notes } = read('application.id=a', 'f', 'application: { shape: consume }');
    expect([setup.application.shape, notes.join().includes('whose loop')]).toEqual(['consume', false]);
  });

  it('may be YAML, with the line of each key', () => {
    const text = `spring:
  kafka:
    consumer: &shared
      auto-offset-reset: earliest
      properties: { "isolation.level": read_committed, max.poll.records: 07 }
    listener:
      ack-mode: record
`;
    const { setup, notes } = read(text, 'application.yml');
    expect(setup.consumer).toMatchObject({
      'auto.offset.reset': 'earliest',
      'isolation.level': 'read_committed',
      'max.poll.records': 7,
    });
    expect(setup.application['commit.every']).toBe('record');
    expect(notes).toContain(
      'application.yml:4: spring.kafka.consumer.auto-offset-reset is read as auto.offset.reset of the consumers that Spring Boot makes',
    );
  });

  it.each([
    ['a: 1\n---\nb: 2\n', 'application.yml:2: it has several documents'],
    ['a: [1', 'application.yml:1: this is not YAML'],
    ['a: *b', 'this cannot be read: there is no anchor &b'],
    ['['.repeat(1000), 'more than 500 deep'],
  ])('that is YAML is refused in words: %j', (text, words) => {
    expect(() => read(text, 'application.yml')).toThrow(words);
  });

  it.each([
    ['Spring Boot’s', 'spring: { kafka: {} }'],
    ['SmallRye’s', 'mp: { messaging: {} }'],
    ['a connector’s', '{ "name": "pg", "config": {} }'],
  ])('is no setup: %s', (whose, text) => {
    const setups = [{ file: 'application.yml', text }];
    expect(() => readSetup({ setups })).toThrow(
      `this is a file of ${whose}, not a setup; hand it over with --consumer`,
    );
  });

  it.each([
    ['consumer: { auto.offset.reset: earliest }\napplication: { shape: consume }\nkafka: "4.1"', 'a.yaml'],
    ['{ "producer": { "acks": "1" } }', 'a.json'],
  ])('that is a setup is given as one: %s', (text, file) => {
    expect(() => read(text, file)).toThrow(
      `${file}: this looks like a setup, not like the keys of a consumer; give it without an option, as in "kafka-trial verify ${file}"`,
    );
  });

  it('that has a key of no setup is read as it is, though a section is called as one of a setup’s', () => {
    expect(read('client: { id: a }', 'a.yaml').setup.consumer['auto.offset.reset']).toBe('latest');
    expect(read('topics: a\nconsumer: { auto.offset.reset: earliest }', 'a.yaml').notes.join()).toContain('topics');
  });

  it('has no more documents than one as a setup, either', () => {
    const setups = [{ file: 'a.yaml', text: 'kafka: "4.1"\n---\nkafka: "4.0"\n' }];
    expect(() => readSetup({ setups })).toThrow(
      'a.yaml:2: it has several documents; give each setup a file of its own',
    );
  });

  it('of an image for containers is read as its broker would', () => {
    const broker = { file: 'kafka.env', text: 'KAFKA_MIN_INSYNC_REPLICAS=2\nKAFKA_CFG_DEFAULT_REPLICATION_FACTOR=3\n' };
    const { setup } = readSetup({ properties: { broker } });
    expect(setup.topic).toMatchObject({ 'min.insync.replicas': 2, 'replication.factor': 3 });
  });

  it('of another library is told whose word it may be', () => {
    expect(() => read('auto.offset.reset=smallest')).toThrow('with client: librdkafka it may be that');
  });

  it('of MirrorMaker has keys of clusters and of flows', () => {
    expect(read('A.bootstrap.servers=a\nA->B.topics=.*').notes).toEqual([
      'f:1: a consumer passes A.bootstrap.servers over: it is a key of MirrorMaker 2',
      'f:2: a consumer passes A->B.topics over: it is a key of MirrorMaker 2',
    ]);
  });
});

/** StreamsConfig of the version: the words of processing.guarantee, and what it does not let its file configure. */
describe('a file of Kafka Streams', () => {
  const at = (kafka: string, ...lines: string[]): Resolution => read(lines.join('\n'), 'f', `kafka: "${kafka}"`);

  it.each([
    ['3.9', 'exactly_once', 'streams-exactly-once-v2', 'per-partition'],
    ['3.9', 'exactly_once_beta', 'streams-exactly-once-v2', 'per-member'],
    ['2.4', 'exactly_once', 'streams-exactly-once-v2', 'per-partition'],
    ['4.1', 'exactly_once_v2', 'streams-exactly-once-v2', 'per-member'],
  ])('of %s with processing.guarantee=%s is judged by %s', (kafka, guarantee, preset, ids) => {
    const { setup, notes } = at(kafka, `processing.guarantee=${guarantee}`);
    expect(notes.join()).toContain(`taken as application.preset: ${preset}`);
    expect(setup.application['transactional.ids']).toBe(ids);
  });

  it.each([
    ['4.1', 'exactly_once', 'cannot be "exactly_once" since 4.0 (Kafka Streams throws a ConfigException)'],
    ['4.1', 'exactly-once', 'of this version it takes at_least_once, exactly_once_v2;'],
    ['2.8', 'exactly_once_v2', 'cannot be "exactly_once_v2" before 3.0'],
    ['2.5', 'exactly_once_beta', 'of this version it takes at_least_once, exactly_once;'],
  ])('of %s has no processing.guarantee=%s', (kafka, guarantee, words) => {
    expect(() => at(kafka, 'application.id=a', `processing.guarantee=${guarantee}`)).toThrow(words);
  });

  it('has the producers of Kafka’s defaults where it is at-least-once', () => {
    expect(at('2.8', 'application.id=a').setup.producer).toMatchObject({ acks: '1', 'enable.idempotence': false });
    expect(at('4.1', 'application.id=a').setup.producer).toMatchObject({ acks: 'all', 'enable.idempotence': true });
  });

  it('rebalances eagerly before 2.4', () => {
    expect(at('2.3', 'application.id=a').setup.consumer['partition.assignment.strategy']).toBe('eager');
    expect(at('2.4', 'application.id=a').setup.consumer['partition.assignment.strategy']).toBe('cooperative');
  });

  it('does not say what Streams sets itself', () => {
    const { setup, notes } = at(
      '4.1',
      'processing.guarantee=exactly_once_v2',
      'consumer.enable.auto.commit=true',
      'consumer.isolation.level=read_uncommitted',
      'consumer.partition.assignment.strategy=org.apache.kafka.clients.consumer.RangeAssignor',
    );
    expect(setup.consumer).toMatchObject({
      'enable.auto.commit': false,
      'isolation.level': 'read_committed',
      'partition.assignment.strategy': 'cooperative',
    });
    expect(notes).toContain('f:3: Kafka Streams sets isolation.level of its consumers itself, and passes this over');
  });

  it('may have groups whose tasks the brokers assign, which are not in the machine (KIP-1071)', () => {
    const lines = ['application.id=a', 'group.protocol=streams'];
    const { setup, notes } = at('4.1', ...lines);
    expect(setup.consumer['group.protocol']).toBe('classic');
    expect(notes).toContain(
      'group.protocol=streams: groups whose tasks the brokers assign (KIP-1071) are not in the machine, and what is judged is a classic one',
    );
    expect(notes.join()).not.toContain('sets group.protocol of its consumers itself');
    expect(at('4.0', ...lines).notes.join()).toContain('a key of Kafka Streams since 4.1');
  });

  it('may say how its producers are, but for what exactly-once takes', () => {
    const producer = { file: 'p', text: 'processing.guarantee=exactly_once_v2\nproducer.enable.idempotence=false' };
    expect(readSetup({ properties: { producer } }).setup.producer['enable.idempotence']).toBe(true);
    const atLeast = { file: 'p', text: 'application.id=a\nproducer.acks=1' };
    expect(readSetup({ properties: { producer: atLeast } }).setup.producer).toMatchObject({
      acks: '1',
      'enable.idempotence': false,
    });
  });
});

describe('a loop by its name', () => {
  it.each([
    ['2.4', 'streams-exactly-once-v2', 'with brokers of 2.5 (KIP-447)'],
    ['2.5', 'streams-exactly-once-v2', 'since 2.6, as exactly_once_beta'],
    ['2.4', 'spring-transactional', 'EOSMode.V2'],
    ['3.2', 'connect-source-exactly-once', 'since 3.3 (KIP-618)'],
  ])('is not there with Kafka %s: %s', (kafka, preset, words) => {
    expect(() => setupOf({ kafka, application: { preset } })).toThrow(words);
  });

  it('may be the one of before, with a producer for each partition', () => {
    const application = { preset: 'streams-exactly-once-v2', 'transactional.ids': 'per-partition' } as const;
    expect(setupOf({ kafka: '2.4', application }).application['transactional.ids']).toBe('per-partition');
  });
});

/** Worker.baseConsumerConfigs and baseProducerConfigs at 4.1.2: `originalsWithPrefix`. */
describe('a file whose clients have what is prefixed', () => {
  it.each([
    ['offset.storage.topic=o', 'consumer.', 'Kafka Connect'],
    ['connector.class=S3Sink\ntopics=a', 'consumer.override.', 'Kafka Connect'],
    ['spring.kafka.consumer.group-id=g', 'spring.kafka.consumer.properties.', 'Spring Boot'],
    ['mp.messaging.incoming.a.topic=a', 'mp.messaging.incoming.a.', 'SmallRye'],
  ])('does not say by a plain key how they are: %s', (file, prefix, by) => {
    const { setup, notes } = read(`${file}\nisolation.level=read_committed\n${prefix}auto.offset.reset=latest`);
    expect(setup.consumer).toMatchObject({ 'isolation.level': 'read_uncommitted', 'auto.offset.reset': 'latest' });
    expect(notes.join('\n')).toContain(
      `${by} hands isolation.level on to its consumers with a prefix alone, and passes this over`,
    );
  });

  it('says nothing of a file of a client’s own beside it', () => {
    const consumer = { file: 'application.properties', text: 'spring.kafka.consumer.group-id=g' };
    const producer = { file: 'producer.properties', text: 'acks=1' };
    expect(readSetup({ properties: { consumer, producer } }).setup.producer.acks).toBe('1');
  });

  it('is another one than that of Streams, whose clients have plain keys as well', () => {
    expect(read('application.id=a\nauto.offset.reset=latest').setup.consumer['auto.offset.reset']).toBe('latest');
  });
});
