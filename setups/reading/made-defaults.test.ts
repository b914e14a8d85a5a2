import { describe, expect, it } from 'vitest';
import { readSetup } from './read-setup.ts';
import type { Resolution } from '../resolve/resolve.ts';

const read = (section: 'producer' | 'consumer', text: string): Resolution =>
  readSetup({ properties: { [section]: { file: 'f', text } } });

/** KafkaConnector of SmallRye: `@ConnectorAttribute(name = "acks", direction = OUTGOING, defaultValue = "1")`. */
describe("SmallRye's producers", () => {
  it('have acks=1 where nothing is said, and so no idempotence', () => {
    const { setup, notes } = read('producer', 'mp.messaging.outgoing.out.topic=a');
    expect(setup.producer).toMatchObject({ acks: '1', 'enable.idempotence': false });
    expect(notes).toContain('f:1: SmallRye has acks=1 of its producers unless its file says otherwise');
  });

  it.each(['mp.messaging.outgoing.out.acks=all', 'mp.messaging.connector.smallrye-kafka.acks=all', 'kafka.acks=all'])(
    'have what is said: %s',
    (text) => {
      const { setup } = read('producer', `mp.messaging.outgoing.out.topic=a\n${text}`);
      expect(setup.producer).toMatchObject({ acks: 'all', 'enable.idempotence': true });
    },
  );
});

/** KafkaBinderConfigurationProperties: `private String requiredAcks = "1"`, until 5.0.1. */
describe("Spring Cloud Stream's producers", () => {
  const beside = (text: string): Resolution =>
    readSetup({
      setups: [{ file: 's.yaml', text: 'application: { preset: spring-batch }' }],
      properties: { producer: { file: 'f', text } },
    });

  it('have acks=1 where nothing is said', () => {
    expect(beside('spring.cloud.stream.bindings.out-0.destination=a').setup.producer.acks).toBe('1');
  });

  it.each([
    'spring.cloud.stream.kafka.binder.requiredAcks=all',
    'spring.cloud.stream.kafka.binder.producer-properties.acks=all',
    'spring.cloud.stream.kafka.bindings.out-0.producer.configuration.acks=all',
  ])('have what is said: %s', (text) => {
    expect(beside(text).setup.producer.acks).toBe('all');
  });
});

describe("Micronaut's clients", () => {
  it('have the keys of theirs', () => {
    const text = 'kafka.bootstrap.servers=a\nkafka.consumers.default.auto.offset.reset=earliest';
    expect(read('consumer', text).setup.consumer).toMatchObject({
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': true,
    });
    expect(read('producer', 'kafka.producers.p.acks=1').setup.producer.acks).toBe('1');
  });
});

describe('a file of blocks', () => {
  it.each(['lagom.broker.kafka {\n  service-name = "a"\n}', 'resource "kafka_topic" "orders" {\n}'])(
    'is no .properties file: %j',
    (text) => {
      expect(() => read('consumer', text)).toThrow('f:1: a brace is opened here: this is no .properties file');
    },
  );
});

describe('a .properties file of which nothing is known', () => {
  it('gets its verdict, which is said to be on defaults', () => {
    expect(read('consumer', 'acme.kafka.brokers=a').notes).toContain(
      "f: none of its keys is known as a consumer's, or as those of a framework: what is judged are defaults alone",
    );
  });

  it.each([
    ['[transforms.orders]\ntype = "remap"\nsource = "."', 'sections in brackets'],
    ['<source>\n  @type tail\n</source>', 'it has tags'],
    ['<clickhouse><kafka><auto_offset_reset>earliest</auto_offset_reset></kafka></clickhouse>', 'it has tags'],
  ])('and has another syntax is none: %j', (text, words) => {
    expect(() => read('consumer', text)).toThrow(words);
  });

  it('may have sections where its keys are known, as the files of Confluent’s examples in Python', () => {
    const text = '[default]\nbootstrap.servers=a\n[consumer]\nauto.offset.reset=earliest';
    expect(read('consumer', text).setup.consumer['auto.offset.reset']).toBe('earliest');
  });
});
