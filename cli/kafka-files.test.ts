import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSetup } from './setup-file.ts';
import {
  CONSUMER_PROPERTIES,
  LATER_CONSUMER_PROPERTIES,
  PRODUCER_PROPERTIES,
  SERVER_PROPERTIES,
} from './testing/kafka-files.ts';
import { setupFolder } from './testing/setup-folder.ts';

const folder = setupFolder();
afterAll(() => folder.remove());

describe("Kafka's own files", () => {
  it.each([
    ['producer.properties', 'producerConfig', PRODUCER_PROPERTIES, 2],
    ['consumer.properties', 'consumerConfig', CONSUMER_PROPERTIES, 2],
    ['later-consumer.properties', 'consumerConfig', LATER_CONSUMER_PROPERTIES, 17],
    ['server.properties', 'brokerConfig', SERVER_PROPERTIES, 24],
  ])('are taken as they are: %s', (name, option, text, ignored) => {
    const resolution = loadSetup({ [option]: folder.fileOf(name, text) });
    expect(resolution.notes.filter((note) => !note.startsWith('nothing is said of the consumer'))).toEqual([]);
    expect(resolution.ignored).toHaveLength(ignored);
  });

  it('leave a setup as it is where they say nothing about delivery', () => {
    const producerConfig = folder.fileOf('producer.properties', PRODUCER_PROPERTIES);
    const consumerConfig = folder.fileOf('consumer.properties', CONSUMER_PROPERTIES);
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
    const { setup } = loadSetup({ consumerConfig: folder.fileOf('later.properties', LATER_CONSUMER_PROPERTIES) });
    expect(setup.consumer).toMatchObject({
      'auto.offset.reset': 'earliest',
      'partition.assignment.strategy': 'cooperative',
      'enable.auto.commit': true,
    });
  });

  it('may be written in every way of .properties', () => {
    const text =
      '! a comment\nacks: 1\n  enable.idempotence = false  \nretries 3\nbootstrap.servers=a,\\\n    b\nacks=0\n';
    const { setup, ignored } = loadSetup({ producerConfig: folder.fileOf('ways.properties', text) });
    expect(setup.producer).toMatchObject({ acks: '0', 'enable.idempotence': false, retries: 3 });
    expect(ignored.map(({ place }) => place)).toEqual([`${join(folder.path, 'ways.properties')}:5`]);
  });

  it('are refused by line where Kafka refuses a value', () => {
    const text = '# ours\nackz=all\nretries=many\ngroup.id=a\nacks=\n';
    expect(folder.refusal({ producerConfig: folder.fileOf('wrong.properties', text) })).toBe(
      'wrong.properties:3: producer.retries cannot be "many"; it takes a whole number from 0 to 2147483647\n' +
        'wrong.properties:5: producer.acks cannot be empty; it takes all, -1, 1 or 0',
    );
  });

  it('outrank the setup', () => {
    const files = [folder.fileOf('low.yaml', 'producer: { acks: 1, retries: 5 }')];
    const producerConfig = folder.fileOf('high.properties', 'acks=all\n');
    expect(loadSetup({ files, producerConfig }).setup.producer).toMatchObject({ acks: 'all', retries: 5 });
  });

  it.each([
    ['consumer.properties', CONSUMER_PROPERTIES, '--consumer.config'],
    ['server.properties', SERVER_PROPERTIES, '--broker.config'],
    ['a.conf', 'acks=1\nclient.id=a\n', '--producer.config'],
    ['application.properties', 'mp.messaging.incoming.a.topic=a\n', '--consumer.config'],
    ['both.properties', 'acks=1\ngroup.id=a\n', '--producer.config and --consumer.config'],
    ['either.properties', 'client.id=a\n', '--producer.config and --consumer.config'],
    ['streams.properties', 'application.id=a\nreplication.factor=3\n', '--consumer.config'],
    ['topic.properties', 'retention.ms=1\ncleanup.policy=compact\n', '--topic.config'],
  ])('are not setups, and are told by their keys: %s', (name, text, options) => {
    expect(folder.refusal({ files: [folder.fileOf(name, text)] })).toBe(
      `${name}: this is a .properties file, not a setup; hand it over with ${options}`,
    );
  });
});
