import { describe, expect, it } from 'vitest';
import { API } from '../../wire/api-keys.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import { writeAssignment } from '../../wire/messages/consumer-protocol.ts';
import { writeBatch } from '../../wire/write-batch.ts';
import type { Life } from '../process/time/life.ts';
import { markerOf } from '../process/markers.ts';
import { ToldRequests } from './told-requests.ts';

const records = [0, 1, 2].map((offset) => ({ id: markerOf(offset), topic: 'orders', partition: 0, offset }));
const life = { process: 0, incarnation: 0, name: '0/0' } as Life;

/** What is told of requests with their answers, one after the other. */
function toldOf(...exchanges: readonly [apiKey: number, asked: object, answer: object][]): readonly string[] {
  const steps: string[] = [];
  const heard = new Map<string, number>();
  const told = new ToldRequests({
    records,
    nameOf: () => 'orders',
    stage: {
      tellRound(text, _life, _line, like = text) {
        heard.set(like, (heard.get(like) ?? 0) + 1);
        if ((heard.get(like) ?? 0) <= 2) steps.push(text);
      },
    },
  });
  for (const [apiKey, asked, answer] of exchanges) {
    const request = { apiKey, version: 1, correlationId: 1, clientId: 'shop', body: asked as never };
    told.received({ life, request });
    told.answered({ life, request, body: answer as never, at: 0 });
  }
  return steps;
}

const batchOf = (...values: readonly string[]): Buffer =>
  writeBatch({ records: values.map((value, offset) => ({ offset, value: Buffer.from(value) })) });

const fetching = (fetchOffset: number, batch: Buffer = Buffer.alloc(0)): [number, object, object] => [
  API.Fetch,
  { topics: [{ topic: 'orders', topicId: '', partitions: [{ partition: 0, fetchOffset }] }] },
  { responses: [{ topic: 'orders', topicId: '', partitions: [{ partitionIndex: 0, records: batch }] }] },
];

const joined = (partitions: Readonly<Record<string, readonly number[]>>, errorCode = 0): [number, object, object] => [
  API.SyncGroup,
  { groupId: 'shop', generationId: 3 },
  { errorCode, assignment: writeAssignment(partitions) },
];

const committing = (apiKey: number, errorCode: number): [number, object, object] => [
  apiKey,
  {
    groupId: 'shop',
    transactionalId: 'shop-0',
    topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, committedOffset: 2 }] }],
  },
  { topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, errorCode }] }] },
];

it('a story tells of some rounds that differ by a generation, and of no more', () => {
  const generation = (generationId: number): [number, object, object] => [
    API.SyncGroup,
    { groupId: 'shop', generationId },
    { errorCode: 0, assignment: writeAssignment({ orders: [0] }) },
  ];
  expect(toldOf(...Array.from({ length: 30 }, (_, round) => generation(round)))).toHaveLength(8);
});

describe('a story tells of a member of a group', () => {
  it('what it is assigned, and nothing of a round that it did not come through', () => {
    expect(toldOf(joined({ orders: [0, 1], payments: [0] }), joined({}), joined({ orders: [0] }, 27))).toEqual([
      'is assigned orders/0, orders/1, payments/0 in generation 3 of group shop',
      'is assigned nothing in generation 3 of group shop',
    ]);
  });

  it('that it has heard of a rebalance, and that it leaves', () => {
    const heartbeat = (errorCode: number): [number, object, object] => [
      API.Heartbeat,
      { groupId: 'shop' },
      { errorCode },
    ];
    expect(
      toldOf(heartbeat(0), heartbeat(ERROR_CODES.REBALANCE_IN_PROGRESS), [API.LeaveGroup, { groupId: 'shop' }, {}]),
    ).toEqual(['hears REBALANCE_IN_PROGRESS from group shop', 'leaves group shop']);
  });

  it('its commits, those that are refused and those of its transaction', () => {
    expect(
      toldOf(
        committing(API.OffsetCommit, 0),
        committing(API.OffsetCommit, ERROR_CODES.ILLEGAL_GENERATION),
        committing(API.TxnOffsetCommit, 0),
      ),
    ).toEqual([
      'commits offset 2 of orders/0 for group shop',
      'is not let commit offset 2 of orders/0: ILLEGAL_GENERATION',
      'puts offset 2 of orders/0 for group shop into its transaction',
    ]);
  });
});

describe('a story tells of a reader', () => {
  it('where it begins, and again where it goes back or skips something', () => {
    const two = batchOf(markerOf(0), markerOf(1));
    expect(toldOf(fetching(0, two), fetching(2), fetching(2), fetching(1, two), fetching(7))).toEqual([
      'reads orders/0 from offset 0 on',
      'is sent record-001, record-002 of orders/0',
      'reads orders/0 from offset 1 on',
      'is sent record-002 of orders/0',
      'reads orders/0 from offset 7 on',
    ]);
  });

  it('where it begins again after a rebalance', () => {
    expect(toldOf(fetching(2), joined({ orders: [0] }), fetching(2))).toEqual([
      'reads orders/0 from offset 2 on',
      'is assigned orders/0 in generation 3 of group shop',
      'reads orders/0 from offset 2 on',
    ]);
  });

  it('and what goes round for ever is told twice', () => {
    const one = batchOf(markerOf(0));
    expect(toldOf(fetching(0, one), fetching(0, one), fetching(0, one), fetching(0, one))).toHaveLength(4);
  });
});

describe('a story tells of a writer', () => {
  const sending = (errorCode: number, value: string): [number, object, object] => [
    API.Produce,
    { topicData: [{ name: 'invoices', topicId: '', partitionData: [{ index: 0, records: batchOf(value) }] }] },
    { responses: [{ name: 'invoices', topicId: '', partitionResponses: [{ index: 0, errorCode, baseOffset: 4 }] }] },
  ];

  it('what it has written where, and what it was not let write', () => {
    expect(
      toldOf(sending(0, markerOf(1)), sending(0, 'a total'), sending(ERROR_CODES.INVALID_PRODUCER_EPOCH, markerOf(2))),
    ).toEqual([
      'writes record-002 to invoices/0 at offset 4',
      'writes to invoices/0 at offset 4',
      'is not let write record-003 to invoices/0: INVALID_PRODUCER_EPOCH',
    ]);
  });

  it('which records are in what it has compressed', () => {
    const value = Buffer.from(`${'an order '.repeat(20)}${markerOf(1)}`);
    const records = writeBatch({ attributes: 1, records: [{ offset: 0, value }] });
    const asked = { topicData: [{ name: 'invoices', topicId: '', partitionData: [{ index: 0, records }] }] };
    const answer = {
      responses: [{ name: 'invoices', topicId: '', partitionResponses: [{ index: 0, baseOffset: 4 }] }],
    };
    expect(toldOf([API.Produce, asked, answer])).toEqual(['writes record-002 to invoices/0 at offset 4']);
  });

  it('what it had taken for another one, by its sequence number', () => {
    const numbered = (value: string, producerEpoch = 0): [number, object, object] => {
      const given = { producerId: 1, producerEpoch, baseSequence: 3 };
      const records = writeBatch({ ...given, records: [{ offset: 0, value: Buffer.from(value) }] });
      return [
        API.Produce,
        { topicData: [{ name: 'invoices', topicId: '', partitionData: [{ index: 0, records }] }] },
        { responses: [{ name: 'invoices', topicId: '', partitionResponses: [{ index: 0, baseOffset: 4 }] }] },
      ];
    };
    expect(
      toldOf(numbered(markerOf(0)), numbered(markerOf(0)), numbered(markerOf(1)), numbered(markerOf(1), 1)),
    ).toEqual([
      'writes record-001 to invoices/0 at offset 4',
      'writes record-001 to invoices/0 at offset 4',
      'has record-002 taken for record-001 at offset 4 of invoices/0, by its sequence number: it is not written',
      'writes record-002 to invoices/0 at offset 4',
    ]);
  });

  it('how its transactions end', () => {
    const ending = (committed: boolean, errorCode = 0): [number, object, object] => [
      API.EndTxn,
      { transactionalId: 'shop-0', committed },
      { errorCode },
    ];
    expect(
      toldOf(
        [API.InitProducerId, { transactionalId: 'shop-0' }, { errorCode: 0, producerEpoch: 1 }],
        [API.InitProducerId, { transactionalId: null }, { errorCode: 0, producerEpoch: 0 }],
        ending(true),
        ending(false),
        ending(true, ERROR_CODES.PRODUCER_FENCED),
      ),
    ).toEqual([
      'takes the transactional id shop-0, epoch 1',
      'commits its transaction',
      'aborts its transaction',
      'is not let commit its transaction: PRODUCER_FENCED',
    ]);
  });
});
