import { expect, it } from 'vitest';
import { API } from '../../wire/api-keys.ts';
import { readBatches } from '../../wire/record-batch.ts';
import { writeBatch } from '../../wire/write-batch.ts';
import type { Life } from '../process/time/life.ts';
import { markerOf } from '../process/markers.ts';
import { ObservedTopics } from './observed-topics.ts';

it('records of a compression that is not read are refused with the line that sent them', () => {
  const request = { apiKey: API.Produce, version: 7, correlationId: 1, clientId: 'shop', body: {} };
  const responses = [{ name: 'invoices', partitionResponses: [{ index: 0, errorCode: 76, baseOffset: -1 }] }];
  const line = { file: 'consumer.ts', line: 14, column: 5 };
  const answered = { life: { process: 0, incarnation: 0 } as Life, request, body: { responses }, at: 3, line };
  expect(() => new ObservedTopics(String).answered(answered)).toThrow(/consumer\.ts:14:5.*invoices/);
});

it('what a leader had answered for and is in no log is gone, also where another record has its offset', () => {
  const topics = new ObservedTopics(String);
  const batchOf = (value: string): Buffer => writeBatch({ records: [{ offset: 0, value: Buffer.from(value) }] });
  const sends = (value: string, at: number): void => {
    const partitionData = [{ index: 0, records: batchOf(value) }];
    const body = { topicData: [{ name: 'invoices', topicId: '', partitionData }] };
    const request = { apiKey: API.Produce, version: 7, correlationId: at, clientId: 'shop', body };
    const responses = [{ name: 'invoices', partitionResponses: [{ index: 0, errorCode: 0, baseOffset: 0 }] }];
    topics.answered({ life: { process: 0, incarnation: 0 } as Life, request, body: { responses }, at });
  };
  sends('record-001', 3);
  sends('record-002', 5);
  const inputs = [0, 1].map((offset) => ({ id: markerOf(offset), topic: 'orders', partition: 0, offset }));
  const outcomes = topics.outcomes('invoices', 0, readBatches(batchOf('record-002')), inputs);
  expect(outcomes.map(({ records, state, at }) => `${records.join()} ${state}, ${at}`)).toEqual([
    'record-002 done, 5',
    'record-001 gone, 3',
  ]);
});
