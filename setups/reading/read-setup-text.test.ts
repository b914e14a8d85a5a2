import { describe, expect, it } from 'vitest';
import { readSetup } from './read-setup.ts';
import type { Resolution } from '../resolve/resolve.ts';

const read = (text: string): Resolution => readSetup({ setups: [{ file: 's.yaml', text }] });

describe('a setup in YAML', () => {
  it('has what its sections merge, behind what they say themselves', () => {
    const { setup } = read(`
x-defaults: &careful { enable.auto.commit: false, isolation.level: read_committed }
x-start: &start { auto.offset.reset: earliest, isolation.level: read_uncommitted }
consumer:
  <<: [*careful, *start]
  enable.auto.commit: true
`);
    expect(setup.consumer).toMatchObject({
      'enable.auto.commit': true,
      'isolation.level': 'read_committed',
      'auto.offset.reset': 'earliest',
    });
  });

  it('may merge whole sections, and name what it merges where it stands first', () => {
    const { setup } = read('<<: { kafka: "3.9", topic: { partitions: 2 } }\nproducer: { acks: all }\n');
    expect([setup.kafka, setup.topic.partitions]).toEqual(['3.9', 2]);
    const { setup: later } = read('producer: &p { acks: "1" }\nconsumer: { max.poll.records: 1 }\nkafka: "4.0"');
    expect(later.producer.acks).toBe('1');
  });

  it.each([
    ['consumer: { <<: *none }', 'there is no anchor &none'],
    ['consumer: &c { <<: *c }', 'an alias leads back to where it stands'],
    ['x-other: 1\nconsumer: { acks: all, acks: all }', 'this key is given twice'],
    ['defaults: { acks: all }', 'there is no section "defaults"'],
  ])('is refused in words: %s', (text, words) => {
    expect(() => read(text)).toThrow(words);
  });
});

describe('a setup of KafkaJS', () => {
  const retries = (producer: string): number => read(`client: kafkajs\nproducer: ${producer}`).setup.producer.retries;

  it('may have the block in which its producers have their retries', () => {
    expect(retries('{ retry: { retries: 2, initialRetryTime: 100 } }')).toBe(2);
    expect(retries('{ retry.retries: 2 }')).toBe(2);
    expect(read('client: kafkajs\nconsumer: { retry: { retries: 2 } }').setup.producer.retries).toBe(5);
  });

  it('has no other blocks, and no other client has that', () => {
    expect(() => retries('{ retry: { retires: 2 } }')).toThrow('producer has no key "retry.retires"');
    expect(() => read('producer: { retry: { retries: 2 } }')).toThrow('write a dotted key in one piece');
  });
});
