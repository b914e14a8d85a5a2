import { describe, expect, it } from 'vitest';
import { readSetup } from './read-setup.ts';
import type { Resolution } from '../resolve/resolve.ts';

const read = (section: 'producer' | 'consumer' | 'broker', ...lines: string[]): Resolution =>
  readSetup({ properties: { [section]: { file: 'f', text: lines.join('\n') } } });

const UNSAID =
  'nothing is said of the consumer: it is judged with its defaults, auto.offset.reset=latest and enable.auto.commit=true; --consumer.config takes its file';

describe('a .properties file is taken as Kafka takes it', () => {
  it('with the keys of four components', () => {
    const { setup, notes } = read(
      'producer',
      'block.on.buffer.full=true',
      'acks=all',
      'retries=10',
      'max.in.flight.requests.per.connection=1',
      'unclean.leader.election.enable=false',
      'replication.factor=3',
      'min.insync.replicas=2',
      'enable.auto.commit=false',
      'enable.idempotence=true',
    );
    expect(setup.producer).toMatchObject({ acks: 'all', retries: 10, 'enable.idempotence': true });
    expect(setup.topic['min.insync.replicas']).toBe(1);
    expect(notes).toEqual([
      'f:5: a producer passes unclean.leader.election.enable over: it belongs to topic or broker',
      'f:6: a producer passes replication.factor over: it belongs to topic',
      'f:7: a producer passes min.insync.replicas over: it belongs to topic or broker',
      'f:8: a producer passes enable.auto.commit over: it belongs to consumer',
      UNSAID,
    ]);
  });

  it('with automatic commits and no group, which a program may name', () => {
    const nameless = 'f:1: enable.auto.commit is true, and no group.id is there: the program is taken to name one';
    const told = (...lines: string[]): string => read('consumer', ...lines).notes.join('\n');
    expect(told('enable.auto.commit=true')).toContain(nameless);
    expect(told('enable.auto.commit=true', 'group.id=g')).not.toContain('no group.id');
    expect(told('enable.auto.commit=false')).not.toContain('no group.id');
    expect(told('mp.messaging.incoming.a.enable.auto.commit=true')).not.toContain('no group.id');
  });

  it('with a misspelling, keys of other clients, and keys of an application', () => {
    const { notes } = read(
      'producer',
      'linges.ms=1000',
      'sasl.mechanisms=PLAIN',
      'request.required.acks=1',
      'topic=payments',
    );
    expect(notes).toEqual([
      'f:1: a producer passes linges.ms over: did you mean linger.ms?',
      'f:2: a producer passes sasl.mechanisms over: it is a key of librdkafka, whose clients a setup names with client: librdkafka',
      'f:3: a producer passes request.required.acks over: it is a key of librdkafka and of Kafka’s old Scala clients (until 1.x), whose clients a setup names with client: librdkafka',
      'f:4: a producer passes topic over: it is no key of Kafka’s',
      UNSAID,
    ]);
  });

  it('of the legacy consumer, in the words of the Java consumer', () => {
    const { setup, notes } = read(
      'consumer',
      'zookeeper.connect=zk-1.example:2181/c1',
      'zookeeper.session.timeout.ms=400',
      'group.id=mirror',
      'consumer.id=mirror-1',
      'partition.assignment.strategy=roundrobin',
      'auto.commit.enable=false',
      'auto.offset.reset=smallest',
    );
    expect(setup.consumer).toMatchObject({ 'auto.offset.reset': 'earliest', 'enable.auto.commit': false });
    expect(notes[0]).toBe(
      'f:4: a consumer passes consumer.id over: it is a key of Kafka’s old Scala clients (until 1.x)',
    );
    expect(notes[1]).toContain('f: this is a file of the legacy consumer');
  });

  it('with the prefixes of Connect and MirrorMaker', () => {
    const { setup, notes } = read(
      'consumer',
      'group.id=connect-cluster',
      'consumer.auto.offset.reset=earliest',
      'consumer.override.isolation.level=read_committed',
      'producer.acks=1',
      'source.consumer.max.poll.records=1',
    );
    expect(setup.consumer).toMatchObject({
      'auto.offset.reset': 'earliest',
      'isolation.level': 'read_committed',
      'max.poll.records': 1,
    });
    expect(notes).toContain(
      'f:2: consumer.auto.offset.reset is read as auto.offset.reset of the consumers that Connect, MirrorMaker or Streams makes',
    );
    expect(notes).toContain(
      'f:4: a consumer passes producer.acks over: it is for producers that Connect, MirrorMaker or Streams makes',
    );
  });

  it.each([
    ['Connect, MirrorMaker or Streams', 'producer.override.acks=1', 'acks'],
    ['MirrorMaker 2', 'backup.producer.acks=1', 'acks'],
    ['MirrorMaker 2', 'primary->backup.producer.acks = 1', 'acks'],
    ['Debezium Server', 'debezium.sink.kafka.producer.acks=1', 'acks'],
    ['Spring Boot', 'spring.kafka.producer.acks=1', 'acks'],
    ['Spring Boot', 'spring.kafka.producer.properties.acks=1', 'acks'],
    ['Spring Boot', 'spring.kafka.producer.properties[acks]=1', 'acks'],
    ['Spring Boot', 'spring.kafka.properties.acks=1', 'acks'],
    ['Spring Boot', 'SPRING_KAFKA_PRODUCER_ACKS=1', 'acks'],
    ['Connect, MirrorMaker or Streams', 'CONNECT_PRODUCER_ACKS=1', 'acks'],
    ['SmallRye', 'mp.messaging.outgoing.prices-out.acks=1', 'acks'],
    ['SmallRye', 'mp.messaging.outgoing."prices.out".acks=1', 'acks'],
    ['SmallRye or Micronaut', 'kafka.acks=1', 'acks'],
  ])('with the spelling of %s: %s', (maker, line, key) => {
    const { setup, notes } = read('producer', line);
    expect(setup.producer.acks).toBe('1');
    expect(notes[0]).toContain(` is read as ${key} of the producers that ${maker} makes`);
  });

  it('with the relaxed names and values of Spring Boot, and those of Streams', () => {
    const { setup } = read(
      'consumer',
      'spring.kafka.consumer.auto-offset-reset=earliest',
      'spring.kafka.consumer.isolation-level=READ-COMMITTED',
      'main.consumer.max.poll.records=7',
      'restore.consumer.max.poll.records=9',
    );
    expect(setup.consumer).toMatchObject({
      'auto.offset.reset': 'earliest',
      'isolation.level': 'read_committed',
      'max.poll.records': 7,
    });
    const { setup: transactional, notes } = read('producer', 'spring.kafka.producer.transaction-id-prefix=tx-${HOST}-');
    expect(transactional.producer['transactional.id']).toBe('tx-${HOST}-');
    expect(notes.join()).toContain('and so no fixed id');
  });

  it.each([
    ['main.consumer.auto.offset.reset=earliest', 'consumer.auto.offset.reset=latest'],
    ['consumer.override.auto.offset.reset=earliest', 'consumer.auto.offset.reset=latest'],
    ['spring.kafka.consumer.auto-offset-reset=earliest', 'spring.kafka.properties.auto.offset.reset=latest'],
    ['spring.kafka.consumer.properties.auto.offset.reset=earliest', 'spring.kafka.consumer.auto-offset-reset=latest'],
    ['mp.messaging.incoming."a.b".auto.offset.reset=earliest', 'kafka.auto.offset.reset=latest'],
    ['kafka.consumers.default.auto.offset.reset=earliest', 'kafka.auto.offset.reset=latest'],
  ])('with what is for fewer clients before what is for more, wherever it stands: %s', (special, general) => {
    for (const lines of [
      [special, general],
      [general, special],
    ]) {
      expect(read('consumer', ...lines).setup.consumer['auto.offset.reset']).toBe('earliest');
    }
  });

  it('with keys of frameworks, which are said to be theirs, and what a setup says instead', () => {
    const { notes } = read(
      'consumer',
      'application.id=orders',
      'spring.kafka.listener.ack-mode=MANUAL_IMMEDIATE',
      'offset.storage.topic=offsets',
      'spring.kafka.producer.acks=1',
    );
    expect(notes.slice(0, 3)).toEqual([
      'f:2: a consumer passes spring.kafka.listener.ack-mode over: it is a key of Spring Boot, for which a setup says application.preset: spring-manual-immediate',
      'f:3: a consumer passes offset.storage.topic over: it is a key of Kafka Connect',
      'f:4: a consumer passes spring.kafka.producer.acks over: it is for producers that Spring Boot makes',
    ]);
  });

  it('and may be of several components: what one of them takes is no news', () => {
    const both = { file: 'f', text: 'acks=1\nauto.offset.reset=earliest\nmine=1\n' };
    const { setup, notes } = readSetup({ properties: { producer: both, consumer: both } });
    expect([setup.producer.acks, setup.consumer['auto.offset.reset']]).toEqual(['1', 'earliest']);
    expect(notes[0]).toBe('f:3: a producer and a consumer pass mine over: it is no key of Kafka’s');
    expect(notes.filter((note) => note.includes(' pass'))).toHaveLength(1);
  });

  it('with placeholders, which are said to be some', () => {
    const { setup, notes } = read('producer', 'acks=${ACKS}', 'transactional.id=billing-$HOSTNAME', 'client.id=${X}');
    expect(setup.producer).toMatchObject({ acks: 'all', 'transactional.id': 'billing-$HOSTNAME' });
    expect(notes[0]).toBe(
      'f:1: the value of acks is a placeholder, and what will stand there is not known: it is taken as left out',
    );
    expect(notes[1]).toContain('and so no fixed id');
  });

  it('and no password of it is told', () => {
    const told = JSON.stringify(
      read(
        'consumer',
        'sasl.jaas.config=org.x required password="hunter2";',
        'ssl.key.password=hunter2',
        'my.own.password=hunter2',
        'spring.kafka.ssl.key-store-password=hunter2',
        'MY_PASSWORD=hunter2',
        'password hunter2',
        'group.id=hunter2',
      ),
      (key, value: unknown) => (key === 'input' ? undefined : value),
    );
    expect(told).not.toContain('hunter2');
  });

  it('and of many keys twenty are told, and a number', () => {
    const { notes } = read('broker', ...Array.from({ length: 25 }, (_, number) => `my.own.key.of.mine.${number}=1`));
    expect([notes.length, notes[20]]).toEqual([22, 'and 5 keys more are passed over']);
  });
});

it('tells what is passed over in JSON of one line as well', () => {
  const text = '{ "auto.offset.reset": "earliest", "enable.auto.comit": false }';
  const { notes } = readSetup({ properties: { consumer: { file: 'c.json', text } } });
  expect(notes).toEqual(['c.json:1: a consumer passes enable.auto.comit over: did you mean enable.auto.commit?']);
});
