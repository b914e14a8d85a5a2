import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../wire/crc32c.ts';
import { Client, produceBody } from '../../testing/client.ts';

const idempotent = (baseSequence: number, producerEpoch = 0) => ({ producerId: 0, producerEpoch, baseSequence });

/** A client whose producer has id 0. */
function producing(draft = {}): Client {
  const client = new Client(draft);
  client.asks('InitProducerId', 1, {
    transactionalId: null,
    transactionTimeoutMs: 0,
    producerId: -1,
    producerEpoch: -1,
  });
  return client;
}

describe('a leader that takes batches', () => {
  it('gives every record of a batch an offset, and the batch the first of them', () => {
    const client = producing();
    expect(client.produces(['a', 'b', 'c'], idempotent(0))).toMatchObject({ errorCode: 0, baseOffset: 0 });
    expect(client.produces(['d'], idempotent(3))).toMatchObject({ errorCode: 0, baseOffset: 3 });
    expect(client.fetches(0)).toMatchObject({ highWatermark: 4, found: ['a', 'b', 'c', 'd'] });
  });

  it('answers a batch that comes again as it did before, and writes nothing', () => {
    const client = producing();
    for (const first of [0, 2, 4]) client.produces(['a', 'b'], idempotent(first));
    expect(client.produces(['a', 'b'], idempotent(2))).toMatchObject({ errorCode: 0, baseOffset: 2 });
    expect(client.fetches(0).highWatermark).toBe(6);
  });

  it('refuses a gap, another division of what it has, and an older epoch', () => {
    const client = producing();
    client.produces(['a', 'b'], idempotent(0));
    expect(client.produces(['d'], idempotent(3)).errorCode).toBe(45);
    expect(client.produces(['a'], idempotent(0)).errorCode).toBe(45);
    client.produces(['c'], idempotent(0, 1));
    expect(client.produces(['d'], idempotent(2)).errorCode).toBe(47);
  });

  it('writes it once more where the sequence is not looked at: the sabotage is that of the machine', () => {
    const client = producing({ protocol: { sequenceDeduplication: false } });
    client.produces(['a', 'b'], idempotent(0));
    expect(client.produces(['a', 'b'], idempotent(0))).toMatchObject({ errorCode: 0, baseOffset: 2 });
  });

  it('knows five batches of a producer, however many records they have', () => {
    const client = producing();
    for (let batch = 0; batch < 6; batch += 1) client.produces(['x', 'y', 'z'], idempotent(3 * batch));
    expect(client.produces(['x', 'y', 'z'], idempotent(3))).toMatchObject({ errorCode: 0, baseOffset: 3 });
    expect(client.produces(['x', 'y', 'z'], idempotent(0)).errorCode).toBe(45);
  });

  it('refuses what is not there, broken, or not a batch', () => {
    const client = new Client();
    const body = produceBody(['a']) as { topicData: { name: string; partitionData: { records: Buffer }[] }[] };
    const answer = () => client.asks('Produce', 7, body).responses[0].partitionResponses[0].errorCode;
    body.topicData[0].partitionData[0].records[30] ^= 1;
    expect(answer()).toBe(2);
    const [data] = body.topicData[0].partitionData;
    data.records.writeInt16BE(2, 21);
    data.records.writeUInt32BE(crc32c(data.records.subarray(21)), 17);
    expect(answer(), 'compressed by snappy').toBe(76);
    data.records = Buffer.alloc(0);
    expect(answer()).toBe(87);
    body.topicData[0].name = 'nowhere';
    expect(answer()).toBe(3);
  });
});

describe('two brokers', () => {
  const two = { cluster: { brokers: 2 }, topic: { 'replication.factor': 2, 'min.insync.replicas': 1 } };

  it('acknowledge with acks=all what the follower has, with acks=1 what the leader has; with acks=0 nobody waits', () => {
    const client = new Client(two);
    const all = client.sends('Produce', 7, produceBody(['a']), 0);
    expect(client.answers.has(all)).toBe(false);
    expect(client.fetches(0).found).toEqual([]);
    client.settles();
    expect(client.answers.get(all).responses[0].partitionResponses[0]).toMatchObject({ errorCode: 0, baseOffset: 0 });
    expect(client.fetches(0).found).toEqual(['a']);
    expect(client.asks('Produce', 7, produceBody(['b'], {}, 1), 0).responses).toHaveLength(1);
    const [{ partitionResponses }] = client.asks('Produce', 7, produceBody(['c'], {}, 0), 0).responses;
    expect(partitionResponses).toMatchObject([{ errorCode: 0, baseOffset: 2 }]);
    expect(client.settles().fetches(0).found).toEqual(['a', 'b', 'c']);
  });

  it('tell a producer that its time is over while it waits for the follower', () => {
    const client = new Client(two);
    const all = client.sends('Produce', 7, produceBody(['a']), 0);
    client.happens({ type: 'produce.time-out', ticket: all });
    expect(client.answers.get(all).responses[0].partitionResponses[0].errorCode).toBe(7);
    expect(() => client.happens({ type: 'produce.time-out', ticket: all })).toThrow(/cannot happen/);
  });

  it('fail over: what was acknowledged by the leader alone is gone with it, and a reader is told of the other epoch', () => {
    const client = new Client(two);
    client.sends('Produce', 7, produceBody(['a']), 0);
    client.settles();
    client.asks('Produce', 7, produceBody(['b'], {}, 1), 0);
    client.happens({ type: 'broker.crash', broker: 0 }).settles(9000);
    const metadata = () => client.asks('Metadata', 8, { topics: null, allowAutoTopicCreation: false });
    expect(metadata().brokers.map(({ nodeId }: { nodeId: number }) => nodeId)).toEqual([1]);
    expect(metadata().topics[0].partitions[0]).toMatchObject({ leaderId: 1, leaderEpoch: 1, isrNodes: [1] });
    expect(client.fetches(0, 0, 1).found).toEqual(['a']);
    client.produces(['c'], {}, 1);
    client.settles(20_000);
    expect(metadata().topics[0].partitions[0].isrNodes).toEqual([0, 1]);
    expect(client.fetches(0, 0, 1).found).toEqual(['a', 'c']);
    expect(client.cluster.machine.replicas[0]?.log).toHaveLength(2);
  });
});
