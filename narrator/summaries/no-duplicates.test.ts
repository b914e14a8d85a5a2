import { expect, test } from 'vitest';
import type { Action } from '../../model/action.ts';
import { evictedAlive, grouped, produced, small, summed, told } from '../testing/fixtures.ts';

test('V7: a queue that survives a rebalance has the first copy, and where the second comes from is told', () => {
  const setup = small({ application: { processing: 'async' }, faults: { rebalance: 1 } });
  const rebalanced: Action[] = [
    ...grouped(),
    ...produced,
    { type: 'consumer.poll', member: 0 },
    { type: 'rebalance', group: 0 },
    { type: 'consumer.join', member: 0 },
    { type: 'group.complete', group: 0, shift: 0 },
    { type: 'consumer.sync', member: 0 },
    { type: 'consumer.poll', member: 0 },
    { type: 'worker.process', member: 0 },
    { type: 'worker.process', member: 0 },
  ];
  expect(summed(setup, rebalanced, 'no-duplicates')).toMatchInlineSnapshot(`
    [
      "Group 0 processed r0 (topic-0, offset 0) twice: consumer 0 in step 11, then consumer 0 in step 12. The queue of consumer 0's worker had it since step 5 and kept it; consumer 0 started in step 9, when the group had committed nothing, and was given it again in step 10.",
    ]
  `);
});

test('V7: the new owner is first, and the former one has the record still in hand', () => {
  const setup = small({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } });
  const takenOver: Action[] = [
    ...grouped(2),
    ...produced,
    { type: 'consumer.poll', member: 0 },
    ...evictedAlive,
    { type: 'consumer.join', member: 1 },
    { type: 'group.complete', group: 0, shift: 0 },
    { type: 'consumer.sync', member: 1 },
    { type: 'consumer.poll', member: 1 },
    { type: 'consumer.process', member: 1 },
    { type: 'consumer.process', member: 0 },
  ];
  expect(summed(setup, takenOver, 'no-duplicates')).toMatchInlineSnapshot(`
    [
      "Group 0 processed r0 (topic-0, offset 0) twice: consumer 1 in step 14, then consumer 0 in step 15. Consumer 0 had it in hand since step 6 and kept it; consumer 1 started in step 12, when the group had committed nothing, and was given it as well in step 13.",
    ]
  `);
});

test('V7: an entry that was truncated and written again is no entry delivered twice', () => {
  const setup = small({ faults: { 'broker.power-loss': 1 } });
  const rewritten: Action[] = [
    ...grouped(),
    ...produced,
    { type: 'consumer.poll', member: 0 },
    { type: 'consumer.process', member: 0 },
    { type: 'consumer.commit', member: 0 },
    { type: 'broker.power-loss', broker: 0, partition: 0, keeps: 0 },
    { type: 'controller.fence-broker', broker: 0 },
    { type: 'broker.restart', broker: 0 },
    { type: 'broker.update-metadata', broker: 0 },
    { type: 'consumer.poll', member: 0 },
    { type: 'producer.retry', producer: 0, broker: 0 },
    { type: 'broker.produce', producer: 0, broker: 0 },
    { type: 'consumer.poll', member: 0 },
    { type: 'consumer.process', member: 0 },
  ];
  expect(told(setup, rewritten)).toContain(
    'r0 takes effect once more, from the same offset as before: the log has another copy there now',
  );
  expect(summed(setup, rewritten, 'no-duplicates')).toMatchInlineSnapshot(`
    [
      "Group 0 processed r0 twice, from offset 0 of topic-0 in leader epochs 0 and 2: topic-0 lost the copy at offset 0 in step 8, and the record was written again.",
    ]
  `);
});
