import { expect, it } from 'vitest';
import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import { cluster } from '../../model/cluster.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { hastened } from './hastened.ts';
import { OWN_RULES } from '../own-cluster/own-rules.ts';

const setup = setupOf({ kafka: '4.1', cluster: { brokers: 1 }, producer: { 'transactional.id': 'payments' } });

/** A transaction with one record is committed. */
const COMMIT: readonly Action[] = [
  { type: 'producer.send', producer: 0, broker: 0 },
  { type: 'broker.produce', producer: 0, broker: 0 },
  { type: 'producer.receive', producer: 0, broker: 0 },
  { type: 'producer.end-transaction', producer: 0, commit: true },
];
const MARKERS: readonly Action[] = [
  { type: 'transaction.write-marker', producer: 0, partition: 0 },
  { type: 'transaction.complete', producer: 0 },
];
const JOINS: Action = { type: 'group.complete', group: 0, shift: 0 };

const late = [...COMMIT, JOINS, ...MARKERS];

it('markers come as soon as the transaction is to end, before whatever the schedule has first', () => {
  const schedule = hastened({ setup, schedule: late }, OWN_RULES, () => true);
  expect(schedule).toEqual([...COMMIT, ...MARKERS, JOINS]);
  expect(replay(cluster(setup), schedule)).toHaveLength(late.length);
});

it('a schedule is left as it is that does not show any more what it is to show', () => {
  expect(hastened({ setup, schedule: late }, OWN_RULES, () => false)).toBe(late);
});

it('a schedule that the machine does not take then is left as it is', () => {
  const schedule = [...COMMIT, { type: 'producer.end-transaction', producer: 0, commit: true } as const, ...MARKERS];
  expect(hastened({ setup, schedule }, OWN_RULES, () => true)).toBe(schedule);
});

it('of an action that cannot be played on a cluster of one’s own it is told why', () => {
  expect(OWN_RULES.moves['broker.crash']).toMatchObject({ because: expect.stringContaining('somebody else’s') });
  expect(OWN_RULES.moves['replica.fetch']).toMatchObject({ because: expect.stringContaining('past the gate') });
});
