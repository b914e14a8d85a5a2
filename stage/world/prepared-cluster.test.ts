import { expect, it } from 'vitest';
import { prepareCluster } from './prepared-cluster.ts';

it('a group that has read a topic before has committed where its records begin, at whichever broker coordinates', () => {
  const input = { topic: 'orders', readBy: ['shop', 'audit'] };
  const { cluster, records } = prepareCluster({
    cluster: { brokers: 3 },
    topics: { orders: { partitions: 2 } },
    input,
  });
  expect(cluster.groups.map(({ groupId }) => groupId)).toEqual(['shop', 'audit']);
  expect(cluster.machine.groups.map(({ committed }) => committed)).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(records).toHaveLength(2);
  expect(prepareCluster({ input: { topic: 'orders' } }).cluster.groups).toEqual([]);
});

it.each([
  [undefined, 1],
  [{ 'auto.create.topics.enable': true }, 1],
  [{ 'num.partitions': 3 }, 3],
  [{ 'auto.create.topics.enable': false, 'num.partitions': 3 }, null],
  [{ 'auto.create.topics.enable': 'false' }, null],
])('brokers create a topic that is not there as their own keys say: %o', (broker, createsTopics) => {
  const { cluster } = prepareCluster({ cluster: { broker }, input: { topic: 'orders' } });
  expect(cluster.createsTopics).toBe(createsTopics);
});
