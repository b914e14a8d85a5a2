import { expect, test } from 'vitest';
import type { Action } from '../model/action.ts';
import { grouped, summed, told, transforming } from './testing/fixtures.ts';

/** Consumer 0 has sent the output of r0 in a transaction, and knows that it is stored. The output partition is on broker 0. */
const written = (members: number): Action[] => [
  ...grouped(members),
  { type: 'consumer.poll', member: 0 },
  { type: 'producer.send', producer: 0, broker: 0 },
  { type: 'broker.produce', producer: 0, broker: 0 },
  { type: 'producer.receive', producer: 0, broker: 0 },
];

test('a transaction takes effect with its markers', () => {
  const schedule: Action[] = [
    ...written(1),
    { type: 'consumer.send-offsets', member: 0 },
    { type: 'producer.end-transaction', producer: 0, commit: true },
    { type: 'transaction.write-marker', producer: 0, partition: 1 },
    { type: 'downstream.poll', partition: 1 },
    { type: 'transaction.write-offsets-marker', producer: 0 },
    { type: 'transaction.complete', producer: 0 },
  ];
  expect(told(transforming(), schedule)).toMatchInlineSnapshot(`
    "group coordinator: completes the rebalance: generation 1 of group 0
      → input-0 goes to consumer 0
    consumer 0: is assigned input-0 in generation 1 of group 0
      → consumer 0 starts at offset 0 of input-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: polls and gets r0 (input-0, offset 0)
    consumer 0's producer: begins transaction 1 and sends the output of r0 to output-0 on broker 0 (sequence 0)
    broker 0: handles the request of consumer 0's producer to append the output of r0 to output-0
      → broker 0 appends the output of r0 to output-0 at offset 0
      → last stable offset of output-0 on broker 0 stays at 0: read_committed waits for the end of a transaction
      → the transaction coordinator opens transaction 1 of consumer 0's producer: output-0
      → broker 0 answers consumer 0's producer: the output of r0 is stored
    consumer 0's producer: reads the response for the output of r0: success
      → the application is told that the output of r0 is stored, which counts once the transaction commits
    consumer 0: calls sendOffsetsToTransaction() with offset 1 of input-0
      → the transaction coordinator extends transaction 1 of consumer 0's producer: __consumer_offsets
      → offset 1 of input-0 is pending until the transaction ends
    consumer 0's producer: calls commitTransaction() for transaction 1
      → the transaction coordinator decides to commit transaction 1 of consumer 0's producer
      → the transaction coordinator accepts only producer epoch 1 of consumer 0's producer from now on
    transaction coordinator: writes the commit marker of transaction 1 of consumer 0's producer to output-0
      → broker 0 appends the commit marker to output-0 at offset 1
      → last stable offset of output-0 on broker 0: 0 → 2
    downstream reader: polls output-0 and gets the output of r0 (output-0, offset 0)
    transaction coordinator: writes the commit marker of transaction 1 of consumer 0's producer to __consumer_offsets
      → group 0 has committed offset 1 of input-0
    transaction coordinator: finds every marker of transaction 1 of consumer 0's producer replicated: the transaction is over"
  `);
});

test('a producer that starts again fences its former self and aborts its transaction', () => {
  const setup = transforming({ faults: { 'consumer.crash': 1 } });
  const schedule: Action[] = [
    ...written(1),
    { type: 'consumer.crash', member: 0, late: false },
    { type: 'group.evict', member: 0 },
    { type: 'consumer.restart', member: 0 },
    { type: 'producer.initialise', producer: 0 },
    { type: 'transaction.write-marker', producer: 0, partition: 1 },
    { type: 'transaction.complete', producer: 0 },
    { type: 'producer.initialise', producer: 0 },
    { type: 'downstream.poll', partition: 1 },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "group coordinator: completes the rebalance: generation 1 of group 0
      → input-0 goes to consumer 0
    consumer 0: is assigned input-0 in generation 1 of group 0
      → consumer 0 starts at offset 0 of input-0: nothing is committed, and auto.offset.reset=earliest
    consumer 0: polls and gets r0 (input-0, offset 0)
    consumer 0's producer: begins transaction 1 and sends the output of r0 to output-0 on broker 0 (sequence 0)
    broker 0: handles the request of consumer 0's producer to append the output of r0 to output-0
      → broker 0 appends the output of r0 to output-0 at offset 0
      → last stable offset of output-0 on broker 0 stays at 0: read_committed waits for the end of a transaction
      → the transaction coordinator opens transaction 1 of consumer 0's producer: output-0
      → broker 0 answers consumer 0's producer: the output of r0 is stored
    consumer 0's producer: reads the response for the output of r0: success
      → the application is told that the output of r0 is stored, which counts once the transaction commits
    consumer 0: crashes
      → its position in input-0, offset 1, is lost: group 0 has committed nothing
    group coordinator: removes consumer 0 from group 0: session.timeout.ms has passed
      → group 0 has to rebalance
    consumer 0: starts again, as a new process that knows nothing of the old one
    consumer 0's producer: calls initTransactions()
      → the transaction coordinator decides to abort transaction 1 of consumer 0's producer
      → the transaction coordinator accepts only producer epoch 1 of consumer 0's producer from now on
      → consumer 0's producer is answered CONCURRENT_TRANSACTIONS and has to ask again
    transaction coordinator: writes the abort marker of transaction 1 of consumer 0's producer to output-0
      → broker 0 appends the abort marker to output-0 at offset 1
      → last stable offset of output-0 on broker 0: 0 → 2
    transaction coordinator: finds every marker of transaction 1 of consumer 0's producer replicated: the transaction is over
    consumer 0's producer: calls initTransactions()
      → the transaction coordinator accepts only producer epoch 2 of consumer 0's producer from now on
    downstream reader: polls output-0 and gets no record"
  `);
});

test('a rebalance inside a transaction makes its offsets be refused', () => {
  const setup = transforming({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } });
  const schedule: Action[] = [
    ...written(2),
    { type: 'consumer.stall', member: 0 },
    { type: 'group.evict', member: 0 },
    { type: 'consumer.join', member: 1 },
    { type: 'group.complete', group: 0, shift: 0 },
    { type: 'consumer.resume', member: 0 },
    { type: 'consumer.send-offsets', member: 0 },
    { type: 'producer.end-transaction', producer: 0, commit: false },
  ];
  expect(told(setup, schedule)).toMatchInlineSnapshot(`
    "group coordinator: completes the rebalance: generation 1 of group 0
      → input-0 goes to consumer 0
    consumer 0: is assigned input-0 in generation 1 of group 0
      → consumer 0 starts at offset 0 of input-0: nothing is committed, and auto.offset.reset=earliest
    consumer 1: is assigned no partition in generation 1 of group 0
    consumer 0: polls and gets r0 (input-0, offset 0)
    consumer 0's producer: begins transaction 1 and sends the output of r0 to output-0 on broker 0 (sequence 0)
    broker 0: handles the request of consumer 0's producer to append the output of r0 to output-0
      → broker 0 appends the output of r0 to output-0 at offset 0
      → last stable offset of output-0 on broker 0 stays at 0: read_committed waits for the end of a transaction
      → the transaction coordinator opens transaction 1 of consumer 0's producer: output-0
      → broker 0 answers consumer 0's producer: the output of r0 is stored
    consumer 0's producer: reads the response for the output of r0: success
      → the application is told that the output of r0 is stored, which counts once the transaction commits
    consumer 0: stalls, for longer than max.poll.interval.ms
    group coordinator: removes consumer 0 from group 0, though it is alive: max.poll.interval.ms has passed
      → group 0 has to rebalance
    consumer 1: rejoins group 0
    group coordinator: completes the rebalance: generation 2 of group 0
      → input-0 goes to consumer 1
    consumer 0: wakes up and goes on where it was
    consumer 0: calls sendOffsetsToTransaction() with offset 1 of input-0
      → the transaction coordinator extends transaction 1 of consumer 0's producer: __consumer_offsets
      → the group coordinator refuses it: UNKNOWN_MEMBER_ID, the group goes on without it
      → consumer 0's producer can only abort its transaction now
    consumer 0's producer: calls abortTransaction() for transaction 1
      → the transaction coordinator decides to abort transaction 1 of consumer 0's producer
      → the transaction coordinator accepts only producer epoch 1 of consumer 0's producer from now on"
  `);
});

test('a zombie that goes on after its transaction has timed out is fenced', () => {
  const setup = transforming({ faults: { 'consumer.stall': 1 } });
  const schedule: Action[] = [
    ...written(1),
    { type: 'consumer.stall', member: 0 },
    { type: 'transaction.time-out', producer: 0 },
    { type: 'transaction.write-marker', producer: 0, partition: 1 },
    { type: 'transaction.complete', producer: 0 },
    { type: 'consumer.resume', member: 0 },
    { type: 'consumer.send-offsets', member: 0 },
  ];
  expect(told(setup, schedule).split('\n').slice(-13)).toMatchInlineSnapshot(`
    [
      "  → the application is told that the output of r0 is stored, which counts once the transaction commits",
      "consumer 0: stalls, for longer than max.poll.interval.ms",
      "transaction coordinator: waits no longer for the end of transaction 1 of consumer 0's producer: transaction.timeout.ms has passed",
      "  → the transaction coordinator decides to abort transaction 1 of consumer 0's producer",
      "  → the transaction coordinator accepts only producer epoch 1 of consumer 0's producer from now on",
      "transaction coordinator: writes the abort marker of transaction 1 of consumer 0's producer to output-0",
      "  → broker 0 appends the abort marker to output-0 at offset 1",
      "  → last stable offset of output-0 on broker 0: 0 → 2",
      "transaction coordinator: finds every marker of transaction 1 of consumer 0's producer replicated: the transaction is over",
      "consumer 0: wakes up and goes on where it was",
      "consumer 0: calls sendOffsetsToTransaction() with offset 1 of input-0",
      "  → consumer 0's producer is fenced (ProducerFencedException): consumer 0 exits, to be started anew",
      "  → its position in input-0, offset 1, is lost: group 0 has committed nothing",
    ]
  `);
});

test('before KIP-360 a batch without an answer ends the process', () => {
  const setup = transforming({ kafka: '2.4', faults: { 'connection.lost': 1 } });
  const schedule: Action[] = [
    ...grouped(),
    { type: 'consumer.poll', member: 0 },
    { type: 'producer.send', producer: 0, broker: 0 },
    { type: 'connection.lost', producer: 0, broker: 0, late: false },
    { type: 'producer.give-up', producer: 0 },
  ];
  expect(told(setup, schedule).split('\n').slice(-7)).toMatchInlineSnapshot(`
    [
      "consumer 0's producer: begins transaction 1 and sends the output of r0 to output-0 on broker 0 (sequence 0)",
      "  → the transaction coordinator opens transaction 1 of consumer 0's producer: output-0",
      "network: breaks the connection of consumer 0's producer to broker 0, with all that is on it",
      "  → consumer 0's producer does not learn what became of the output of r0 and will retry it",
      "consumer 0's producer: gives up on the output of r0: delivery.timeout.ms has passed",
      "  → consumer 0's producer can't go on without knowing what became of its batch (KafkaException, before KIP-360): consumer 0 exits, to be started anew",
      "  → its position in input-0, offset 1, is lost: group 0 has committed nothing",
    ]
  `);
});

test('a read_uncommitted reader sees what may be aborted', () => {
  const setup = transforming({ downstream: { 'isolation.level': 'read_uncommitted' } });
  const schedule: Action[] = [...written(1), { type: 'downstream.poll', partition: 1 }];
  expect(summed(setup, schedule, 'read-committed-visibility')).toMatchInlineSnapshot(`
    [
      "The downstream reader was given the output of r0 (output-0, offset 0) of transaction 1 of consumer 0's producer, which is open.",
    ]
  `);
});
