import { expect, test } from 'vitest';
import type { Action } from '../model/action.ts';
import { grouped, pictured, produced, small, summed, told } from './testing/fixtures.ts';

const acknowledged: Action = { type: 'producer.receive', producer: 0, broker: 0 };

test('a record that is deleted before it is read is gone from the story, the summary and the picture', () => {
  const setup = small({ faults: { 'records.deleted': 1 }, scope: { records: 2 } });
  const schedule: Action[] = [
    ...grouped(),
    ...produced,
    acknowledged,
    { type: 'records.deleted', partition: 0 },
    ...produced,
    acknowledged,
    { type: 'consumer.poll', member: 0 },
    { type: 'consumer.poll', member: 0 },
    { type: 'consumer.process', member: 0 },
    { type: 'consumer.commit', member: 0 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "group coordinator: completes the rebalance: generation 1 of group 0
      → topic-0 goes to consumer 0
    consumer 0: is assigned topic-0 in generation 1 of group 0
      → consumer 0 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0
      → broker 0 answers producer 0: r0 is stored
    producer 0: reads the response for r0: success
      → producer 0 is told that r0 is stored
    retention: deletes what is below offset 1 of topic-0
    producer 0: sends r1 to topic-0 on broker 0 (sequence 1)
    broker 0: handles the request of producer 0 to append r1 to topic-0
      → broker 0 appends r1 to topic-0 at offset 1
      → broker 0 answers producer 0: r1 is stored
    producer 0: reads the response for r1: success
      → producer 0 is told that r1 is stored
    consumer 0: polls and gets no record
      → offset 0 of topic-0 is out of range, since retention has deleted it: auto.offset.reset=earliest moves consumer 0 on to offset 1
    consumer 0: polls and gets r1 (topic-0, offset 1)
    consumer 0: processes r1 (topic-0, offset 1)
      → r1 takes effect
    consumer 0: calls commitSync() with offset 2 of topic-0
      → group 0 has committed offset 2 of topic-0"
  `);
  expect(summed(setup, schedule, 'no-loss')).toMatchInlineSnapshot(`
    [
      "r0 (topic-0, offset 0) was reported stored and no consumer of group 0 ever processed it: retention deleted it in step 6.",
    ]
  `);
  expect(pictured(setup, schedule)).toMatchInlineSnapshot(`
    "topic-0: broker 0 leads (leader epoch 0), ISR 0
      broker 0  x [ r1 |
      group 0   has committed offset 2
    x deleted by retention, [ log start offset, | high watermark (HW)"
  `);
});

test('a broker that stops says whom it will not know again, and a retry is stored once more', () => {
  const setup = small({ faults: { 'records.deleted': 1, 'broker.crash': 1 } });
  const schedule: Action[] = [
    ...produced,
    { type: 'records.deleted', partition: 0 },
    { type: 'broker.crash', broker: 0 },
    { type: 'controller.fence-broker', broker: 0 },
    { type: 'broker.restart', broker: 0 },
    { type: 'broker.update-metadata', broker: 0 },
    { type: 'producer.retry', producer: 0, broker: 0 },
    { type: 'broker.produce', producer: 0, broker: 0 },
  ];
  const lines = told(setup, schedule).split('\n');
  const since = lines.findIndex((line) => line.startsWith('broker 0: crashes'));
  expect(lines.slice(since, since + 2)).toEqual([
    'broker 0: crashes; its log survives',
    '  → broker 0 forgets who has written what is deleted from topic-0',
  ]);
  expect(lines).toContain('  → broker 0 appends r0 to topic-0 at offset 1');
});
