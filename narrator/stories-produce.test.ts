import { expect, test } from 'vitest';
import type { Action } from '../model/action.ts';
import { grouped, produced, small, summed, told } from './testing/fixtures.ts';

/** The record is stored, the response is lost, and the producer sends the record again. */
const retried: readonly Action[] = [
  ...produced,
  { type: 'response.lost', producer: 0, broker: 0 },
  { type: 'producer.retry', producer: 0, broker: 0 },
  { type: 'broker.produce', producer: 0, broker: 0 },
  { type: 'producer.receive', producer: 0, broker: 0 },
];

const processesTwo: readonly Action[] = [
  ...grouped(),
  { type: 'consumer.poll', member: 0 },
  { type: 'consumer.process', member: 0 },
  { type: 'consumer.process', member: 0 },
];

test('a retry after a lost response is appended again without idempotence', () => {
  const setup = small({ producer: { 'enable.idempotence': false }, faults: { 'response.lost': 1 } });
  const schedule = [...retried, ...processesTwo];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0
      → broker 0 answers producer 0: r0 is stored
    network: loses the response to the request for r0 as the connection of producer 0 to broker 0 breaks
      → producer 0 does not learn what became of r0 and will retry it
    producer 0: sends r0 to topic-0 on broker 0 again
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 1
      → broker 0 answers producer 0: r0 is stored
    producer 0: reads the response for r0: success
      → producer 0 is told that r0 is stored
    group coordinator: completes the rebalance: generation 1 of group 0
      → topic-0 goes to consumer 0
    consumer 0: is assigned topic-0 in generation 1 of group 0
      → consumer 0 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: polls and gets r0 (topic-0, offset 0) and r0 (topic-0, offset 1)
    consumer 0: processes r0 (topic-0, offset 0)
      → r0 takes effect
    consumer 0: processes r0 (topic-0, offset 1)
      → r0 takes effect once more, the first time was offset 0 of topic-0"
  `);
  expect(summed(setup, schedule, 'no-duplicates')).toMatchInlineSnapshot(`
    [
      "Group 0 processed r0 twice, from offsets 0 and 1 of topic-0: it was sent once and is in the log twice.",
    ]
  `);
});

test('a retry after a lost response is recognised with idempotence', () => {
  const setup = small({ faults: { 'response.lost': 1 } });
  expect(told(setup, retried)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0
      → broker 0 answers producer 0: r0 is stored
    network: loses the response to the request for r0 as the connection of producer 0 to broker 0 breaks
      → producer 0 does not learn what became of r0 and will retry it
    producer 0: sends r0 to topic-0 on broker 0 again (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → producer id and sequence say that it is in topic-0 at offset 0 already: it is not appended again
      → broker 0 answers producer 0: r0 is stored
    producer 0: reads the response for r0: success
      → producer 0 is told that r0 is stored"
  `);
});

test('a resend by the application is a new record', () => {
  const setup = small({ application: { 'on.send.failure': 'resend' }, faults: { 'response.lost': 1 } });
  const schedule: Action[] = [
    ...produced,
    { type: 'response.lost', producer: 0, broker: 0 },
    { type: 'producer.give-up', producer: 0 },
    ...produced,
    ...processesTwo,
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0
      → broker 0 answers producer 0: r0 is stored
    network: loses the response to the request for r0 as the connection of producer 0 to broker 0 breaks
      → producer 0 does not learn what became of r0 and will retry it
    producer 0: gives up on r0: delivery.timeout.ms has passed
      → producer 0 is told that sending r0 has failed, though topic-0 has it at offset 0
      → producer 0 goes on with producer epoch 1, sequence 0
      → producer 0 will send r0 once more, as a new record (on.send.failure: resend)
    producer 0: sends r0 to topic-0 on broker 0 once more, as a new record (producer epoch 1, sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 1
      → broker 0 answers producer 0: r0 is stored
    group coordinator: completes the rebalance: generation 1 of group 0
      → topic-0 goes to consumer 0
    consumer 0: is assigned topic-0 in generation 1 of group 0
      → consumer 0 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: polls and gets r0 (topic-0, offset 0) and r0 (topic-0, offset 1)
    consumer 0: processes r0 (topic-0, offset 0)
      → r0 takes effect
    consumer 0: processes r0 (topic-0, offset 1)
      → r0 takes effect once more, the first time was offset 0 of topic-0"
  `);
  expect(summed(setup, schedule, 'no-duplicates')).toMatchInlineSnapshot(`
    [
      "Group 0 processed r0 twice, from offsets 0 and 1 of topic-0: the application sent it twice, as new records.",
    ]
  `);
});

test('a request that outlives its producer arrives late', () => {
  const setup = small({ faults: { 'producer.crash': 1 } });
  const schedule: Action[] = [
    { type: 'producer.send', producer: 0, broker: 0 },
    { type: 'producer.crash', producer: 0, late: true },
    { type: 'producer.restart', producer: 0 },
    { type: 'network.arrive', index: 0 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    producer 0: crashes
      → a request is still on the way
    producer 0: starts again with a new producer id
    broker 0: gets a request of producer 0 whose connection is gone, to append r0 to topic-0 (sequence 0)
      → broker 0 appends r0 to topic-0 at offset 0"
  `);
});
