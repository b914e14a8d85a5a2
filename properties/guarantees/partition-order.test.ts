import { describe, expect, it } from 'vitest';
import { Incident } from '../../model/observer/ledger.ts';
import { data } from '../../model/testing/records.ts';
import { type Story, story } from '../../model/testing/story.ts';
import { replicaOf, withReplica } from '../../model/update.ts';
import { cluster } from '../../model/cluster.ts';
import type { ClusterState } from '../../model/state.ts';
import { after, edited, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { partitionOrder } from './partition-order.ts';

/** Two records sent and acknowledged, in the log in the order given, read and processed by a group. */
function processedInOrder(values: readonly number[], draft: object = {}): { told: Story; state: ClusterState } {
  const told = story({ scope: { records: 2 }, ...draft })
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive')
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive');
  const log = values.map((value) => data(value));
  const machine = cluster(told.world.setup);
  let state = withReplica(told.world, told.state, 0, 0, {
    ...replicaOf(told.world, told.state, 0, 0),
    log,
    highWatermark: log.length,
  });
  for (let actions = machine.enabled(state); actions.length > 0; actions = machine.enabled(state)) {
    state = machine.next(state, actions[0]);
  }
  return { told, state };
}

describe('partition-order holds', () => {
  it('when a group has processed a partition in the order sent', () => {
    const { told, state } = processedInOrder([0, 1]);
    expect(witnessIn(partitionOrder, told.world, state)).toBeNull();
  });

  it('when a record comes again after a later one: its first processing counts', () => {
    const { told, state } = processedInOrder([0, 1, 0]);
    expect(witnessIn(partitionOrder, told.world, state)).toBeNull();
  });

  it('when the later record is in another partition', () => {
    const told = story({ topic: { partitions: 2 }, scope: { records: 2 } }).settles('producer.give-up');
    expect(verdictOn(partitionOrder, told)).toBeNull();
  });
});

describe('partition-order is violated', () => {
  it('when a group processes a later record of a producer first', () => {
    const { told, state } = processedInOrder([1, 0]);
    expect(witnessIn(partitionOrder, told.world, state)).toEqual({
      cause: 'a later record was processed first',
      incident: Incident.outOfOrder,
    });
  });

  it('by what the observer has noted, whatever happens later', () => {
    const told = story();
    expect(witnessIn(partitionOrder, told.world, after(told, Incident.outOfOrder))).toEqual({
      cause: 'a later record was processed first',
      incident: Incident.outOfOrder,
    });
  });
});

describe('partition-order is put to the test', () => {
  const seen = (value: number) => ({ value, partition: 0, offset: value, leaderEpoch: 0, times: 1 });

  it.each([
    ['by a group that has processed two records, among others', { processed: [[seen(0)], [seen(0), seen(1)]] }, true],
    ['by a reader behind a transform that has read two', { outputs: [seen(0), seen(1)] }, true],
    ['and not by one that has read one', { outputs: [seen(0)] }, false],
  ])('%s', (_who, change, expected) => {
    const told = story({ scope: { groups: 2, records: 2 } });
    const [check] = partitionOrder.checks(told.world);
    expect(check.exercised(edited(told, change))).toBe(expected);
  });
});

describe('partition-order is vacuous', () => {
  it('where no group has processed two records', () => {
    expect(exercises(partitionOrder, story().settles('producer.give-up'))).toBe(false);
    expect(exercises(partitionOrder, story({ scope: { records: 2 } }).settles('producer.give-up'))).toBe(true);
  });
});
