import { expect, it } from 'vitest';
import { inWordsOf } from './in-words-of.ts';

it.each([
  ['kafkajs', 'enable.idempotence=true (with acks=all)', 'idempotent: true'],
  ['kafkajs', 'acks=all and min.insync.replicas=2', 'acks: -1 and min.insync.replicas=2'],
  ['sarama', 'auto.offset.reset=earliest', 'Consumer.Offsets.Initial=OffsetOldest'],
  ['aiokafka', 'commit by hand (enable.auto.commit=false)', 'commit by hand (enable_auto_commit=False)'],
  ['kafkajs', '(transactional.ids: per-member)', '(transactional.ids: per-member)'],
  [undefined, 'acks=all', 'acks=all'],
])('a remedy is told in the words of %s: %s', (library, text, told) => {
  expect(inWordsOf(library, text)).toBe(told);
});
