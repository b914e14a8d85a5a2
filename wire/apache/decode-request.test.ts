import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { API } from '../api-keys.ts';
import { MalformedMessage } from '../malformed-message.ts';
import { recordedMessages } from '../testing/recorded.ts';
import { decodeRequest, encodeResponse } from './decode-request.ts';
import { apiSchema } from './schemas.ts';

const header = (apiKey: number, version: number): Buffer => {
  const payload = Buffer.alloc(10);
  payload.writeInt16BE(apiKey, 0);
  payload.writeInt16BE(version, 2);
  payload.writeInt32BE(3, 4);
  return payload;
};

describe('a broker that reads requests', () => {
  it('has who asks for what, and every field', () => {
    const payload = apiSchema('Heartbeat')?.exchange.writeRequest(
      { apiVersion: 3, correlationId: 5, clientId: 'c' },
      { groupId: 'g', generationId: 2, memberId: 'm' },
    );
    expect(decodeRequest(payload as Buffer)).toEqual({
      apiKey: API.Heartbeat,
      version: 3,
      correlationId: 5,
      clientId: 'c',
      body: { groupId: 'g', generationId: 2, memberId: 'm', groupInstanceId: null },
    });
  });

  it('answers ApiVersions of a version that it does not know in version 0', () => {
    expect(decodeRequest(Buffer.concat([header(API.ApiVersions, 99), Buffer.alloc(9)]))).toMatchObject({
      version: 99,
      correlationId: 3,
      body: {},
    });
    const answer = encodeResponse(API.ApiVersions, 99, 3, { errorCode: 35 });
    expect(apiSchema('ApiVersions')?.exchange.readResponse(answer, 0)).toMatchObject({ errorCode: 35, apiKeys: [] });
  });

  it('answers ApiVersions without tagged fields in its header, for who asks knows nothing yet', () => {
    expect(encodeResponse(API.ApiVersions, 3, 7, {}).toString('hex')).toBe(
      '00000007 0000 01 00000000 00'.replaceAll(' ', ''),
    );
    expect(encodeResponse(API.Heartbeat, 4, 7, {}).toString('hex')).toBe(
      '00000007 00 00000000 0000 00'.replaceAll(' ', ''),
    );
  });

  it.each([
    ['a version that Kafka 4 has dropped', header(API.Fetch, 3), /Fetch in version 3, where 4 to 18 are known/],
    [
      'an API between brokers',
      Buffer.concat([header(API.AlterPartition, 3), Buffer.alloc(1)]),
      /AlterPartition, which is no API that clients speak/,
    ],
    ['an API that nobody knows', header(999, 0), /api 999/],
    ['nothing', Buffer.alloc(0), /the header of a request/],
  ])('refuses %s', (_what, payload, reason) => {
    expect(() => decodeRequest(payload)).toThrow(MalformedMessage);
    expect(() => decodeRequest(payload)).toThrow(reason);
  });

  it('refuses null where a version does not know it', () => {
    const { exchange } = apiSchema('OffsetFetch') ?? {};
    const write = (apiVersion: number) =>
      exchange?.writeRequest({ apiVersion, correlationId: 1, clientId: 'c' }, { groupId: 'g', topics: null });
    expect(() => write(1)).toThrow(/topics may not be null in version 1/);
    expect(decodeRequest(write(2) as Buffer).body).toMatchObject({ topics: null });
  });

  it('finds malformed what somebody has changed, or reads it, and never crashes', () => {
    const requests = recordedMessages.filter(({ kind, api }) => kind === 'request' && apiSchema(api));
    let refused = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...requests),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        (one, at, bytes) => {
          const payload = Buffer.from(one.payload);
          payload.set(bytes.slice(0, payload.length), at % Math.max(1, payload.length - bytes.length));
          try {
            decodeRequest(payload);
          } catch (error) {
            if (!(error instanceof MalformedMessage)) throw error;
            refused += 1;
          }
        },
      ),
      { numRuns: 2000, seed: 1 },
    );
    expect(refused).toBeGreaterThan(300);
  });
});
