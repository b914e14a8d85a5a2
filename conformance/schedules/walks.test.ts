import { describe, expect, it } from 'vitest';
import { replay } from '../../explorers/replay.ts';
import type { Action } from '../../model/action.ts';
import { cluster } from '../../model/cluster.ts';
import { setupOf } from '../../setups/resolve/resolve.ts';
import { OWN_RULES } from '../own-cluster/own-rules.ts';
import { LAB_RULES } from './rules-of-play.ts';
import { walksOf } from './walks.ts';

const setup = setupOf({ kafka: '4.1', faults: { 'broker.crash': 1, 'response.lost': 1 } });
const typesOf = (walks: ReturnType<typeof walksOf>): ReadonlySet<Action['type']> =>
  new Set(walks.flatMap(({ schedule }) => schedule.map(({ type }) => type)));

describe('random walks to be played', () => {
  it('are walks of the machine, and the same for the same seed', () => {
    const walks = walksOf(setup, 3, 'seed', LAB_RULES);
    expect(walks).toEqual(walksOf(setup, 3, 'seed', LAB_RULES));
    for (const { schedule } of walks) expect(replay(cluster(setup), schedule)).toHaveLength(schedule.length);
  });

  it('have the most types of action that so few can have, faults among them', () => {
    const types = [...typesOf(walksOf(setup, 2, 'seed', LAB_RULES))];
    expect(types.length).toBeGreaterThan(12);
    expect(types).toEqual(expect.arrayContaining(['broker.crash', 'response.lost', 'consumer.poll']));
  });

  it('have no type of action that cannot be played', () => {
    const types = [...typesOf(walksOf(setup, 8, 'seed', OWN_RULES))];
    expect(types).toContain('response.lost');
    expect(types.filter((type) => 'because' in OWN_RULES.moves[type])).toEqual([]);
  });

  it('do not keep waiting what the cluster does by itself', () => {
    const transactional = setupOf({
      kafka: '4.1',
      cluster: { brokers: 1 },
      producer: { 'transactional.id': 'payments' },
    });
    const machine = cluster(transactional);
    for (const { schedule } of walksOf(transactional, 3, 'seed', OWN_RULES)) {
      expect(schedule.map(({ type }) => type)).toContain('transaction.complete');
      let state = machine.init;
      for (const action of schedule) {
        const isWaiting = OWN_RULES.ownActions(machine.world, state).length > 0;
        expect([isWaiting, action.type]).toEqual([OWN_RULES.byItself.has(action.type), action.type]);
        state = machine.next(state, action);
      }
    }
  });

  it('are each one made again by their own seed', () => {
    for (const walk of walksOf(setup, 2, 'seed', LAB_RULES)) {
      expect(walksOf(setup, 1, walk.seed, LAB_RULES)).toEqual([walk]);
    }
  });
});
