import { describe, expect, it } from 'vitest';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { setupInput } from '../../setups/input.ts';
import { allowed } from './allowed.ts';
import { happen } from './happen.ts';
import { openCluster } from './open-cluster.ts';

const cluster = openCluster({
  setup: resolveSetup(setupInput({ cluster: { brokers: 1 } })).setup,
  endpoints: [{ host: 'broker', port: 9092 }],
});

describe('a cluster that nobody has asked for anything', () => {
  it('does nothing by itself', () => {
    expect(allowed(cluster)).toEqual([]);
    expect(() => happen(cluster, { type: 'group.start', group: 'g' })).toThrow(/cannot happen now/);
  });
});
