import { expect, it } from 'vitest';
import { API } from '../../wire/api-keys.ts';
import type { Life } from '../process/life.ts';
import { ObservedTopics } from './observed-topics.ts';

it('records of a compression that is not read are refused with the line that sent them', () => {
  const request = { apiKey: API.Produce, version: 7, correlationId: 1, clientId: 'shop', body: {} };
  const responses = [{ name: 'invoices', partitionResponses: [{ index: 0, errorCode: 76, baseOffset: -1 }] }];
  const line = { file: 'consumer.ts', line: 14, column: 5 };
  const answered = { life: { process: 0, incarnation: 0 } as Life, request, body: { responses }, at: 3, line };
  expect(() => new ObservedTopics(String).answered(answered)).toThrow(/consumer\.ts:14:5.*invoices/);
});
