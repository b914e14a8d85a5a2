import { describe, expect, it } from 'vitest';
import { resolveSetup } from '../../setups/resolve/resolve.ts';
import { setupInput } from '../../setups/input.ts';
import { endOf } from '../../explorers/replay.ts';
import type { Action } from '../action.ts';
import { cluster } from '../cluster.ts';
import { replicaOf } from '../update.ts';

const { setup } = resolveSetup(
  setupInput({
    kafka: '4.3',
    cluster: { brokers: 3 },
    topic: { 'replication.factor': 3, 'min.insync.replicas': 2 },
    faults: { 'leader.moved': 2 },
    scope: { records: 1 },
  }),
);

const fetch = (broker: number): Action => ({ type: 'replica.fetch', partition: 0, broker });
const hears = (broker: number): Action => ({ type: 'broker.update-metadata', broker });
const moves = (broker: number): Action => ({ type: 'leader.moved', partition: 0, broker });

describe('a leader that hears of two changes of leader at once, and leads again', () => {
  it('takes what a follower had before for what it has, though that has truncated: played so on 3.5.2, 3.9.2 and 4.3.1', () => {
    const machine = cluster(setup);
    const end = endOf(machine, [
      { type: 'producer.send', producer: 0, broker: 0 },
      { type: 'broker.produce', producer: 0, broker: 0 },
      fetch(1),
      fetch(1),
      moves(2),
      hears(2),
      hears(1),
      fetch(1),
      moves(0),
      hears(0),
      hears(2),
      fetch(2),
      fetch(2),
    ]);
    expect(replicaOf(machine.world, end, 1, 0).log).toEqual([]);
    expect(end.controller.partitions[0].isr).toBe(0b111);
    expect(end.producers[0].inFlight.map(({ stage, error }) => [stage, error])).toEqual([['reply', 'none']]);
  });
});
