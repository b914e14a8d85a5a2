import { describe, expect, it } from 'vitest';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { setupInput } from '../../setups/input.ts';
import { API } from '../../wire/api-keys.ts';
import { handle } from './handle.ts';
import { openCluster } from './open-cluster.ts';

const cluster = openCluster({
  setup: resolveSetup(setupInput({ cluster: { brokers: 1 } })).setup,
  endpoints: [{ host: 'broker', port: 9092 }],
});
const asked = { ticket: 1, broker: 0, clientId: 'c', body: {} };

describe('a broker of the stage', () => {
  it('says what it understands, also to a client that is ahead of it', () => {
    const { answers } = handle(cluster, { ...asked, apiKey: API.ApiVersions, version: 99 });
    expect(answers).toMatchObject([{ ticket: 1, body: { errorCode: 35 } }]);
    expect(answers[0].body.apiKeys).toContainEqual({ apiKey: API.AddPartitionsToTxn, minVersion: 0, maxVersion: 3 });
  });

  it.each([1, 2])('says that transactions are of version %i, where they are', (level) => {
    const { setup } = resolveSetup(setupInput({ cluster: { brokers: 1 }, broker: { 'transaction.version': level } }));
    const { answers } = handle(openCluster({ setup, endpoints: cluster.endpoints }), {
      ...asked,
      apiKey: API.ApiVersions,
      version: 3,
    });
    expect(answers[0].body.finalizedFeatures).toEqual([
      { name: 'transaction.version', minVersionLevel: level, maxVersionLevel: level },
    ]);
  });

  it('describes the cluster', () => {
    const { answers } = handle(cluster, { ...asked, apiKey: API.DescribeCluster, version: 2 });
    const brokers = [{ brokerId: 0, host: 'broker', port: 9092 }];
    expect(answers).toMatchObject([{ body: { clusterId: 'kafka-trial', controllerId: 0, brokers } }]);
  });

  it('refuses what it never offered', () => {
    expect(() => handle(cluster, { ...asked, apiKey: API.ControlledShutdown, version: 1 })).toThrow(
      /ControlledShutdown is not understood/,
    );
  });
});
