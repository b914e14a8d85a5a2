import { describe, expect, it } from 'vitest';
import { API, apiName, firstFlexibleVersion } from './api-keys.ts';
import { ERROR_CODES, errorName } from './error-codes.ts';
import { readRequestHeader, requestPayload, responseBodyAt } from './request-header.ts';
import { recordedMessage, recordedMessages } from './testing/recorded.ts';

describe('the header of a request', () => {
  it('is the same in all versions, up to the tagged fields of the flexible ones', () => {
    for (const { api, version, kind, payload } of recordedMessages) {
      if (kind === 'response') continue;
      const header = readRequestHeader(payload);
      expect([apiName(header.apiKey), header.apiVersion]).toEqual([api, version]);
      expect(requestPayload(header, payload.subarray(header.bodyAt))).toEqual(payload);
    }
  });

  it('says who sends', () => {
    expect(readRequestHeader(recordedMessage('Produce', 13, 'request')).clientId).toBe('p0');
    expect(readRequestHeader(recordedMessage('Fetch', 15, 'request')).clientId).toBe('broker-1-fetcher-0');
  });

  it('has no client id where Kafka had none yet', () => {
    const header = { apiKey: API.ControlledShutdown, apiVersion: 0, correlationId: 9, clientId: null };
    const payload = requestPayload(header, Buffer.from([1]));
    expect(readRequestHeader(payload)).toEqual({ ...header, bodyAt: 8 });
  });
});

describe('the body of a response', () => {
  it('follows the correlation id, and tagged fields where the version is flexible', () => {
    expect(responseBodyAt(API.Produce, 8)).toBe(4);
    expect(responseBodyAt(API.Produce, 9)).toBe(5);
    // One field, its tag 0, of two bytes.
    expect(responseBodyAt(API.Produce, 9, Buffer.from([0, 0, 0, 7, 1, 0, 2, 8, 8, 99]))).toBe(9);
  });

  it('to ApiVersions comes without tagged fields: nobody knows yet who understands them', () => {
    expect(responseBodyAt(API.ApiVersions, 4)).toBe(4);
  });
});

describe('names', () => {
  it('of APIs and errors are those that Kafka has for their numbers', () => {
    expect([API.Produce, API.AlterPartition, API.BrokerHeartbeat, API.ConsumerGroupDescribe]).toEqual([0, 56, 63, 69]);
    expect([apiName(27), apiName(999)]).toEqual(['WriteTxnMarkers', 'api 999']);
    expect([errorName(-1), errorName(45), errorName(999)]).toEqual([
      'UNKNOWN_SERVER_ERROR',
      'OUT_OF_ORDER_SEQUENCE_NUMBER',
      'error 999',
    ]);
    expect(ERROR_CODES.FENCED_LEADER_EPOCH).toBe(74);
    expect([firstFlexibleVersion(API.Fetch), firstFlexibleVersion(999)]).toEqual([12, Number.POSITIVE_INFINITY]);
  });
});
