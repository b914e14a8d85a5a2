import { expect, test } from 'vitest';
import type { Action } from '../../model/action.ts';
import { grouped, produced, small, summed } from '../testing/fixtures.ts';

test('V7: no-loss tells a group that stops and a record that was deleted each for what it is', () => {
  const stops = small({ consumer: { 'auto.offset.reset': 'none' } });
  const acknowledged: Action[] = [...produced, { type: 'producer.receive', producer: 0, broker: 0 }];
  expect(summed(stops, acknowledged, 'no-loss')).toMatchInlineSnapshot(`
    [
      "r0 (topic-0, offset 0) was reported stored and no consumer of group 0 ever processed it: group 0 has committed nothing, and poll() throws NoOffsetForPartitionException; with auto.offset.reset=none the application has to decide.",
    ]
  `);
  const retention = small({ faults: { 'records.deleted': 1 } });
  const deleted: Action[] = [...acknowledged, { type: 'records.deleted', partition: 0 }];
  expect(summed(retention, deleted, 'no-loss')).toMatchInlineSnapshot(`
    [
      "r0 (topic-0, offset 0) was reported stored and no consumer of group 0 ever processed it: retention deleted it in step 4.",
    ]
  `);
});

test('V7: no-loss: with acks=0 a record that was lost on its way never had a broker to lose it', () => {
  const setup = small({ producer: { acks: '0', 'enable.idempotence': false }, faults: { 'request.lost': 1 } });
  const schedule: Action[] = [
    ...grouped(),
    { type: 'producer.send', producer: 0, broker: 0 },
    { type: 'request.lost', producer: 0, broker: 0 },
  ];
  expect(summed(setup, schedule, 'no-loss')).toEqual([
    'r0 was reported stored, and no broker ever had it: with acks=0 nobody is told.',
  ]);
});
