import { expect, it } from 'vitest';
import { prepareCluster } from './prepared-cluster.ts';

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
