import { AssignerProtocol, Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { afterEach, describe, expect, it } from 'vitest';
import { setupInput, type SetupDraft } from '../../setups/input.ts';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { LoopbackBrokers } from './loopback-brokers.ts';

/** The real kafkajs, over real sockets, against the machine's brokers. */

let brokers: LoopbackBrokers | undefined;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await brokers?.close();
});

async function open(draft: SetupDraft, topics: Readonly<Record<string, number>>): Promise<Kafka> {
  brokers = await LoopbackBrokers.open({ setup: resolveSetup(setupInput(draft)).setup, topics });
  const [{ host, port }] = brokers.cluster.endpoints;
  return new Kafka({
    clientId: 'test',
    brokers: [`${host}:${port}`],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 20 },
  });
}

async function read(kafka: Kafka, topic: string, count: number, groupId = 'readers'): Promise<KafkaMessage[]> {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, heartbeatInterval: 50 });
  closing.push(() => consumer.disconnect());
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const messages: KafkaMessage[] = [];
  await new Promise<void>((resolve, reject) => {
    void consumer
      .run({
        eachMessage: async ({ message }) => {
          messages.push(message);
          if (messages.length >= count) resolve();
        },
      })
      .catch(reject);
    const started = setInterval(() => {
      if (!brokers?.cluster.groups.some(({ starting }) => starting)) return;
      clearInterval(started);
      brokers.happen({ type: 'group.start', group: groupId });
    }, 5);
  });
  return messages;
}

const values = (messages: readonly KafkaMessage[]) => messages.map(({ value }) => value?.toString());

describe('kafkajs at brokers of the machine', () => {
  it('produces batches of several records, and a group reads them in order and commits', async () => {
    const kafka = await open({ cluster: { brokers: 1 } }, { orders: 1 });
    const producer = kafka.producer({ idempotent: true });
    closing.push(() => producer.disconnect());
    await producer.connect();
    const [{ baseOffset }] = await producer.send({
      topic: 'orders',
      messages: [{ key: 'k', value: 'a' }, { value: 'b' }],
    });
    const [next] = await producer.send({ topic: 'orders', messages: [{ value: 'c', headers: { h: 'x' } }] });
    expect([baseOffset, next.baseOffset]).toEqual(['0', '2']);
    const messages = await read(kafka, 'orders', 3);
    expect(values(messages)).toEqual(['a', 'b', 'c']);
    expect(messages[2].headers?.h?.toString()).toBe('x');
    await closing.pop()?.();
    expect(brokers?.cluster.machine.groups[0].committed).toEqual([3]);
  });

  it('tells its admin of topics, groups, members and offsets', async () => {
    const kafka = await open({ cluster: { brokers: 2 } }, { orders: 1 });
    const admin = kafka.admin();
    closing.push(() => admin.disconnect());
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'payments', numPartitions: 2 }] });
    expect(await admin.listTopics()).toEqual(['orders', 'payments']);
    expect((await admin.describeCluster()).brokers).toHaveLength(2);
    expect(await admin.describeGroups(['readers'])).toMatchObject({ groups: [{ state: 'Dead', members: [] }] });
    const producer = kafka.producer();
    closing.push(() => producer.disconnect());
    await producer.connect();
    await producer.send({ topic: 'orders', messages: [{ value: 'a' }] });
    await read(kafka, 'orders', 1);
    const [group] = (await admin.describeGroups(['readers'])).groups;
    expect(group).toMatchObject({ state: 'Stable', protocolType: 'consumer', protocol: 'RoundRobinAssigner' });
    expect(group.members).toMatchObject([{ clientId: 'test' }]);
    expect(AssignerProtocol.MemberAssignment.decode(group.members[0].memberAssignment)?.assignment).toEqual({
      orders: [0],
    });
    expect((await admin.listGroups()).groups).toEqual([{ groupId: 'readers', protocolType: 'consumer' }]);
    expect(await admin.fetchTopicOffsets('orders')).toMatchObject([{ partition: 0, low: '0', high: '1' }]);
    expect(await admin.fetchOffsets({ groupId: 'readers', topics: ['orders'] })).toMatchObject([
      { topic: 'orders', partitions: [{ partition: 0 }] },
    ]);
    await admin.deleteTopics({ topics: ['payments'] });
    expect(await admin.listTopics()).toEqual(['orders']);
    await admin.createTopics({ topics: [{ topic: 'payments', numPartitions: 1 }] });
    expect(await admin.fetchTopicOffsets('payments')).toMatchObject([{ partition: 0, low: '0', high: '0' }]);
  });

  it('commits a transaction with offsets, aborts another, and shows a reader the first alone', async () => {
    const kafka = await open({ cluster: { brokers: 1 } }, { orders: 1 });
    const producer = kafka.producer({ transactionalId: 'x', idempotent: true, maxInFlightRequests: 1 });
    closing.push(() => producer.disconnect());
    await producer.connect();
    const committed = await producer.transaction();
    await committed.send({ topic: 'orders', messages: [{ value: 'a' }, { value: 'b' }] });
    await committed.sendOffsets({
      consumerGroupId: 'g',
      topics: [{ topic: 'orders', partitions: [{ partition: 0, offset: '7' }] }],
    });
    await committed.commit();
    const aborted = await producer.transaction();
    await aborted.send({ topic: 'orders', messages: [{ value: 'no' }] });
    await aborted.abort();
    const plain = kafka.producer();
    closing.push(() => plain.disconnect());
    await plain.connect();
    await plain.send({ topic: 'orders', messages: [{ value: 'c' }] });
    expect(values(await read(kafka, 'orders', 3))).toEqual(['a', 'b', 'c']);
    expect(brokers?.cluster.machine.groups[0].committed).toEqual([7]);
    const markers = brokers?.cluster.machine.replicas[0]?.log.filter(({ kind }) => kind !== 'data');
    expect(markers?.map(({ kind }) => kind)).toEqual(['commit', 'abort']);
  });
});
