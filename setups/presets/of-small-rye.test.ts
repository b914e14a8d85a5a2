import { describe, expect, it } from 'vitest';
import { readSetup } from '../reading/read-setup.ts';

/** KafkaSink of SmallRye: `waitForWriteCompletion`. */
it('of a channel that does not wait until something is written the price is told', () => {
  const text = 'mp.messaging.incoming.a.topic=a\nmp.messaging.outgoing.b.waitForWriteCompletion=false';
  const file = { file: 'application.properties', text };
  const { notes, lacks } = readSetup({ properties: { producer: file, consumer: file } });
  expect(lacks).toEqual(['waitForWriteCompletion']);
  expect(notes.filter((note) => note.includes('counts as done before the brokers have what'))).toEqual([
    'mp.messaging.outgoing.b.waitForWriteCompletion=false: a message counts as done before the brokers have what it was written for, which may then be lost; that is not in the machine',
  ]);
});

it('of a channel that writes in transactions it is told what of them no file says', () => {
  const text = 'mp.messaging.incoming.a.topic=a\nmp.messaging.outgoing.b.transactional.id=t';
  const { notes } = readSetup({ properties: { consumer: { file: 'f', text } } });
  expect(notes.join()).toContain('for KafkaTransactions.withTransactionAndAck() a setup beside the file says');
});

const consumer = (...lines: readonly string[]) =>
  readSetup({ properties: { consumer: { file: 'f', text: lines.join('\n') } } });
const IN = 'mp.messaging.incoming';

/** `Configs.fallback` of ConfigHelper at 4.36.0, and MicroProfile’s attributes of a connector. */
describe('a channel of SmallRye’s', () => {
  it.each(['mp.messaging.connector.smallrye-kafka', 'kafka'])('has what is said of all: %s', (common) => {
    const { application, consumer: client } = consumer(
      `${IN}.a.topic=a`,
      `${common}.failure-strategy=ignore`,
      `${common}.enable.auto.commit=true`,
    ).setup;
    expect(application).toMatchObject({ commit: 'auto', 'on.processing.failure': 'skip' });
    expect(client['enable.auto.commit']).toBe(true);
  });

  it('says it itself before that', () => {
    const all = 'mp.messaging.connector.smallrye-kafka.failure-strategy=ignore';
    expect(consumer(all, `${IN}.a.failure-strategy=fail`).setup.application['on.processing.failure']).toBe('close');
  });

  it.each([
    [['orders.commit-strategy=latest', 'payments.failure-strategy=ignore'], 'commit-strategy'],
    [['orders.topic=o', 'payments.failure-strategy=ignore'], 'failure-strategy'],
    [['orders.auto.offset.reset=earliest', 'payments.topic=p'], 'auto.offset.reset'],
  ])('is judged alone where another one differs: %s', (lines, key) => {
    expect(() => consumer(...lines.map((line) => `${IN}.${line}`))).toThrow(
      `orders and payments differ in ${key}, and one verdict would be on neither; hand over a file with the keys of one of them, and another one for the other`,
    );
  });

  it('is judged as every other that says the same', () => {
    const { setup } = consumer(
      `${IN}.a.commit-strategy=latest`,
      `${IN}.b.commit-strategy=latest`,
      `${IN}.b.retry=true`,
    );
    expect(setup.application['commit.every']).toBe('record');
    expect(consumer(`${IN}.a.failure-strategy=fail`, `${IN}.b.topic=b`).setup.application.commit).toBe(
      'after-processing',
    );
  });

  it.each([
    ['assign-seek=orders:0:-1', 'begin where it says whenever it starts'],
    ['share-group=true', 'share groups (KIP-932) are not in the machine'],
  ])('is in a consumer group, or none of the machine’s: %s', (line, words) => {
    expect(() => consumer(`${IN}.a.${line}`)).toThrow(words);
  });

  it('has a group, or is told who makes one up', () => {
    const isTold = (...lines: readonly string[]) =>
      consumer(...lines)
        .notes.join()
        .includes('makes a group up at each start');
    expect(isTold(`${IN}.a.topic=a`)).toBe(true);
    expect(isTold(`${IN}.a.group.id=g`)).toBe(false);
    expect(isTold(`${IN}.a.topic=a`, 'kafka.group.id=g')).toBe(false);
  });

  it('has a failure-strategy that is known, or none', () => {
    expect(() => consumer(`${IN}.a.failure-strategy=own`)).toThrow('failure-strategy=own is none of SmallRye’s own');
  });
});

describe('a channel by MicroProfile', () => {
  it.each([
    ['helidon-kafka', 'Helidon’s'],
    ['liberty-kafka', 'Open Liberty’s'],
  ])('of another connector is not read: %s', (connector, whose) => {
    expect(() => consumer(`${IN}.a.connector=${connector}`, `${IN}.a.enable.auto.commit=true`)).toThrow(
      `the connector ${connector} is ${whose}, and what it commits is not read`,
    );
  });

  it('that is none of Kafka’s is no consumer', () => {
    const text = `${IN}.a.connector=smallrye-amqp\nmp.messaging.outgoing.b.connector=smallrye-kafka`;
    expect(() => consumer(text)).toThrow('none of the incoming channels is one of Kafka’s (smallrye-amqp)');
    const { setup } = readSetup({ properties: { producer: { file: 'f', text } } });
    expect(setup.producer.acks).toBe('1');
  });

  it('writes as its connector does: acks=1 is SmallRye’s', () => {
    const text = 'mp.messaging.outgoing.b.connector=helidon-kafka\nmp.messaging.outgoing.b.topic=b';
    expect(readSetup({ properties: { producer: { file: 'f', text } } }).setup.producer.acks).toBe('all');
  });

  it('is not taken for another one that writes with other acks', () => {
    const text = 'mp.messaging.outgoing.b.acks=all\nmp.messaging.outgoing.c.topic=c';
    expect(() => readSetup({ properties: { producer: { file: 'f', text } } })).toThrow('b and c differ in acks');
  });
});
