import { expect, test } from 'vitest';
import type { Action } from '../model/action.ts';
import { evictedAlive, grouped, produced, small, summed, transforming } from './testing/fixtures.ts';

/** Consumer 0 stalls with a polled record, is replaced by consumer 1, wakes up and commits. */
const zombieCommits: readonly Action[] = [
  ...grouped(2),
  ...produced,
  { type: 'consumer.poll', member: 0 },
  ...evictedAlive,
  { type: 'consumer.process', member: 0 },
  { type: 'consumer.commit', member: 0 },
];

test('exclusive-ownership: who committed, and how it should have been answered', () => {
  const setup = small({
    faults: { 'consumer.stall': 1 },
    scope: { members: 2 },
    protocol: { generationFencing: false },
  });
  expect(summed(setup, zombieCommits, 'exclusive-ownership')).toMatchInlineSnapshot(`
    [
      "The group coordinator took offset 1 of topic-0 from consumer 0, where the right answer is UNKNOWN_MEMBER_ID, the group goes on without it.",
    ]
  `);
});

/** The offsets of a transaction are sent, and it times out after its process has died; consumer 1 takes over. */
const abandoned: readonly Action[] = [
  ...grouped(2),
  { type: 'consumer.poll', member: 0 },
  ...produced,
  { type: 'producer.receive', producer: 0, broker: 0 },
  { type: 'consumer.send-offsets', member: 0 },
  { type: 'consumer.crash', member: 0, late: false },
  { type: 'group.evict', member: 0 },
  { type: 'transaction.time-out', producer: 0 },
  { type: 'transaction.write-marker', producer: 0, partition: 1 },
  { type: 'transaction.write-offsets-marker', producer: 0 },
  { type: 'consumer.join', member: 1 },
  { type: 'group.complete', group: 0, shift: 0 },
  { type: 'consumer.sync', member: 1 },
];

test('offsets that do not wait for the marker: every guarantee sees it in its own way', () => {
  const setup = transforming({
    faults: { 'consumer.crash': 1 },
    scope: { members: 2 },
    protocol: { offsetsWaitForMarker: false },
  });
  expect(summed(setup, abandoned, 'resume-from-committed')).toMatchInlineSnapshot(`
    [
      "Consumer 1 started at offset 1 of input-0, although group 0 had committed nothing.",
    ]
  `);
  expect(summed(setup, abandoned, 'atomic-transaction')).toMatchInlineSnapshot(`
    [
      "Group 0 has committed offset 1 of input-0, where the commits and transactions decided so far leave no offset.",
    ]
  `);
  expect(summed(setup, abandoned, 'offsets-with-records')).toMatchInlineSnapshot(`
    [
      "Group 0 has committed offset 1, past r0 (input-0, offset 0), whose output was never read.",
    ]
  `);
  expect(summed(setup, abandoned, 'no-loss')).toMatchInlineSnapshot(`
    [
      "The output of r0 is in output-0 at offset 0, aborted, and no reader was given it.",
    ]
  `);
});

test('progress: what stands still', () => {
  const setup = transforming();
  const schedule: Action[] = [...grouped(), { type: 'consumer.poll', member: 0 }, ...produced];
  expect(summed(setup, schedule, 'progress')).toMatchInlineSnapshot(`
    [
      "Transaction 1 of consumer 0's producer, which began at offset 0 of output-0, is never ended: a read_committed reader can't pass offset 0 of output-0.",
    ]
  `);
  const acknowledged: Action[] = [...produced, { type: 'producer.receive', producer: 0, broker: 0 }];
  expect(summed(small(), acknowledged, 'progress')).toMatchInlineSnapshot(`
    [
      "r0 (topic-0, offset 0) was reported stored and group 0 never gets past it.",
    ]
  `);
});

test('partition-order: what came first', () => {
  const setup = small({
    producer: { 'enable.idempotence': false },
    faults: { 'connection.lost': 1 },
    scope: { records: 2 },
  });
  const retried: Action[] = [
    { type: 'producer.retry', producer: 0, broker: 0 },
    { type: 'broker.produce', producer: 0, broker: 0 },
    { type: 'producer.receive', producer: 0, broker: 0 },
  ];
  const schedule: Action[] = [
    ...grouped(),
    { type: 'producer.send', producer: 0, broker: 0 },
    { type: 'producer.send', producer: 0, broker: 0 },
    { type: 'connection.lost', producer: 0, broker: 0, late: false },
    ...retried,
    ...retried,
    { type: 'consumer.poll', member: 0 },
    { type: 'consumer.process', member: 0 },
    { type: 'consumer.process', member: 0 },
  ];
  expect(summed(setup, schedule, 'partition-order')).toMatchInlineSnapshot(`
    [
      "Group 0 saw r0 (topic-0, offset 1) only after r1 (offset 0), which was sent later.",
    ]
  `);
});

test('group-independence: which group was not given what', () => {
  const setup = small({ scope: { groups: 2 } });
  const schedule: Action[] = [
    ...grouped(),
    ...produced,
    { type: 'producer.receive', producer: 0, broker: 0 },
    { type: 'consumer.poll', member: 0 },
  ];
  expect(summed(setup, schedule, 'group-independence')).toMatchInlineSnapshot(`
    [
      "r0 (topic-0, offset 0) was reported stored and was never given to group 1.",
    ]
  `);
});
