import { expect, it } from 'vitest';
import type { ActionType } from '../../model/action.ts';
import { allowed } from '../cluster/allowed.ts';
import { happen } from '../cluster/happen.ts';
import { leaderOf } from './own-requests.ts';
import { prepareCluster } from './prepared-cluster.ts';

it('a partition whose leader has crashed is led by another, of which the one that crashed knows nothing', () => {
  const { cluster } = prepareCluster({ cluster: { brokers: 3 }, input: { topic: 'orders' } });
  const led = leaderOf(cluster, 'orders', 0);
  let after = happen(cluster, { type: 'broker.crash', broker: led }).cluster;
  for (const type of ['controller.fence-broker', 'broker.update-metadata'] satisfies ActionType[]) {
    const due = allowed(after).find(({ event }) => event.type === 'machine' && event.action.type === type);
    if (due) after = happen(after, due.event).cluster;
  }
  expect(led).toBe(0);
  expect([1, 2]).toContain(leaderOf(after, 'orders', 0));
  expect(after.machine.brokers[led].up).toBe(false);
});
