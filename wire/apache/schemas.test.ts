import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiName, firstFlexibleVersion } from '../api-keys.ts';
import { readRequestHeader } from '../request-header.ts';
import { apis } from '../testing/apis.ts';
import { randomBody } from '../testing/random-body.ts';
import { recordedMessages } from '../testing/recorded.ts';
import { readSchema } from './read-schema.ts';
import { type ApiSchema, apiSchema, schemas } from './schemas.ts';
import { versionRange } from './version-range.ts';

/** Of every message in every version. */
const BODIES = 3;

const header = { correlationId: 7, clientId: 'c' };

function versionsOf({ versions: [from, to] }: ApiSchema): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

describe('the schemas of Apache Kafka', () => {
  it('are those of the requests that clients send', () => {
    const names = schemas().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Produce', 'Fetch', 'JoinGroup', 'TxnOffsetCommit', 'CreateTopics']));
    expect(names.length).toBe(38);
  });

  it('agree with the table of APIs on keys and on flexible versions', () => {
    for (const { name, apiKey, request, response } of schemas()) {
      expect(apiName(apiKey)).toBe(name);
      expect(response.apiKey).toBe(apiKey);
      for (const { flexibleVersions } of [request, response])
        expect(versionRange(flexibleVersions)[0]).toBe(firstFlexibleVersion(apiKey));
    }
  });

  it('have the header of a request as it is read here', () => {
    const { fields } = readSchema('RequestHeader');
    expect(fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'RequestApiKey int16',
      'RequestApiVersion int16',
      'CorrelationId int32',
      'ClientId string',
    ]);
    expect(fields[3].flexibleVersions).toBe('none');
    expect(readSchema('ResponseHeader').fields.map(({ name }) => name)).toEqual(['CorrelationId']);
  });
});

describe.each(schemas().map((api) => [api.name, api] as const))('%s', (_name, api) => {
  const { request, response, exchange } = api;
  const byHand = apis.find(({ apiKey }) => apiKey === api.apiKey);

  it('is read as it was written, in every version, and by the declaration that is typed', () => {
    for (const version of versionsOf(api)) {
      const seed = version;
      fc.assert(
        fc.property(randomBody(request, version), randomBody(response, version), (asked, answered) => {
          const question = exchange.writeRequest({ ...header, apiVersion: version }, asked);
          expect(exchange.readRequest(question)).toMatchObject(asked);
          const answer = exchange.writeResponse(version, 7, answered);
          expect(exchange.readResponse(answer, version)).toMatchObject(answered);
          if (!byHand) return;
          const typed = byHand.readRequest(question);
          expect(byHand.writeRequest({ ...header, apiVersion: version }, typed as never)).toEqual(question);
          expect(Object.keys(typed as object)).toEqual(expect.arrayContaining(Object.keys(asked)));
          const back = byHand.readResponse(answer, version);
          expect(byHand.writeResponse(version, 7, back as never)).toEqual(answer);
        }),
        { numRuns: BODIES, seed },
      );
    }
  });
});

describe('messages of real clients and brokers', () => {
  it('are read by the schemas and written again to the byte', () => {
    const seen = new Set<string>();
    for (const { api: name, version, kind, payload } of recordedMessages) {
      const api = apiSchema(name);
      if (!api) continue;
      seen.add(name);
      const { exchange } = api;
      const again =
        kind === 'request'
          ? exchange.writeRequest(readRequestHeader(payload), exchange.readRequest(payload))
          : exchange.writeResponse(version, payload.readInt32BE(0), exchange.readResponse(payload, version));
      expect(again.toString('hex'), `${name} ${version} ${kind}`).toBe(payload.toString('hex'));
    }
    expect(seen.size).toBeGreaterThan(20);
  });
});
