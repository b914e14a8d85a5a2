import { describe, expect, it } from 'vitest';
import { cluster } from '../../model/cluster.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { unaskedJoin } from './unasked-join.ts';

const { world, init } = cluster(setupOf({ client: { library: 'kafkajs' }, scope: { members: 2 } }));
const [first, ...others] = init.members;
const state = { ...init, members: [{ ...first, owned: 1 }, ...others] };

/** What differs where these members have asked to join. */
const because = (asking: readonly string[], ...whats: readonly string[]): string | null => {
  const gate = { frames: ({ clientId }: { clientId: string }) => (asking.includes(clientId) ? [{}] : []) };
  const differences = whats.map((what) => ({ what, machine: 'this', kafka: 'that' }));
  return unaskedJoin({ world, gate } as unknown as Testbed, state, differences);
};

describe('a consumer of KafkaJS that joins again unasked', () => {
  it('is why it and its group are seen otherwise', () => {
    expect(because(['c0'], 'what c0 owns', 'group 0 at its coordinator')).toContain('joins its group again');
  });

  it('explains nothing else', () => {
    expect(because(['c0'], 'what c0 owns', 'log of input-0 on broker 0')).toBeNull();
    expect(because(['c1'], 'what c1 owns')).toBeNull();
    expect(because([], 'what c0 owns')).toBeNull();
  });
});
