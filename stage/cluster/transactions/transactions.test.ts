import { describe, expect, it } from 'vitest';
import { Client, produceBody } from '../../testing/client.ts';
import { committed, stable } from '../../testing/group.ts';
import { roundOf } from '../round.ts';

const ID = { transactionalId: 'x', producerId: 0 };

const initialises = (client: Client) =>
  client.asks('InitProducerId', 1, {
    transactionalId: 'x',
    transactionTimeoutMs: 60_000,
    producerId: -1,
    producerEpoch: -1,
  });

const adds = (client: Client, producerEpoch: number): number =>
  client.asks('AddPartitionsToTxn', 1, {
    v3AndBelowTransactionalId: 'x',
    v3AndBelowProducerId: 0,
    v3AndBelowProducerEpoch: producerEpoch,
    v3AndBelowTopics: [{ name: 'orders', partitions: [0] }],
  }).resultsByTopicV3AndBelow[0].resultsByPartition[0].partitionErrorCode;

const writes = (client: Client, producerEpoch: number, baseSequence: number, value: string): number =>
  client.produces([value], { transactionalId: 'x', producerId: 0, producerEpoch, baseSequence }).errorCode;

const ends = (client: Client, producerEpoch: number, isCommit: boolean): number =>
  client.asks('EndTxn', 1, { ...ID, producerEpoch, committed: isCommit }).errorCode;

const sendsOffset = (client: Client, producerEpoch: number, offset: number, member = {}): number =>
  client.asks('TxnOffsetCommit', 3, {
    ...ID,
    groupId: 'g',
    producerEpoch,
    generationId: -1,
    memberId: '',
    groupInstanceId: null,
    ...member,
    topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, committedOffset: offset }] }],
  }).topics[0].partitions[0].errorCode;

const addsOffsets = (client: Client, producerEpoch: number): number =>
  client.asks('AddOffsetsToTxn', 1, { ...ID, groupId: 'g', producerEpoch }).errorCode;

/** A client that has the transactional id under epoch 0. */
function initialised(draft = {}): Client {
  const client = new Client(draft);
  expect(initialises(client)).toMatchObject({ errorCode: 0, producerId: 0, producerEpoch: 0 });
  return client;
}

describe('a transaction', () => {
  it('comes to the same again when it is begun and aborted once more, whatever its producer has written', () => {
    const client = initialised();
    const before = client.cluster.machine;
    const aborted = [0, 1].map((sequence) => {
      expect([adds(client, 0), writes(client, 0, sequence, 'a'), ends(client, 0, false)]).toEqual([0, 0, 0]);
      client.settles();
      return roundOf(before, client.cluster.machine, () => 'a');
    });
    expect(aborted[0]).toBeTypeOf('string');
    expect(aborted[1]).toBe(aborted[0]);
  });

  it('holds readers of committed records back until its markers are there, and tells which were aborted', () => {
    const client = initialised();
    expect([adds(client, 0), writes(client, 0, 0, 'a')]).toEqual([0, 0]);
    expect(client.fetches(0, 1)).toMatchObject({ found: [], lastStableOffset: 0, highWatermark: 1 });
    expect(ends(client, 0, true)).toBe(0);
    expect([ends(client, 0, true), adds(client, 0)]).toEqual([51, 51]);
    client.settles();
    expect(client.fetches(0, 1)).toMatchObject({ found: ['a', 'commit'], abortedTransactions: [] });
    expect(ends(client, 0, true)).toBe(0);

    adds(client, 0);
    writes(client, 0, 1, 'b');
    ends(client, 0, false);
    client.settles();
    const { found, abortedTransactions } = client.fetches(2, 1);
    expect(found).toEqual(['b', 'abort']);
    expect(abortedTransactions).toEqual([{ producerId: 0, firstOffset: 2 }]);
  });

  it('is verified by the leader: what nobody has added is refused', () => {
    const client = initialised();
    expect(writes(client, 0, 0, 'a')).toBe(48);
    expect(writes(initialised({ kafka: '3.5' }), 0, 0, 'a')).toBe(0);
  });

  it('is aborted by the next incarnation, which asks until that is done, and its owner is fenced', () => {
    const client = initialised();
    adds(client, 0);
    writes(client, 0, 0, 'a');
    expect(initialises(client).errorCode).toBe(51);
    client.settles();
    expect(initialises(client)).toMatchObject({ errorCode: 0, producerEpoch: 2 });
    expect([adds(client, 0), ends(client, 0, true)]).toEqual([47, 47]);
    expect(client.asks('EndTxn', 2, { ...ID, producerEpoch: 0, committed: true }).errorCode).toBe(90);
    expect(writes(client, 0, 1, 'z')).toBe(47);
    expect(client.fetches(0).found).toEqual(['a', 'abort']);
  });

  it('is aborted when its time is over, and the producer fenced', () => {
    const client = initialised();
    adds(client, 0);
    writes(client, 0, 0, 'a');
    client.happens({ type: 'transaction.time-out', transactionalId: 'x' }).settles();
    expect(client.fetches(0).found).toEqual(['a', 'abort']);
    expect(ends(client, 0, true)).toBe(47);
    expect(() => client.happens({ type: 'transaction.time-out', transactionalId: 'x' })).toThrow(/cannot happen/);
  });

  it('gives a client that asks for the next epoch the same once more, and fences whoever has an older one (KIP-360)', () => {
    const client = initialised();
    const asks = (producerEpoch: number, producerId = 0) =>
      client.asks('InitProducerId', 4, {
        transactionalId: 'x',
        transactionTimeoutMs: 60_000,
        producerId,
        producerEpoch,
      });
    expect([asks(0), asks(0)]).toMatchObject([{ producerEpoch: 1 }, { producerEpoch: 1, errorCode: 0 }]);
    expect(asks(1)).toMatchObject({ producerEpoch: 2 });
    expect([asks(0), asks(2, 7), asks(-1, 0)].map(({ errorCode }) => errorCode)).toEqual([90, 90, 42]);
  });

  // As on a real 4.1.2, and by TransactionMetadata.prepareAbortOrCommit and prepareIncrementProducerEpoch.
  it.each([
    ['4.1', { errorCode: 0, producerEpoch: 1 }],
    ['3.9', { errorCode: 90 }],
  ])(
    'is aborted by one who names its epoch, who with Kafka %s is then answered %j, however often he asks',
    (kafka, answer) => {
      const client = initialised({ kafka });
      const asks = () =>
        client.asks('InitProducerId', 4, {
          transactionalId: 'x',
          transactionTimeoutMs: 60_000,
          producerId: 0,
          producerEpoch: 0,
        });
      adds(client, 0);
      expect(asks().errorCode).toBe(51);
      client.settles();
      expect([asks(), asks()]).toMatchObject([answer, answer]);
    },
  );

  it('lets zombies write where epochs are not looked at: the sabotage is that of the machine', () => {
    const client = initialised({ protocol: { producerEpochFencing: false } });
    initialises(client);
    expect([adds(client, 0), writes(client, 0, 0, 'z'), ends(client, 0, true)]).toEqual([0, 0, 0]);
  });

  it('commits offsets with its marker: nobody who wants stable ones is told before', () => {
    const client = initialised();
    expect([addsOffsets(client, 0), sendsOffset(client, 0, 5)]).toEqual([0, 0]);
    expect([committed(client), committed(client, true)]).toEqual([-1, -88]);
    ends(client, 0, true);
    expect(committed(client, true)).toBe(-88);
    client.settles();
    expect(committed(client, true)).toBe(5);
    addsOffsets(client, 0);
    sendsOffset(client, 0, 9);
    ends(client, 0, false);
    expect(committed(client.settles(), true)).toBe(5);
  });

  it('refuses offsets of who does not belong to the group, and of no transaction', () => {
    const client = initialised();
    const [memberId] = stable(client, 1);
    expect(sendsOffset(client, 0, 5, { memberId, generationId: 1 })).toBe(48);
    addsOffsets(client, 0);
    expect(sendsOffset(client, 0, 5, { memberId, generationId: 0 })).toBe(22);
    expect(sendsOffset(client, 0, 5, { memberId: 'stranger', generationId: 1 })).toBe(25);
    expect(sendsOffset(client, 0, 5, { memberId, generationId: 1 })).toBe(0);
  });

  it('of version 2 begins with what is written, and ends with another epoch', () => {
    const client = initialised({ broker: { 'transaction.version': 2 } });
    const body = produceBody(['a'], { transactionalId: 'x', producerId: 0, producerEpoch: 0, baseSequence: 0 });
    expect(client.asks('Produce', 12, body, 0).responses[0].partitionResponses[0].errorCode).toBe(0);
    const ended = () => client.asks('EndTxn', 5, { ...ID, producerEpoch: 0, committed: true });
    expect(ended()).toMatchObject({ errorCode: 0, producerEpoch: 1 });
    expect(client.settles().fetches(0).found).toEqual(['a', 'commit']);
    expect(ended()).toMatchObject({ errorCode: 0, producerEpoch: 1 });
  });
});
