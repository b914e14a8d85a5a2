import { describe, expect, it } from 'vitest';
import { cluster } from '../../model/cluster.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { ClientProcess } from '../clients/client-process.ts';
import { HarnessError } from '../harness-error.ts';
import { startProducer } from './start-clients.ts';
import type { Testbed } from '../testbed/testbed.ts';

const { world } = cluster(setupOf({}));

/** A testbed whose first clients get no metadata; and what came of their processes. */
function deaf(times: number): { readonly testbed: Testbed; readonly log: readonly string[] } {
  const log: string[] = [];
  const client = {
    call: async (op: string) => {
      if (op === 'producer.leader' && log.filter((word) => word === 'started').length <= times) {
        throw new HarnessError('the client still takes -1 for the leader');
      }
      return {};
    },
    on: (_: string, listener: (event: object) => void) => listener({ event: 'sent', tag: 'connecting' }),
    kill: async () => void log.push('killed'),
  } as unknown as ClientProcess;
  const testbed = {
    world,
    clients: new Map(),
    brokers: { bootstrap: 'localhost:1' },
    names: { home: 'home' },
    startClient: async () => {
      log.push('started');
      return client;
    },
    client: () => client,
    within: (_: string, result: Promise<void>) => result,
  } as unknown as Testbed;
  return { testbed, log };
}

describe('a producer', () => {
  it('is started again where its client gets no metadata', async () => {
    const { testbed, log } = deaf(1);
    await startProducer(testbed, 0, 0);
    expect(log).toEqual(['started', 'killed', 'started']);
  });

  it('is a failure of the harness where that does not help', async () => {
    const { testbed, log } = deaf(9);
    await expect(startProducer(testbed, 0, 0)).rejects.toThrow('still takes -1');
    expect(log).toEqual(['started', 'killed', 'started', 'killed', 'started']);
  });
});
