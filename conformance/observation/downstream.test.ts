import { describe, expect, it } from 'vitest';
import { cluster } from '../../model/cluster.ts';
import { readSetup } from '../../setups/reading/read-setup.ts';
import { expectDownstream } from './downstream.ts';

const text = `
application: { shape: transform, commit: after-processing }
scope: { records: 2 }
`;
const { setup } = readSetup({ setups: [{ file: 'transform.yaml', text }] });

describe('what the reader behind a transform has read', () => {
  it('is said in the order of the log, each record as often as it was read', () => {
    const { world, init } = cluster(setup);
    const view = new Map<string, string>();
    const sighting = (value: number, offset: number, times: number) => ({
      value,
      offset,
      times,
      partition: world.inputs,
      leaderEpoch: 0,
    });
    const outputs = [sighting(0, 1, 1), sighting(1, 0, 2)];
    const downstream = init.downstream.map(() => 2);
    expectDownstream(world, { ...init, downstream, ledger: { ...init.ledger, outputs } }, view);
    expect(view.get('what has been read of output-0')).toBe('r1 at 0, r1 at 0, r0 at 1, goes on at 2');
  });

  it('is not said before it has read anything', () => {
    const { world, init } = cluster(setup);
    const view = new Map<string, string>();
    expectDownstream(world, init, view);
    expect(view.size).toBe(0);
  });
});
