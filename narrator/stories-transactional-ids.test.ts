import { expect, test } from 'vitest';
import type { Action } from '../model/action.ts';
import { small, summed, told, transforming } from './testing/fixtures.ts';

test('a producer for an input partition takes its id before its member asks where to start', () => {
  const setup = transforming({
    application: { 'transactional.ids': 'per-partition' },
    topic: { partitions: 2 },
    scope: { records: 2 },
  });
  const schedule: Action[] = [
    { type: 'group.complete', group: 0, shift: 0 },
    { type: 'consumer.sync', member: 0 },
    { type: 'producer.initialise', producer: 0 },
    { type: 'producer.initialise', producer: 1 },
    { type: 'consumer.sync', member: 0 },
    { type: 'consumer.poll', member: 0 },
    { type: 'producer.send', producer: 0, broker: 0 },
    { type: 'consumer.send-offsets', member: 0 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "group coordinator: completes the rebalance: generation 1 of group 0
      → input-0 goes to consumer 0
      → input-1 goes to consumer 0
    consumer 0: is assigned input-0 and input-1 in generation 1 of group 0
      → consumer 0's producer for input-0 begins, with the transactional id of that partition
      → consumer 0's producer for input-1 begins, with the transactional id of that partition
    consumer 0's producer for input-0: calls initTransactions()
      → the transaction coordinator accepts only producer epoch 0 of the transactional id of input-0 from now on
    consumer 0's producer for input-1: calls initTransactions()
      → the transaction coordinator accepts only producer epoch 0 of the transactional id of input-1 from now on
    consumer 0: asks where group 0 has come to
      → consumer 0 starts at offset 0 of input-0: nothing is committed, and auto.offset.reset=earliest
      → consumer 0 starts at offset 0 of input-1: nothing is committed, and auto.offset.reset=earliest
    consumer 0: polls and gets r0 (input-0, offset 0) and r1 (input-1, offset 0)
    consumer 0's producer for input-0: begins transaction 1 and sends the output of r0 to output-0 on broker 0 (sequence 0)
    consumer 0: calls sendOffsetsToTransaction() with offset 1 of input-0
      → the transaction coordinator opens transaction 1 of consumer 0's producer for input-0: __consumer_offsets
      → offset 1 of input-0 is pending until the transaction ends"
  `);
});

const writers = (ids: 'shared' | 'per-start') =>
  small({
    producer: { 'transactional.id': 'billing' },
    application: { 'transactional.ids': ids },
    faults: { 'producer.stall': 1, 'producer.crash': 1 },
    scope: { producers: 2 },
  });

test('live producers that share an id fence each other, and one that wakes up has lost it', () => {
  const schedule: Action[] = [
    { type: 'producer.initialise', producer: 0 },
    { type: 'producer.stall', producer: 0 },
    { type: 'producer.initialise', producer: 1 },
    { type: 'producer.resume', producer: 0 },
  ];
  expect(told(writers('shared'), schedule)).toMatchInlineSnapshot(`
    "producer 0: calls initTransactions()
      → the transaction coordinator accepts only producer epoch 0 of transactional.id billing from now on
    producer 0: stalls, for longer than its time-outs
    producer 1: calls initTransactions()
      → the transaction coordinator accepts only producer epoch 1 of transactional.id billing from now on
    producer 0: wakes up and goes on where it was"
  `);
  expect(summed(writers('shared'), schedule, 'progress')).toMatchInlineSnapshot(`
    [
      "Producer 1 has taken transactional.id billing from producer 0, which is alive: it will be fenced, start again, and take the id back, without end.",
    ]
  `);
});

test('a start with an id of its own is told by its number', () => {
  const schedule: Action[] = [
    { type: 'producer.crash', producer: 0, late: false },
    { type: 'producer.restart', producer: 0 },
    { type: 'producer.initialise', producer: 0 },
  ];
  expect(told(writers('per-start'), schedule)).toMatchInlineSnapshot(`
    "producer 0: crashes
    producer 0: starts again with a new transactional.id
    producer 0: calls initTransactions()
      → the transaction coordinator accepts only producer epoch 0 of the id of start 2 of producer 0 from now on"
  `);
});
