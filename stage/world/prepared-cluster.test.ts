import { expect, it } from 'vitest';
import { Client } from '../testing/client.ts';
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

it('what comes after the start lies behind the end that a consumer is told, until somebody has been sent a record of its partition', () => {
  const input = [{ topic: 'orders', records: 3, afterStart: true }, { topic: 'payments' }];
  const topics = { orders: { partitions: 2 }, payments: {} };
  const client = new Client();
  client.cluster = prepareCluster({ topics, input }).cluster;
  const endOf = (name: string, partitionIndex: number): number => {
    const partitions = [{ partitionIndex, currentLeaderEpoch: -1, timestamp: -1 }];
    const body = { replicaId: -1, isolationLevel: 0, topics: [{ name, partitions }] };
    return client.asks('ListOffsets', 4, body).topics[0].partitions[0].offset;
  };
  const ends = (): readonly number[] => [endOf('orders', 0), endOf('orders', 1), endOf('payments', 0)];
  expect(ends()).toEqual([0, 0, 2]);
  expect(client.fetches(0).found).toEqual(['record-001', 'record-005']);
  expect(ends()).toEqual([2, 0, 2]);
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
