import { describe, expect, it } from 'vitest';
import { asking } from '../model/query.ts';
import { replicated, story, transforming } from '../model/testing/story.ts';
import { areBrokersInStep, brokersAreSafe } from './quiescence.ts';
import { range, remove } from '../model/sets.ts';
import { all, budget, type Change, changesOf, down, fenced, lags } from './testing/changes.ts';

/** Two partitions in, two out, on three brokers each; partition 0 is led by broker 0, the last by broker 0 as well. */
const { world, state } = story(
  transforming(replicated(3, 2, { topic: { partitions: 2 }, scope: { records: 2 } })),
).settles();
const change = changesOf(world);
const last = world.partitions - 1;
const leaderOf = (partition: number): number => state.controller.partitions[partition].leader;
const followerOf = (partition: number): number =>
  world.placement[partition].findLast((broker) => broker !== leaderOf(partition)) ?? -1;

it('brokers that are at rest, with no fault left that could hit them, are safe and in step', () => {
  expect(asking(state)(brokersAreSafe)).toBe(true);
  expect(areBrokersInStep(world, asking(state))).toBe(true);
});

describe.each([0, 1, last])('they are not where of partition %i', (partition) => {
  const leader = leaderOf(partition);
  const follower = followerOf(partition);
  const { length } = state.replicas[leader * world.partitions + partition]?.log ?? [];
  const { leaderEpoch, partitionEpoch, isr } = state.controller.partitions[partition];
  const smaller = remove(isr, follower);

  it.each<[string, Change]>([
    ['nobody leads', change.leadership(partition, { leader: -1 })],
    [
      'the ISR lacks a replica, as everybody knows',
      all(change.leadership(partition, { isr: smaller }), change.leading(leader, partition, { isr: smaller })),
    ],
    ['the leader has not heard that it leads', change.replica(leader, partition, { leading: null })],
    [
      'the leader does not know the last epoch',
      change.leading(leader, partition, { partitionEpoch: partitionEpoch - 1 }),
    ],
    ['the leader knows another ISR', change.leading(leader, partition, { isr: smaller })],
    ['the leader has asked for another ISR', change.leading(leader, partition, { proposedIsr: isr })],
    ['the leader is of another epoch', change.replica(leader, partition, { leaderEpoch: leaderEpoch - 1 })],
    ['a follower is of another epoch', change.replica(follower, partition, { leaderEpoch: leaderEpoch - 1 })],
    ['the leader’s high watermark lags', change.replica(leader, partition, { highWatermark: length - 1 })],
    ['a follower’s high watermark lags', change.replica(follower, partition, { highWatermark: length - 1 })],
    ['a follower lacks a record', change.lastRecord(follower, partition, 'lost')],
    ['a follower has a record more', change.lastRecord(follower, partition, 'one more')],
    ['a follower has another record', change.lastRecord(follower, partition, 'another')],
    ['a follower leads as well', change.leadsAs(follower, leader, partition)],
    [
      'the leader does not know how far a follower is',
      change.leading(leader, partition, {
        ends: range(world.brokers).map((broker) => (broker === follower ? -1 : length)),
      }),
    ],
  ])('%s', (_what, changed) => {
    expect(areBrokersInStep(world, asking(changed(state)))).toBe(false);
  });
});

it('does not matter to them how far a leader takes itself to be', () => {
  const ends = [-1, -1, -1].map((none, broker) => (broker === leaderOf(0) ? none : 1));
  expect(areBrokersInStep(world, asking(change.leading(leaderOf(0), 0, { ends })(state)))).toBe(true);
});

it.each<[string, Change, boolean]>([
  ['a follower may lag', lags(1), true],
  ['a broker may crash', budget({ 'broker.crash': 1 }), false],
  ['a broker is fenced', fenced(4), false],
  ['the first broker is down', down(0), false],
  ['the last broker is down', down(2), false],
])('where %s, whether they are in step', (_what, changed, inStep) => {
  expect(areBrokersInStep(world, asking(changed(state)))).toBe(inStep);
});

it.each<[string, Change, boolean]>([
  ['a broker may crash', budget({ 'broker.crash': 1 }), false],
  ['a follower may lag', lags(1), false],
  ['a broker is fenced', fenced(4), true],
  ['the first broker is down', down(0), true],
])('where %s, whether they are safe', (_what, changed, safe) => {
  expect(asking(changed(state))(brokersAreSafe)).toBe(safe);
});
