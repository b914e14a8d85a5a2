import { describe, expect, it } from 'vitest';
import { readSetup } from '../reading/read-setup.ts';
import type { Resolution } from '../resolve/resolve.ts';

describe('a worker’s file of Kafka Connect', () => {
  const file = (text: string) => ({ file: 'worker.properties', text: `offset.storage.topic=o\n${text}` });
  const ofBoth = (text: string): Resolution =>
    readSetup({ properties: { producer: file(text), consumer: file(text) } });

  it.each([
    ['producer.acks=1', 'connect-source'],
    ['exactly.once.source.support=enabled', 'connect-source-exactly-once'],
    ['consumer.max.poll.records=1', 'connect-sink'],
  ])('that is given as both clients’ is of what it has keys for: %s', (text, preset) => {
    expect(ofBoth(text).notes.join('\n')).toContain(`taken as application.preset: ${preset}`);
  });

  it.each(['group.id=connect', 'producer.acks=1\nconsumer.max.poll.records=1'])(
    'that is given as both says not what runs in it: %j',
    (text) => {
      expect(() => ofBoth(text)).toThrow(
        'whether a source or a sink runs in it is not said there; hand it over with --producer.config alone for a source',
      );
    },
  );

  it('is of the client whose file it is said to be', () => {
    const presetOf = (section: 'producer' | 'consumer'): string =>
      readSetup({ properties: { [section]: file('group.id=connect') } }).notes.join('\n');
    expect(presetOf('producer')).toContain('taken as application.preset: connect-source');
    expect(presetOf('consumer')).toContain('taken as application.preset: connect-sink');
  });
});

describe('a sink of Kafka Connect whose consumer commits automatically', () => {
  it.each([
    'connector.class=S3Sink\ntopics=orders\nconsumer.override.enable.auto.commit=true',
    'offset.storage.topic=offsets\nconsumer.enable.auto.commit=true',
  ])('commits what was polled, flushed or not: %s', (text) => {
    const { notes, setup } = readSetup({ properties: { consumer: { file: 'f', text } } });
    expect(notes.join()).toContain('taken as application.preset: connect-sink-auto-commit');
    expect([setup.consumer['enable.auto.commit'], setup.application.commit]).toEqual([true, 'auto']);
  });
});

describe('errors.tolerance=all', () => {
  const read = (text: string, kafka = '4.1'): Resolution =>
    readSetup({
      setups: [{ file: 's.yaml', text: `kafka: "${kafka}"` }],
      properties: { producer: { file: 'f', text: `connector.class=Pg\nerrors.tolerance=all\n${text}` } },
    });

  it.each([
    ['4.1', '', 'log'],
    ['3.1', '', 'drop'],
    ['4.1', 'exactly.once.support=required', 'drop'],
  ])(
    'has a source pass over what fails, and what is refused only where nothing is in transactions: %s %s',
    (...row) => {
      const [kafka, text, onSendFailure] = row;
      expect(read(text, kafka).setup.application).toMatchObject({
        'on.processing.failure': 'skip',
        'on.send.failure': onSendFailure,
      });
    },
  );

  it('of a sink is not of what put() throws', () => {
    const told = (text: string): string => read(`topics=a\n${text}`).notes.join();
    expect(told('')).toContain('what put() throws ends its task all the same');
  });
});

describe('the transactions of a source', () => {
  it.each([
    ['interval', 'which is a matter of how much is done again'],
    ['connector', 'and one that it aborts drops its records for good'],
  ])('are said to be taken as those of each poll: %s', (boundary, words) => {
    const text = `connector.class=Pg\nexactly.once.support=required\ntransaction.boundary=${boundary}`;
    expect(readSetup({ properties: { producer: { file: 'f', text } } }).notes.join()).toContain(words);
  });
});

/** One change of a primary key is a deletion, a tombstone and a creation, which have one offset. */
describe('a connector of Debezium’s', () => {
  const read = (text: string): Resolution => readSetup({ properties: { producer: { file: 'f', text } } });
  const source = 'connector.class=io.debezium.connector.postgresql.PostgresConnector';

  it.each([source, `${source}\nexactly.once.support=required`])('may pass a part of a change over: %s', (text) => {
    expect(read(text).lacks).toEqual(['debezium/dbz #2549']);
    expect(read(text).notes.join('\n')).toContain('not in the machine: a change that becomes several records');
  });

  it('is another one than what writes to a database, or what others have', () => {
    expect(read('connector.class=io.debezium.connector.jdbc.JdbcSinkConnector\ntopics=a').lacks).toEqual([]);
    expect(read('connector.class=io.aiven.JdbcSourceConnector').lacks).toEqual([]);
  });
});
