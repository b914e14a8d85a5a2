import { expect, test } from 'vitest';
import type { Action } from '../model/action.ts';
import type { SetupDraft } from '../setups/input.ts';
import { evictedAlive, produced, small, summed, told } from './testing/fixtures.ts';

/** Two members of a KIP-848 group that has no listener, of whom the first has polled a record. */
const unheard = (draft: SetupDraft): ReturnType<typeof small> =>
  small({
    kafka: '4.1',
    consumer: { 'group.protocol': 'consumer' },
    application: { 'rebalance.listener': false },
    scope: { members: 2 },
    ...draft,
  });

const polled: readonly Action[] = [
  ...produced,
  { type: 'group.complete', group: 0, shift: 0 },
  { type: 'consumer.sync', member: 0 },
  { type: 'consumer.poll', member: 0 },
];

test('a partition is given up in the background, and committed by its former owner', () => {
  const setup = unheard({ faults: { rebalance: 1 } });
  const schedule: Action[] = [
    ...polled,
    { type: 'rebalance', group: 0 },
    { type: 'group.complete', group: 0, shift: 1 },
    { type: 'consumer.sync', member: 0 },
    { type: 'consumer.sync', member: 1 },
    { type: 'consumer.process', member: 0 },
    { type: 'consumer.commit', member: 0 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0
      → broker 0 answers producer 0: r0 is stored
    group coordinator: computes a new target assignment: group epoch 1 of group 0
      → topic-0 is meant for consumer 0
    consumer 0: is assigned topic-0 (member epoch 1 of group 0)
      → consumer 0 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: polls and gets r0 (topic-0, offset 0)
    group coordinator: starts a rebalance of group 0: its members or its topics have changed
    group coordinator: computes a new target assignment: group epoch 2 of group 0
      → topic-0 is meant for consumer 1
    consumer 0: gives up topic-0 in the background (member epoch 1 of group 0)
      → consumer 0 does not drop its batch: r0 (topic-0, offset 0) is left of it
      → offset 1 of topic-0 is still to be committed
    consumer 1: is assigned topic-0 (member epoch 2 of group 0)
      → consumer 1 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: processes r0 (topic-0, offset 0)
      → r0 takes effect
    consumer 0: calls commitSync() with offset 1 of topic-0
      → group 0 has committed offset 1 of topic-0
      → the commit is taken from a member that does not own the partition"
  `);
  expect(summed(setup, schedule, 'exclusive-ownership')).toMatchInlineSnapshot(`
    [
      "The group coordinator took offset 1 of topic-0 from consumer 0, which does not own what it commits.",
    ]
  `);
});

test('a member that was paused joins again in the background', () => {
  const setup = unheard({ faults: { 'consumer.stall': 1 } });
  const schedule: Action[] = [...polled, ...evictedAlive, { type: 'consumer.join', member: 0 }];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0
      → broker 0 answers producer 0: r0 is stored
    group coordinator: computes a new target assignment: group epoch 1 of group 0
      → topic-0 is meant for consumer 0
    consumer 0: is assigned topic-0 (member epoch 1 of group 0)
      → consumer 0 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: polls and gets r0 (topic-0, offset 0)
    consumer 0: stalls, for longer than group.consumer.session.timeout.ms
    group coordinator: removes consumer 0 from group 0, though it is alive: group.consumer.session.timeout.ms has passed
      → group 0 has to rebalance
    consumer 0: wakes up and goes on where it was
    consumer 0: gives up topic-0 and joins group 0 in the background
      → consumer 0 does not drop its batch: r0 (topic-0, offset 0) is left of it
      → offset 1 of topic-0 is still to be committed"
  `);
});

test('what a worker finishes after its partition has moved on is still to be committed', () => {
  const setup = small({
    application: { processing: 'async' },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  });
  const schedule: Action[] = [
    ...produced,
    { type: 'group.complete', group: 0, shift: 0 },
    { type: 'consumer.sync', member: 0 },
    { type: 'consumer.poll', member: 0 },
    { type: 'rebalance', group: 0 },
    { type: 'consumer.join', member: 0 },
    { type: 'worker.process', member: 0 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "producer 0: sends r0 to topic-0 on broker 0 (sequence 0)
    broker 0: handles the request of producer 0 to append r0 to topic-0
      → broker 0 appends r0 to topic-0 at offset 0
      → broker 0 answers producer 0: r0 is stored
    group coordinator: completes the rebalance: generation 1 of group 0
      → topic-0 goes to consumer 0
    consumer 0: is assigned topic-0 in generation 1 of group 0
      → consumer 0 starts at offset 0 of topic-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: polls, gets r0 (topic-0, offset 0) and hands it over to its worker
    group coordinator: starts a rebalance of group 0: its members or its topics have changed
    consumer 0: gives up topic-0 and rejoins group 0
    consumer 0's worker: processes r0 (topic-0, offset 0)
      → offset 1 of topic-0 is still to be committed: consumer 0 does not own it any more
      → r0 takes effect"
  `);
});
