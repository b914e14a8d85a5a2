import { describe, expect, it } from 'vitest';
import { readSetup } from './read-setup.ts';
import type { Resolution } from '../resolve/resolve.ts';

const producer = (text: string, file = 'application.properties'): Resolution =>
  readSetup({ properties: { producer: { file, text } } });

describe('a placeholder with a default is what a program has that is started with the file alone', () => {
  it.each([
    ['spring.kafka.producer.acks=${ACKS:1}', '1'],
    ['spring.kafka.producer.acks=${orders.acks:${ACKS:1}}', '1'],
    ['mp.messaging.outgoing.orders.acks=${ACKS:0}', '0'],
    ['acks=${ACKS:-1}', '1'],
    ['acks=${ACKS-0}', '0'],
  ])('%s', (text, acks) => {
    const { setup, notes } = producer(text);
    expect(setup.producer.acks).toBe(acks);
    expect(notes.join()).toContain(`: taken as ${acks}, its default`);
  });

  it('but what a config provider of Kafka’s is to read, which looks the same (KIP-297)', () => {
    const { setup, notes } = producer('acks=${file:/etc/kafka/secrets:acks}');
    expect(setup.producer.acks).toBe('all');
    expect(notes.join()).toContain('the value of acks is a placeholder, and what will stand there is not known');
  });

  it('but a name that is to differ from process to process', () => {
    const { notes } = producer('spring.kafka.producer.transaction-id-prefix=${POD:tx}-');
    expect(notes.join()).toContain('and so no fixed id: each process is taken to have an id of its own');
  });

  it('says what a listener does as well', () => {
    const { notes } = producer(
      'spring.kafka.consumer.group-id=${GROUP:g}\nspring.kafka.listener.ack-mode=${MODE:record}',
    );
    expect(notes.join()).toContain('taken as application.preset: spring-record');
    expect(notes.join()).not.toContain('GROUP');
  });
});
