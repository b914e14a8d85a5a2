import { describe, expect, it } from 'vitest';
import { replay } from '../explorers/replay.ts';
import { cluster } from '../model/cluster.ts';
import { setupOf } from '../setups/resolve.ts';
import { walksOf } from './walks.ts';

const setup = setupOf({ kafka: '4.1', faults: { 'broker.crash': 1, 'response.lost': 1 } });
const typesOf = (walks: ReturnType<typeof walksOf>): ReadonlySet<string> =>
  new Set(walks.flatMap(({ schedule }) => schedule.map(({ type }) => type)));

describe('random walks to be played', () => {
  it('are walks of the machine, and the same for the same seed', () => {
    const walks = walksOf(setup, 3, 'seed', () => true);
    expect(walks).toEqual(walksOf(setup, 3, 'seed', () => true));
    for (const { schedule } of walks) expect(replay(cluster(setup), schedule)).toHaveLength(schedule.length);
  });

  it('have the most types of action that so few can have, faults among them', () => {
    const types = [...typesOf(walksOf(setup, 2, 'seed', () => true))];
    expect(types.length).toBeGreaterThan(12);
    expect(types).toEqual(expect.arrayContaining(['broker.crash', 'response.lost', 'consumer.poll']));
  });

  it('have no type of action that cannot be played', () => {
    const walks = walksOf(setup, 3, 'seed', (type) => type !== 'broker.crash');
    expect(typesOf(walks)).not.toContain('broker.crash');
  });

  it('are each one made again by their own seed', () => {
    for (const walk of walksOf(setup, 2, 'seed', () => true)) {
      expect(walksOf(setup, 1, walk.seed, () => true)).toEqual([walk]);
    }
  });
});
