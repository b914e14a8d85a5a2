import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { SetupError } from '../setups/place.ts';
import type { Resolution } from '../setups/resolve.ts';
import { loadSetup, type SetupSources } from './setup-file.ts';

/** `config/producer.properties` as Apache Kafka ships it since 1.0, without its licence. */
const PRODUCER_PROPERTIES = `# see org.apache.kafka.clients.producer.ProducerConfig for more details

############################# Producer Basics #############################

# list of brokers used for bootstrapping knowledge about the rest of the cluster
# format: host1:port1,host2:port2 ...
bootstrap.servers=localhost:9092

# specify the compression codec for all data generated: none, gzip, snappy, lz4, zstd
compression.type=none

# name of the partitioner class for partitioning records;
#partitioner.class=
#request.timeout.ms=
#max.block.ms=
#linger.ms=
#max.request.size=
#batch.size=
#buffer.memory=
`;

/** `config/consumer.properties` as Apache Kafka ships it from 1.0 to 4.1, without its licence. */
const CONSUMER_PROPERTIES = `# see org.apache.kafka.clients.consumer.ConsumerConfig for more details

# list of brokers used for bootstrapping knowledge about the rest of the cluster
# format: host1:port1,host2:port2 ...
bootstrap.servers=localhost:9092

# consumer group id
group.id=test-consumer-group

# What to do when there is no initial offset in Kafka or if the current
# offset does not exist any more on the server: latest, earliest, none
#auto.offset.reset=
`;

/** The keys of the `config/consumer.properties` of later versions. */
const LATER_CONSUMER_PROPERTIES = `bootstrap.servers=localhost:9092
client.id=test-consumer
isolation.level=read_uncommitted
group.id=test-consumer-group
auto.offset.reset=earliest
partition.assignment.strategy=org.apache.kafka.clients.consumer.CooperativeStickyAssignor
key.deserializer=org.apache.kafka.common.serialization.StringDeserializer
value.deserializer=org.apache.kafka.common.serialization.StringDeserializer
enable.auto.commit=true
auto.commit.interval.ms=5000
session.timeout.ms=30000
heartbeat.interval.ms=10000
max.poll.interval.ms=300000
retry.backoff.ms=100
retry.backoff.max.ms=1000
request.timeout.ms=40000
connections.max.idle.ms=540000
#sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
#    username="your-username" \\
#    password="your-password";
fetch.min.bytes=1
fetch.max.wait.ms=500
fetch.max.bytes=52428800
max.partition.fetch.bytes=1048576
max.poll.records=500
`;

/** The keys of `config/server.properties` of 4.x, and of 3.x with ZooKeeper. */
const SERVER_PROPERTIES = `process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=localhost:9093
listeners=PLAINTEXT://:9092,CONTROLLER://:9093
inter.broker.listener.name=PLAINTEXT
advertised.listeners=PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL
num.network.threads=3
num.io.threads=8
socket.send.buffer.bytes=102400
socket.receive.buffer.bytes=102400
socket.request.max.bytes=104857600
log.dirs=/tmp/kraft-combined-logs
num.partitions=1
num.recovery.threads.per.data.dir=1
offsets.topic.replication.factor=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
#log.flush.interval.messages=10000
log.retention.hours=168
log.segment.bytes=1073741824
log.retention.check.interval.ms=300000
broker.id=0
zookeeper.connect=localhost:2181
zookeeper.connection.timeout.ms=18000
group.initial.rebalance.delay.ms=0
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kafka-trial-setup-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const load = (text: string, name = 'setup.yaml'): Resolution => loadSetup({ files: [fileOf(name, text)] });

/** What is wrong, without the folder. */
const refusal = (sources: SetupSources): string => {
  try {
    loadSetup(sources);
  } catch (error) {
    if (error instanceof SetupError) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  return 'accepted';
};

describe("Kafka's own files", () => {
  it.each([
    ['producer.properties', 'producerConfig', PRODUCER_PROPERTIES, 2],
    ['consumer.properties', 'consumerConfig', CONSUMER_PROPERTIES, 2],
    ['later-consumer.properties', 'consumerConfig', LATER_CONSUMER_PROPERTIES, 17],
    ['server.properties', 'brokerConfig', SERVER_PROPERTIES, 27],
  ])('are taken as they are: %s', (name, option, text, ignored) => {
    const resolution = loadSetup({ [option]: fileOf(name, text) });
    expect(resolution.notes).toEqual([]);
    expect(resolution.ignored).toHaveLength(ignored);
  });

  it('leave a setup as it is where they say nothing about delivery', () => {
    const producerConfig = fileOf('producer.properties', PRODUCER_PROPERTIES);
    const consumerConfig = fileOf('consumer.properties', CONSUMER_PROPERTIES);
    const { setup, ignored } = loadSetup({ producerConfig, consumerConfig });
    expect(setup).toEqual(loadSetup({}).setup);
    expect(ignored).toEqual([
      { section: 'producer', key: 'bootstrap.servers', place: `${producerConfig}:7`, why: 'does not bear on delivery' },
      { section: 'producer', key: 'compression.type', place: `${producerConfig}:10`, why: 'does not bear on delivery' },
      { section: 'consumer', key: 'bootstrap.servers', place: `${consumerConfig}:5`, why: 'does not bear on delivery' },
      { section: 'consumer', key: 'group.id', place: `${consumerConfig}:8`, why: 'does not bear on delivery' },
    ]);
  });

  it('of later versions rebalance cooperatively', () => {
    const { setup } = loadSetup({ consumerConfig: fileOf('later.properties', LATER_CONSUMER_PROPERTIES) });
    expect(setup.consumer).toMatchObject({
      'auto.offset.reset': 'earliest',
      'partition.assignment.strategy': 'cooperative',
      'enable.auto.commit': true,
    });
  });

  it('may be written in every way of .properties', () => {
    const text =
      '! a comment\nacks: 1\n  enable.idempotence = false  \nretries 3\nbootstrap.servers=a,\\\n    b\nacks=0\n';
    const { setup, ignored } = loadSetup({ producerConfig: fileOf('ways.properties', text) });
    expect(setup.producer).toMatchObject({ acks: '0', 'enable.idempotence': false, retries: 3 });
    expect(ignored.map(({ place }) => place)).toEqual([`${join(folder, 'ways.properties')}:5`]);
  });

  it('are refused by line', () => {
    const producerConfig = fileOf('wrong.properties', '# ours\nackz=all\nretries=many\ngroup.id=a\nacks=\n');
    expect(refusal({ producerConfig })).toBe(
      'wrong.properties:2: producer has no key "ackz"; did you mean "acks"? It takes all, -1, 1 or 0\n' +
        'wrong.properties:3: producer.retries cannot be "many"; it takes a whole number from 0 to 2147483647\n' +
        'wrong.properties:4: producer has no key "group.id"; "group.id" belongs to consumer\n' +
        'wrong.properties:5: producer.acks cannot be empty; it takes all, -1, 1 or 0',
    );
  });

  it('outrank the setup', () => {
    const files = [fileOf('low.yaml', 'producer: { acks: 1, retries: 5 }')];
    const producerConfig = fileOf('high.properties', 'acks=all\n');
    expect(loadSetup({ files, producerConfig }).setup.producer).toMatchObject({ acks: 'all', retries: 5 });
  });

  it('are not setups', () => {
    expect(refusal({ files: [fileOf('consumer.properties', CONSUMER_PROPERTIES)] })).toBe(
      'consumer.properties: this is a .properties file, not a setup; hand it over with --consumer.config',
    );
  });
});

describe('a setup file', () => {
  it('is YAML', () => {
    const { setup } = load('kafka: "4.1"\nproducer:\n  acks: 0\nconsumer: { isolation.level: read_committed }\n');
    expect(setup).toMatchObject({ producer: { acks: '0' }, consumer: { 'isolation.level': 'read_committed' } });
  });

  it('is JSON, also with tabs', () => {
    expect(load('{\n\t"producer": {\n\t\t"acks": "1"\n\t}\n}\n', 'setup.json').setup.producer.acks).toBe('1');
  });

  it('may use anchors', () => {
    const { setup } = load('producer: &p { acks: 1 }\ntopic: { replication.factor: &n 3, min.insync.replicas: *n }\n');
    expect(setup.topic['min.insync.replicas']).toBe(3);
  });

  it.each(['', '# nothing yet\n', '{}'])('may be empty: %j', (text) => {
    expect(load(text).setup).toEqual(loadSetup({}).setup);
  });

  it.each([
    ['kafka: 4.0', '4.0'],
    ['kafka: "4.0"', '4.0'],
    ['kafka: 3.9.1', '3.9.1'],
    ['{ "kafka": 3.0 }', '3.0'],
  ])('names its version as in %s', (text, kafka) => expect(load(text).setup.kafka).toBe(kafka));

  it.each(['faults:\n', 'faults: {}\n', '{ "faults": null }'])('has no faults with %j', (text) => {
    expect(load(text).setup.faults['broker.crash']).toBe(0);
  });

  it('may name its scope', () => expect(load('scope: small\n').setup.scope.records).toBe(2));

  it('is what a resolved setup is when written down', () => {
    const { setup } = load('kafka: "3.9"\nproducer: { acks: 1 }\napplication: { commit: before-processing }\n');
    expect(load(stringify(setup))).toEqual({ setup, ignored: [], notes: [] });
    expect(load(JSON.stringify(setup, undefined, 2))).toEqual({ setup, ignored: [], notes: [] });
  });

  it('gives way to later ones', () => {
    const files = [fileOf('a.yaml', 'producer: { acks: 0, retries: 5 }'), fileOf('b.yaml', 'producer: { acks: 1 }')];
    expect(loadSetup({ files }).setup.producer).toMatchObject({ acks: '1', retries: 5 });
  });

  it('is refused by line', () => {
    const text = `kafka: "4.1"
producer:
  enable.idempotence: yes
  transactional.id: ""
consumer: { isolation.level: read_comitted }
topic:
  replication:
    factor: 3
broker: 5
acks: 1
brokers: { unclean.leader.election.enable: true }
scope: smal
`;
    expect(refusal({ files: [fileOf('setup.yaml', text)] }).split('\n')).toEqual([
      'setup.yaml:3: producer.enable.idempotence cannot be "yes"; it takes true or false',
      'setup.yaml:4: producer.transactional.id cannot be empty; it takes a name',
      'setup.yaml:5: consumer.isolation.level cannot be "read_comitted"; it takes read_uncommitted or read_committed; did you mean "read_committed"?',
      'setup.yaml:7: topic has no key "replication"; write a dotted key in one piece, as in "replication.factor: ..."',
      'setup.yaml:9: broker is a section, not a value; write its keys under it, as in "broker: { unclean.leader.election.enable: ... }"',
      'setup.yaml:10: there is no key "acks" at the top of a setup; "acks" belongs to producer',
      'setup.yaml:11: there is no section "brokers"; did you mean "broker"?',
      'setup.yaml:12: scope cannot be "smal"; it takes tiny, small or medium; did you mean "small"?',
    ]);
  });

  it.each([
    ['- producer\n', 'setup.yaml:1: a setup is a map of sections; write it as in "producer: { acks: all }"'],
    [
      'producer: { acks: *none }\n',
      'setup.yaml: this cannot be read: there is no anchor &none; write the value out instead of an alias',
    ],
    ['producer: &p { acks: *p }\n', 'setup.yaml:1: producer.acks cannot be a map; it takes all, -1, 1 or 0'],
    ['producer:\n  acks: 1\n  acks: 0\n', 'setup.yaml:3: this key is given twice; remove one of them'],
    [
      'producer: { acks: all\n',
      'setup.yaml:2: this is not YAML or JSON: ' +
        'Flow map in block collection must be sufficiently indented and end with a }; mend the file there, or just before',
    ],
  ])('is refused when it is broken: %j', (text, message) => {
    expect(refusal({ files: [fileOf('setup.yaml', text)] })).toBe(message);
  });

  it('has to be there', () => {
    expect(refusal({ files: ['nowhere.yaml'] })).toBe(
      `nowhere.yaml: there is no such file; check the path; it was looked for at ${resolve('nowhere.yaml')}`,
    );
  });

  it('is not a directory', () => {
    mkdirSync(join(folder, 'setups'));
    expect(refusal({ brokerConfig: join(folder, 'setups') })).toBe('setups: this is a directory; name a file in it');
  });
});

describe('the command line', () => {
  it('outranks every file', () => {
    const files = [fileOf('setup.yaml', 'producer: { acks: 0 }\nscope: { records: 5 }')];
    const overrides = ['producer.acks=1', 'kafka=3.9', 'topic.min.insync.replicas=2', 'topic.replication.factor=3'];
    const { setup } = loadSetup({ files, overrides, scope: 'small' });
    expect(setup).toMatchObject({
      kafka: '3.9',
      producer: { acks: '1' },
      topic: { 'replication.factor': 3, 'min.insync.replicas': 2 },
      scope: { records: 2 },
    });
  });

  it('is refused by what it says', () => {
    expect(refusal({ scope: 'large', overrides: ['acks', 'acks=1', 'producer.acks=3'] }).split('\n')).toEqual([
      'command line: "acks" sets nothing; write it as section.key=value, as in "producer.acks=1"',
      'command line: there is no scope "large"; the scopes are tiny, small or medium',
      'command line: there is no key "acks" at the top of a setup; "acks" belongs to producer',
      'command line: producer.acks cannot be "3"; it takes all, -1, 1 or 0',
    ]);
  });
});
