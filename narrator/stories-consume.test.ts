import { expect, test } from 'vitest';
import type { Action } from '../model/action.ts';
import { grouped, produced, small, summed, told } from './testing/fixtures.ts';

/** A record on one broker that was reported stored, and a group of one that has polled it. */
const polled: readonly Action[] = [
  ...grouped(),
  ...produced,
  { type: 'producer.receive', producer: 0, broker: 0 },
  { type: 'consumer.poll', member: 0 },
];

/** The member comes back as a new one, in the next generation. */
const comesBack: readonly Action[] = [
  { type: 'group.evict', member: 0 },
  { type: 'consumer.restart', member: 0 },
  { type: 'consumer.join', member: 0 },
  { type: 'group.complete', group: 0, shift: 0 },
  { type: 'consumer.sync', member: 0 },
];

test('a crash between processing and commit delivers the record again', () => {
  const setup = small({ faults: { 'consumer.crash': 1 } });
  const schedule: Action[] = [
    ...polled,
    { type: 'consumer.process', member: 0 },
    { type: 'consumer.crash', member: 0, late: false },
    ...comesBack,
    { type: 'consumer.poll', member: 0 },
    { type: 'consumer.process', member: 0 },
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
    consumer 0: polls and gets r0 (topic-0, offset 0)
    consumer 0: processes r0 (topic-0, offset 0)
      → r0 takes effect
    consumer 0: crashes
      → its position in topic-0, offset 1, is lost: group 0 has committed nothing
    group coordinator: removes consumer 0 from group 0: session.timeout.ms has passed
      → group 0 has to rebalance
    consumer 0: starts again, as a new process that knows nothing of the old one
    consumer 0: joins group 0
    group coordinator: completes the rebalance: generation 2 of group 0
      → topic-0 goes to consumer 0
    consumer 0: is assigned topic-0 in generation 2 of group 0
      → consumer 0 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: polls and gets r0 (topic-0, offset 0)
    consumer 0: processes r0 (topic-0, offset 0)
      → r0 takes effect once more, from the same offset as before"
  `);
  expect(summed(setup, schedule, 'no-duplicates')).toMatchInlineSnapshot(`
    [
      "Group 0 processed r0 (topic-0, offset 0) twice: consumer 0 in step 7, then consumer 0 in step 15. When consumer 0 started, the group had committed nothing.",
    ]
  `);
});

test('a commit before processing loses the record in a crash between the two', () => {
  const setup = small({ application: { commit: 'before-processing' }, faults: { 'consumer.crash': 1 } });
  const schedule: Action[] = [
    ...polled,
    { type: 'consumer.commit', member: 0 },
    { type: 'consumer.crash', member: 0, late: false },
    ...comesBack,
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
    consumer 0: polls and gets r0 (topic-0, offset 0)
    consumer 0: calls commitSync() with offset 1 of topic-0
      → group 0 has committed offset 1 of topic-0
    consumer 0: crashes
      → what it had polled and not finished is forgotten: r0, and group 0 has committed past r0
    group coordinator: removes consumer 0 from group 0: session.timeout.ms has passed
      → group 0 has to rebalance
    consumer 0: starts again, as a new process that knows nothing of the old one
    consumer 0: joins group 0
    group coordinator: completes the rebalance: generation 2 of group 0
      → topic-0 goes to consumer 0
    consumer 0: is assigned topic-0 in generation 2 of group 0
      → consumer 0 starts at offset 1 of topic-0: the committed offset"
  `);
  expect(summed(setup, schedule, 'no-loss')).toMatchInlineSnapshot(`
    [
      "r0 (topic-0, offset 0) was reported stored and no consumer of group 0 ever processed it: the group has committed offset 1, past it.",
    ]
  `);
});

test('the commit of a zombie is refused', () => {
  const setup = small({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } });
  const schedule: Action[] = [
    ...grouped(2),
    ...produced,
    { type: 'consumer.poll', member: 0 },
    { type: 'consumer.stall', member: 0 },
    { type: 'group.evict', member: 0 },
    { type: 'consumer.join', member: 1 },
    { type: 'group.complete', group: 0, shift: 0 },
    { type: 'consumer.sync', member: 1 },
    { type: 'consumer.resume', member: 0 },
    { type: 'consumer.process', member: 0 },
    { type: 'consumer.commit', member: 0 },
    { type: 'consumer.join', member: 0 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "group coordinator: completes the rebalance: generation 1 of group 0
      → topic-0 goes to consumer 0
    consumer 0: is assigned topic-0 in generation 1 of group 0
      → consumer 0 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    consumer 1: is assigned no partition in generation 1 of group 0
    producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0
      → broker 0 answers producer 0: r0 is stored
    consumer 0: polls and gets r0 (topic-0, offset 0)
    consumer 0: stalls, for longer than max.poll.interval.ms
    group coordinator: removes consumer 0 from group 0, though it is alive: max.poll.interval.ms has passed
      → group 0 has to rebalance
    consumer 1: rejoins group 0
    group coordinator: completes the rebalance: generation 2 of group 0
      → topic-0 goes to consumer 1
    consumer 1: is assigned topic-0 in generation 2 of group 0
      → consumer 1 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: wakes up and goes on where it was
    consumer 0: processes r0 (topic-0, offset 0)
      → r0 takes effect
    consumer 0: calls commitSync() with offset 1 of topic-0
      → the group coordinator refuses it: UNKNOWN_MEMBER_ID, the group goes on without it
    consumer 0: joins group 0
      → group 0 has to rebalance"
  `);
});

test('auto-commit commits what a worker has not processed', () => {
  const setup = small({
    consumer: { 'enable.auto.commit': true },
    application: { commit: 'auto', processing: 'async' },
    faults: { 'consumer.crash': 1 },
  });
  const schedule: Action[] = [
    ...polled,
    { type: 'consumer.poll', member: 0 },
    { type: 'consumer.crash', member: 0, late: false },
    ...comesBack,
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
    consumer 0: polls, gets r0 (topic-0, offset 0) and hands it over to its worker
    consumer 0: polls and gets no record
      → group 0 has committed offset 1 of topic-0 (enable.auto.commit: where this poll begins)
    consumer 0: crashes
      → what it had polled and not finished is forgotten: r0, and group 0 has committed past r0
    group coordinator: removes consumer 0 from group 0: session.timeout.ms has passed
      → group 0 has to rebalance
    consumer 0: starts again, as a new process that knows nothing of the old one
    consumer 0: joins group 0
    group coordinator: completes the rebalance: generation 2 of group 0
      → topic-0 goes to consumer 0
    consumer 0: is assigned topic-0 in generation 2 of group 0
      → consumer 0 starts at offset 1 of topic-0: the committed offset"
  `);
  expect(summed(setup, schedule, 'no-loss')).toMatchInlineSnapshot(`
    [
      "r0 (topic-0, offset 0) was reported stored and no consumer of group 0 ever processed it: the group has committed offset 1, past it.",
    ]
  `);
});
