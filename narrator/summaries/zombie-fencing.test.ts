import { expect, test } from 'vitest';
import type { Action } from '../../model/action.ts';
import { evictedAlive, grouped, produced, small, summed, transforming } from '../testing/fixtures.ts';

test('zombie-fencing: what was read, and who wrote it', () => {
  const setup = small({
    consumer: { 'isolation.level': 'read_committed' },
    producer: { 'transactional.id': 'writer' },
    faults: { 'producer.crash': 1 },
    protocol: { producerEpochFencing: false, lastStableOffset: false },
  });
  const schedule: Action[] = [
    ...grouped(),
    { type: 'producer.send', producer: 0, broker: 0 },
    { type: 'producer.crash', producer: 0, late: true },
    { type: 'producer.restart', producer: 0 },
    { type: 'producer.initialise', producer: 0 },
    { type: 'network.arrive', index: 0 },
    { type: 'consumer.poll', member: 0 },
  ];
  expect(summed(setup, schedule, 'zombie-fencing')).toMatchInlineSnapshot(`
    [
      "Consumer 0 was given r0 (topic-0, offset 0) of transaction 1 of producer 0, written by a process that had been replaced.",
    ]
  `);
});

test('zombie-fencing: whose offsets were taken, and whose EndTxn ended what', () => {
  const stalls = transforming({
    faults: { 'consumer.stall': 1 },
    protocol: { transactionalOffsetsFencedByGeneration: false },
  });
  const offsets: Action[] = [
    ...grouped(),
    { type: 'consumer.poll', member: 0 },
    ...produced,
    { type: 'producer.receive', producer: 0, broker: 0 },
    ...evictedAlive,
    { type: 'consumer.send-offsets', member: 0 },
  ];
  expect(summed(stalls, offsets, 'zombie-fencing')).toMatchInlineSnapshot(`
    [
      "The group coordinator took offset 1 of input-0 in a transaction from consumer 0, without which group 0 goes on.",
    ]
  `);
  const crashes = small({
    consumer: { 'isolation.level': 'read_committed' },
    producer: { 'transactional.id': 'writer' },
    faults: { 'producer.crash': 1, 'connection.lost': 1 },
    protocol: { producerEpochFencing: false },
    scope: { records: 2 },
  });
  const ended: Action[] = [
    ...produced,
    { type: 'producer.receive', producer: 0, broker: 0 },
    { type: 'end-transaction.delayed', producer: 0, commit: true },
    { type: 'producer.crash', producer: 0, late: false },
    { type: 'producer.restart', producer: 0 },
    { type: 'producer.initialise', producer: 0 },
    { type: 'transaction.write-marker', producer: 0, partition: 0 },
    { type: 'transaction.complete', producer: 0 },
    { type: 'producer.initialise', producer: 0 },
    ...produced,
    { type: 'network.arrive', index: 0 },
  ];
  expect(summed(crashes, ended, 'zombie-fencing')).toMatchInlineSnapshot(`
    [
      "The late commitTransaction() of a former process of producer 0 arrived after a newer one had begun, and ended transaction 2 of producer 0.",
    ]
  `);
});
