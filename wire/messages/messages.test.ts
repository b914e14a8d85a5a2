import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apiName } from '../api-keys.ts';
import { MalformedMessage } from '../malformed-message.ts';
import { readRequestHeader } from '../request-header.ts';
import { apis } from '../testing/apis.ts';
import { recordedMessages } from '../testing/recorded.ts';

/** Beyond the latest of any message. */
const VERSIONS = 20;

describe('the declarations of this folder', () => {
  it('are all tried here, and against the schemas of Apache', async () => {
    const declared: unknown[] = [];
    for (const file of readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts'))) {
      const exported = (await import(`./${file}`)) as Readonly<Record<string, unknown>>;
      declared.push(...Object.entries(exported).flatMap(([name, value]) => (name.endsWith('Api') ? [value] : [])));
    }
    expect(new Set(apis)).toEqual(new Set(declared));
  });
});

describe.each(apis.map((api) => [apiName(api.apiKey), api] as const))('%s', (_name, api) => {
  it('reads back what it wrote, in every version, and nothing is left over', () => {
    for (let version = 0; version < VERSIONS; version += 1) {
      const request = api.writeRequest({ apiVersion: version, correlationId: 7, clientId: 'c' }, {});
      const body = api.readRequest(request);
      expect(api.writeRequest({ apiVersion: version, correlationId: 7, clientId: 'c' }, body as never)).toEqual(
        request,
      );
      const response = api.writeResponse(version, 7, {});
      expect(api.writeResponse(version, 7, api.readResponse(response, version) as never)).toEqual(response);
    }
  });
});

describe('messages of real clients and brokers', () => {
  const byName = new Map(apis.map((api) => [apiName(api.apiKey), api]));
  /** Those of other APIs are read by Apache's schemas alone. */
  const recorded = recordedMessages.filter(({ api }) => byName.has(api));

  it('are read and written again to the byte', () => {
    expect(recorded.length).toBeGreaterThan(recordedMessages.length / 2);
    for (const { api: name, version, kind, payload } of recorded) {
      const api = byName.get(name);
      const again =
        kind === 'request'
          ? api?.writeRequest(readRequestHeader(payload), api.readRequest(payload) as never)
          : api?.writeResponse(version, payload.readInt32BE(0), api.readResponse(payload, version) as never);
      expect(again?.toString('hex'), `${name} ${version} ${kind}`).toBe(payload.toString('hex'));
    }
  });

  it('that end too early are malformed, wherever it is', () => {
    for (const { api: name, kind, payload } of recorded) {
      if (kind === 'response') continue;
      const cut = payload.subarray(0, payload.length - 1);
      expect(() => byName.get(name)?.readRequest(cut)).toThrow(MalformedMessage);
    }
  });
});
