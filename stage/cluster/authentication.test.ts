import { describe, expect, it } from 'vitest';
import { setupInput } from '../../setups/input.ts';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { API } from '../../wire/api-keys.ts';
import { handle } from './handle.ts';
import { openCluster } from './open-cluster.ts';

const cluster = openCluster({
  setup: resolveSetup(setupInput({ cluster: { brokers: 1 } })).setup,
  endpoints: [{ host: 'broker', port: 9092 }],
});

const answerTo = (apiKey: number, body: object) =>
  handle(cluster, { ticket: 1, broker: 0, clientId: 'c', apiKey, version: 1, body: { ...body } }).answers[0].body;

describe('a client that tells who it is', () => {
  it('may do so by PLAIN or with a token, and is believed', () => {
    for (const mechanism of ['PLAIN', 'OAUTHBEARER'])
      expect(answerTo(API.SaslHandshake, { mechanism })).toMatchObject({ errorCode: 0 });
    const authBytes = Buffer.from('\0user\0password');
    expect(answerTo(API.SaslAuthenticate, { authBytes })).toMatchObject({ authBytes: Buffer.alloc(0) });
  });

  it('is told by what it may do so where it asks for anything else', () => {
    const answer = { errorCode: 33, mechanisms: ['PLAIN', 'OAUTHBEARER'] };
    expect(answerTo(API.SaslHandshake, { mechanism: 'SCRAM-SHA-256' })).toEqual(answer);
  });
});
