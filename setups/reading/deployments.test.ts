import { describe, expect, it } from 'vitest';
import type { Component } from '../components-of.ts';
import { readSetup } from './read-setup.ts';
import type { Resolution } from '../resolve/resolve.ts';

const read = (section: Component, text: string, setup?: string): Resolution =>
  readSetup({
    setups: setup === undefined ? [] : [{ file: 's.yaml', text: setup }],
    properties: { [section]: { file: 'f.yaml', text } },
  });

describe('a file of Docker Compose', () => {
  const compose = (environment: string): string => `services:
  zookeeper: { image: zookeeper, environment: { ZOOKEEPER_CLIENT_PORT: 2181 } }
  kafka:
    image: confluentinc/cp-kafka:7.6.0
    environment:
${environment}
`;

  it.each([
    ['a map', '      KAFKA_NODE_ID: 1\n      KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE: "true"'],
    ['a list', '      - KAFKA_CFG_NODE_ID=1\n      - KAFKA_CFG_UNCLEAN_LEADER_ELECTION_ENABLE=true'],
  ])('has the keys of its brokers in their environment, as %s', (_, environment) => {
    const { setup, notes } = read('broker', compose(environment));
    expect(setup.broker['unclean.leader.election.enable']).toBe(true);
    expect(setup.cluster.brokers).toBe(1);
    expect(notes).toContain('f.yaml is a file of Docker Compose: what it has of a broker is read');
    expect(notes.join('\n')).not.toContain('ZOOKEEPER');
  });

  it('has what its applications are told as well', () => {
    const { setup } = read(
      'consumer',
      'services: { app: { environment: { SPRING_KAFKA_LISTENER_ACK_MODE: record, KAFKA_NODE_ID: 1 } } }',
    );
    expect(setup.application['commit.every']).toBe('record');
    const ksql = 'services: { ksql: { environment: { KSQL_KSQL_STREAMS_PROCESSING_GUARANTEE: exactly_once_v2 } } }';
    expect(read('consumer', ksql).notes.join()).toContain('application.preset: streams-exactly-once-v2');
  });

  it('has what its services have in common, which they merge', () => {
    const text = `x-kafka: &kafka
  KAFKA_MIN_INSYNC_REPLICAS: 2
  KAFKA_DEFAULT_REPLICATION_FACTOR: 3
services:
  a: { environment: { <<: *kafka, KAFKA_NODE_ID: 1 } }
  b: { environment: { <<: *kafka, KAFKA_NODE_ID: 2 } }
  c: { environment: { <<: *kafka, KAFKA_NODE_ID: 3 } }
`;
    const { setup } = read('broker', text);
    expect(setup.cluster.brokers).toBe(3);
    expect(setup.topic).toMatchObject({ 'min.insync.replicas': 2, 'replication.factor': 3 });
  });

  it('does not outrank a setup in how many brokers there are', () => {
    const text = compose('      KAFKA_NODE_ID: 1');
    expect(read('broker', text, 'cluster: { brokers: 3 }').setup.cluster.brokers).toBe(3);
  });

  it('is no setup', () => {
    const setups = [{ file: 'docker-compose.yml', text: 'services: { kafka: {} }' }];
    expect(() => readSetup({ setups })).toThrow('a file of Docker Compose’s, not a setup; hand it over with --broker');
  });
});

const resource = (kind: string, rest: string): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: a }\n${rest}`;

describe('a resource of Strimzi', () => {
  it('says of its brokers what stands in their config, with their version and number', () => {
    const { setup, notes } = read(
      'broker',
      resource(
        'Kafka',
        `spec:
  kafka:
    version: 3.9.0
    metadataVersion: 3.8-IV0
    replicas: 3
    config: { default.replication.factor: 3, min.insync.replicas: 2 }`,
      ),
    );
    expect(setup).toMatchObject({ kafka: '3.9.0', cluster: { brokers: 3 } });
    expect(setup.topic).toMatchObject({ 'replication.factor': 3, 'min.insync.replicas': 2 });
    expect(notes).toContain('f.yaml:6: taken as kafka: 3.9.0');
  });

  it('says of a topic its replicas, and as many partitions as are tried', () => {
    const text = 'spec: { partitions: 12, replicas: 3, config: { min.insync.replicas: 2, retention.ms: 7200000 } }';
    expect(read('topic', resource('KafkaTopic', text)).setup.topic).toMatchObject({
      partitions: 4,
      'replication.factor': 3,
      'min.insync.replicas': 2,
    });
  });

  it.each([
    ['KafkaConnect', 'spec: { config: { offset.storage.topic: o } }', 'connect-sink'],
    ['KafkaConnector', 'spec: { class: S3Sink, config: { topics: a } }', 'connect-sink'],
    ['KafkaConnector', 'spec: { class: Postgres, config: { slot.name: a } }', 'connect-source'],
    ['KafkaMirrorMaker2', 'spec: { connectCluster: b, clusters: [{ alias: b }], mirrors: [] }', 'connect-source'],
    ['KafkaMirrorMaker2', 'spec: { target: { alias: b, config: { a: 1 } }, mirrors: [] }', 'connect-source'],
  ])('%s is the file of its worker or connector: %s', (kind, spec, preset) => {
    expect(read('consumer', resource(kind, spec)).notes.join()).toContain(`application.preset: ${preset}`);
  });

  it('has the producers of its workers as the cluster has them that they write to', () => {
    const spec = `spec:
  connectCluster: b
  clusters: [{ alias: a, config: { producer.acks: 0 } }, { alias: b, config: { producer.acks: 1 } }]
  mirrors: [{ sourceCluster: a }]`;
    expect(read('producer', resource('KafkaMirrorMaker2', spec)).setup.producer.acks).toBe('1');
  });

  it('has what its connector overrides, and the version of its workers', () => {
    const config = 'sourceConnector: { config: { topics: "a.*", consumer.isolation.level: read_committed } }';
    const spec = `spec: { version: 3.9.0, connectCluster: b, clusters: [{ alias: b }], mirrors: [{ ${config} }] }`;
    const { setup, notes } = read('consumer', resource('KafkaMirrorMaker2', spec));
    expect(setup.consumer['isolation.level']).toBe('read_committed');
    expect(notes.join()).toContain('taken as clients: 3.9.0');
    expect(notes.join()).toContain('application.preset: connect-source');
  });
});

describe('a resource of Kubernetes', () => {
  it('has files in it, with the line of each key', () => {
    const data = 'data:\n  server.properties: |\n    broker.id=1\n    unclean.leader.election.enable=ja\n';
    expect(() => read('broker', resource('ConfigMap', data))).toThrow('f.yaml:7: broker.unclean');
    const spring = 'data:\n  application.yml: |\n    spring: { kafka: { listener: { ack-mode: record } } }\n';
    expect(read('consumer', resource('ConfigMap', spring)).setup.application['commit.every']).toBe('record');
  });

  it('starts containers with an environment', () => {
    const spec =
      'spec: { template: { spec: { containers: [{ env: [{ name: KAFKA_MIN_INSYNC_REPLICAS, value: "2" }, { name: POD, value: a }, { name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: "3" }] }] } } }';
    expect(read('broker', resource('StatefulSet', spec)).setup.topic['min.insync.replicas']).toBe(2);
  });

  it('of which nothing is known is no file of a component', () => {
    expect(() => read('broker', resource('Service', 'spec: { type: ClusterIP }'))).toThrow(
      'f.yaml: this is a Service of Kubernetes, and nothing of it is known as a broker',
    );
  });
});

describe('a tree of keys', () => {
  it.each(['replicas: 2\nconfig: acks=all', 'kafka: { externalAccess: true }', 'spring: { datasource: { url: a } }'])(
    'of which none is known gets no verdict on defaults: %j',
    (text) => {
      expect(() => read('consumer', text)).toThrow('none of its keys is known as a consumer');
    },
  );

  it('of Spring Cloud Stream is judged by the setup beside it', () => {
    const text = 'spring: { cloud: { stream: { bindings: { in-0: { destination: a } } } } }';
    expect(() => read('consumer', text)).toThrow('none of the bindings of Spring Cloud Stream is known as an input');
    expect(read('consumer', text, 'application: { preset: spring-batch }').setup.consumer['enable.auto.commit']).toBe(
      false,
    );
  });

  it.each([
    ['camel: { component: { kafka: { auto-commit-enable: false } } }', 'keys of Camel'],
    [
      'replicaCount: 3\nkafka: { externalAccess: true }\nextraConfig: "min.insync.replicas=2"',
      'values of a Helm chart',
    ],
    ['{ "camel.component.kafka.brokers": "a" }', 'keys of Camel'],
    ['Kafka: { EnableAutoCommit: true }', 'Confluent’s .NET client'],
    ['spring: { cloud: { stream: { kafka: { streams: { binder: { application-id: a } } } } } }', 'preset: streams-at-'],
    ['{ "properties.group.id": "g", "scan.startup.mode": "group-offsets" }', 'options of a table of Flink’s'],
    ['{ "kafka.bootstrap.servers": "a", "startingOffsets": "latest" }', 'options of Spark'],
    ['receivers: { kafka/a: { brokers: [a], message_marking: { after: false } } }', 'preset: otel-collector'],
    ['sources: { a: { type: kafka, group_id: g } }', 'application: { preset: vector }'],
    ['input: { kafka_franz: { topics: [a] } }\noutput: { drop: {} }', 'preset: redpanda-connect'],
    ['output.kafka: { hosts: [a], required_acks: 1 }', 'keys of Beats'],
    ['production: { brokers: [a], group_id_prefix: x }', 'application: { preset: racecar }'],
    ['axon: { kafka: { consumer: { enable-auto-commit: false } } }', 'keys of Axon'],
    ['pipeline:\n  inputs:\n    - name: kafka\n      topics: a', 'application: { preset: fluent-bit }'],
    ['kind: Component\nspec:\n  type: pubsub.kafka', 'a resource of Dapr'],
    ['{ "spec": { "ioConfig": { "consumerProperties": { "bootstrap.servers": "a" } } } }', 'keys of Druid'],
    ['{ "Kafka": { "Consumer": { "GroupId": "g", "AutoOffsetReset": "Earliest" } } }', 'Confluent’s .NET client'],
  ])('whose words are not read gets no verdict on defaults, but a way out: %j', (text, words) => {
    expect(() => read('consumer', text)).toThrow(words);
  });

  it.each([
    ['camel.component.kafka.auto-commit-enable=false', 'keys of Camel'],
    ["CREATE TABLE t (a INT) WITH (\n  'connector' = 'kafka'\n);", 'this is SQL'],
    ["CREATE TABLE q (a UInt64) ENGINE = Kafka\nSETTINGS kafka_topic_list = 't';", 'a table of ClickHouse'],
    ['connector=kafka\nproperties.group.id=g\nproperties.bootstrap.servers=a', 'options of a table of Flink’s'],
    ['akka.kafka.consumer.kafka-clients.enable.auto.commit=false', 'application: { preset: pekko-committable }'],
    ['pekko.kafka.committer.max-interval = 10s', 'Apache Pekko’s, connector'],
    ['a1.sources.s1.kafka.consumer.auto.offset.reset = earliest', 'keys of Flume’s'],
    ['debezium.sink.type=redis\ndebezium.source.connector.class=P', 'writes to something else than Kafka'],
    ['input {\n  kafka {\n    topics => ["a"]\n  }\n}', 'application: { preset: logstash }'],
    ['<match **>\n  @type kafka2\n</match>', 'a file of Fluentd’s'],
    ['[[inputs.kafka_consumer]]\n  topics = ["a"]', 'application: { preset: telegraf }'],
    ['[sources.a]\ntype = "kafka"\ngroup_id = "g"', 'application: { preset: vector }'],
    ['[INPUT]\n    Name  kafka\n    Topics a', 'application: { preset: fluent-bit }'],
    ['action(type="omkafka" topic="a")', 'whose client is librdkafka'],
    ["CREATE SOURCE s WITH (connector='kafka', topic='a');", 'SQL of ksqlDB'],
    ['systems.kafka.consumer.auto.offset.reset=smallest\ntask.inputs=kafka.a', 'keys of Samza'],
    ['hoodie.streamer.source.kafka.topic=a\nauto.offset.reset=earliest', 'keys of Hudi'],
    ['connector.class=io.debezium.P\noffset.storage=o.a.k.FileOffsetBackingStore', 'Debezium’s engine'],
  ])('is none, and gets none either: %j', (text, words) => {
    expect(() => readSetup({ properties: { consumer: { file: 'f', text } } })).toThrow(words);
  });

  it.each(['app.py', 'karafka.rb', 'main.go', 'index.ts'])('is no program: %s', (file) => {
    const text = "c = Consumer({\n'group.id': 'g',\n'auto.offset.reset': 'earliest'})\ngroup.id=g";
    expect(() => readSetup({ properties: { consumer: { file, text } } })).toThrow('this is a program');
  });

  it('of Spring Boot may have capitals for dashes', () => {
    const text = 'spring: { kafka: { consumer: { autoOffsetReset: earliest }, listener: { ackMode: RECORD } } }';
    const { setup } = read('consumer', text);
    expect([setup.consumer['auto.offset.reset'], setup.application['commit.every']]).toEqual(['earliest', 'record']);
  });

  it('of Quarkus has the profile that runs', () => {
    const text = `
"%prod": { mp: { messaging: { incoming: { a: { auto: { offset: { reset: earliest } } } } } } }
"%dev": { mp: { messaging: { incoming: { a: { enable: { auto: { commit: true } } } } } } }
mp: { messaging: { incoming: { a: { topic: a, auto: { offset: { reset: latest } } } } } }
`;
    const { setup, notes } = read('consumer', text);
    expect(setup.consumer).toMatchObject({ 'auto.offset.reset': 'earliest', 'enable.auto.commit': false });
    expect(notes).toContain(
      'f.yaml:3: %dev.mp.messaging.incoming.a.enable.auto.commit is of another profile than prod, and passed over',
    );
  });
});
