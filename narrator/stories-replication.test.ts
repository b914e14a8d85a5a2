import { expect, test } from 'vitest';
import type { Action } from '../model/action.ts';
import { produced, replicated, summed, told } from './testing/fixtures.ts';

test('acks=1: the leader crashes before anybody has fetched, and truncates when it comes back', () => {
  const setup = replicated(2, { producer: { acks: 1 }, faults: { 'broker.crash': 1 } });
  const schedule: Action[] = [
    ...produced,
    { type: 'producer.receive', producer: 0, broker: 0 },
    { type: 'broker.crash', broker: 0 },
    { type: 'controller.fence-broker', broker: 0 },
    { type: 'broker.update-metadata', broker: 1 },
    { type: 'broker.restart', broker: 0 },
    { type: 'broker.update-metadata', broker: 0 },
    { type: 'replica.fetch', partition: 0, broker: 0 },
    { type: 'replica.fetch', partition: 0, broker: 0 },
    { type: 'controller.alter-partition', partition: 0, broker: 1 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0 (leader epoch 0)
      → broker 0 answers producer 0: r0 is stored
    producer 0: reads the response for r0: success
      → producer 0 is told that r0 is stored
    broker 0: crashes; its log survives
    controller: misses the heartbeats of broker 0 and fences it
      → broker 1 is elected leader of topic-0 (leader epoch 1)
      → ISR of topic-0: 0, 1 → 1
    broker 1: applies the controller's newest metadata
      → broker 1 becomes leader of topic-0 (leader epoch 1)
    broker 0: starts again on the log that it has
    broker 0: applies the controller's newest metadata
      → broker 0 follows broker 1 for topic-0 (leader epoch 1)
    broker 0: fetches topic-0 from broker 1, whose log differs from its own
      → broker 0 truncates topic-0 to offset 0: r0 (leader epoch 0) is gone, and no replica has r0 any more
    broker 0: fetches topic-0 from broker 1, from offset 0 on
      → broker 1 asks the controller for ISR 0, 1 of topic-0
    controller: decides on broker 1's request for ISR 0, 1 of topic-0
      → ISR of topic-0: 1 → 0, 1"
  `);
  expect(summed(setup, schedule, 'no-loss')).toMatchInlineSnapshot(`
    [
      "r0 was reported stored when only broker 0 had it, and topic-0 does not have it at the end: broker 1 was elected without it in step 5 and broker 0 lost it in step 9.",
    ]
  `);
});

test('acks=all: the answer waits for the high watermark, which waits for every replica in sync', () => {
  const setup = replicated(3, { topic: { 'min.insync.replicas': 2 }, scope: { lags: 1 } });
  const schedule: Action[] = [
    ...produced,
    { type: 'replica.fetch', partition: 0, broker: 1 },
    { type: 'replica.fetch', partition: 0, broker: 1 },
    { type: 'replica.lag', partition: 0, broker: 2 },
    { type: 'controller.alter-partition', partition: 0, broker: 0 },
    { type: 'producer.receive', producer: 0, broker: 0 },
    { type: 'replica.fetch', partition: 0, broker: 1 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0 (leader epoch 0)
      → broker 0 answers once every in-sync replica has it (acks=all)
    broker 1: fetches topic-0 from broker 0, from offset 0 on
      → broker 1 appends r0 to topic-0 at offset 0 (leader epoch 0)
    broker 1: fetches topic-0 from broker 0, from offset 1 on
      → high watermark of topic-0 on broker 0 stays at 0; broker 1 is known to have offset 0
    broker 0: finds that broker 2 has not caught up on topic-0 for replica.lag.time.max.ms
      → broker 0 asks the controller for ISR 0, 1 of topic-0
    controller: decides on broker 0's request for ISR 0, 1 of topic-0
      → ISR of topic-0: 0, 1, 2 → 0, 1
      → high watermark of topic-0 on broker 0: 0 → 1
      → broker 0 answers producer 0: r0 is stored
    producer 0: reads the response for r0: success
      → producer 0 is told that r0 is stored
    broker 1: fetches topic-0 from broker 0, from offset 1 on
      → high watermark of topic-0 on broker 1: 0 → 1"
  `);
});

test('power loss: the last member of the ISR comes back without the record, and may lead with ELR off', () => {
  const setup = replicated(2, {
    kafka: '3.9',
    topic: { 'min.insync.replicas': 1 },
    faults: { 'broker.power-loss': 1 },
    scope: { lags: 1 },
  });
  const schedule: Action[] = [
    ...produced,
    { type: 'replica.lag', partition: 0, broker: 1 },
    { type: 'controller.alter-partition', partition: 0, broker: 0 },
    { type: 'producer.receive', producer: 0, broker: 0 },
    { type: 'broker.power-loss', broker: 0, partition: 0, keeps: 0 },
    { type: 'controller.fence-broker', broker: 0 },
    { type: 'broker.restart', broker: 0 },
    { type: 'broker.update-metadata', broker: 0 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0 (leader epoch 0)
      → broker 0 answers once every in-sync replica has it (acks=all)
    broker 0: finds that broker 1 has not caught up on topic-0 for replica.lag.time.max.ms
      → broker 0 asks the controller for ISR 0 of topic-0
    controller: decides on broker 0's request for ISR 0 of topic-0
      → ISR of topic-0: 0, 1 → 0
      → high watermark of topic-0 on broker 0: 0 → 1
      → broker 0 answers producer 0: r0 is stored
    producer 0: reads the response for r0: success
      → producer 0 is told that r0 is stored
    broker 0: loses power; nothing of topic-0 had been flushed
      → on broker 0 topic-0 ends at offset 0 now: r0 (leader epoch 0) is gone, and no replica has r0 any more
    controller: misses the heartbeats of broker 0 and fences it
      → topic-0 has no leader
    broker 0: starts again on the log that it has
      → broker 0 is elected leader of topic-0 (leader epoch 2)
    broker 0: applies the controller's newest metadata
      → broker 0 becomes leader of topic-0 (leader epoch 2)"
  `);
  expect(summed(setup, schedule, 'no-loss')).toMatchInlineSnapshot(`
    [
      "r0 was reported stored when only broker 0 had it, and topic-0 does not have it at the end: broker 0 lost it in step 6.",
    ]
  `);
  expect(summed(setup, schedule, 'committed-is-durable')).toMatchInlineSnapshot(`
    [
      "r0 (offset 0) was below the high watermark of topic-0 and is gone.",
    ]
  `);
});
