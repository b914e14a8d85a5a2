import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../../setups/input.ts';
import type { Leading } from '../../broker/replica.ts';
import { Incident } from '../../observer/ledger.ts';
import { has } from '../../sets.ts';
import type { ClusterState } from '../../state.ts';
import { story } from '../../testing/story.ts';
import { replicaOf, withGroup, withLedger, withMember } from '../../update.ts';
import { knowsItsEnd } from '../../broker/readable-end.ts';
import { assignedTo, blank, canStart, startOn, stopOn, withoutAssignment } from './starting.ts';

/** A group of one with two partitions, which has committed these offsets. */
function committed(offsets: readonly number[], draft: SetupDraft = {}, seen = offsets): ClusterState {
  const { state } = story({ topic: { partitions: 2 }, ...draft });
  const after = withGroup(state, 0, { ...state.groups[0], committed: offsets, assignment: [0, 0] });
  return withLedger(after, { commits: [seen] });
}
const worldOf = (draft: SetupDraft = {}) => story({ topic: { partitions: 2 }, ...draft }).world;
const none = { consumer: { 'auto.offset.reset': 'none' as const } };

describe('a member that is given partitions', () => {
  it('owns them beside what it had, and starts each where its group has committed, offset 0 included', () => {
    const world = worldOf(none);
    const first = startOn(world, committed([0, 3], none), 0, 0b10);
    expect(first.members[0]).toMatchObject({ owned: 0b10, positions: [-1, 3] });
    const both = startOn(world, first, 0, 0b01);
    expect(both.members[0]).toMatchObject({ owned: 0b11, positions: [0, 3] });
    expect(has(both.ledger.incidents, Incident.wrongStart)).toBe(false);
  });

  it('can start when every one of them has a start', () => {
    const state = committed([0, -1], none);
    expect([0b01, 0b10, 0b11].map((set) => canStart(worldOf(none), state, 0, set))).toEqual([true, false, false]);
    expect(canStart(worldOf(), state, 0, 0b11)).toBe(true);
  });

  it('starts where auto.offset.reset says when its OffsetFetch is refused and it takes that for no commit', () => {
    expect(startOn(worldOf(), committed([2, 3]), 0, 0b10, false).members[0].positions).toEqual([-1, 0]);
    expect(canStart(worldOf(), committed([2, 3]), 0, 0b11, false)).toBe(true);
    expect(canStart(worldOf(none), committed([2, 3], none), 0, 0b11, false)).toBe(false);
  });

  it('waits for pending offsets of that partition, be they 0 (KIP-447)', () => {
    const { world } = story({ topic: { partitions: 2 } });
    const before = committed([-1, -1]);
    const pending = [-1, 0].map((offset, producer) => ({
      producer,
      epoch: 0,
      transaction: 0,
      marked: 'nothing' as const,
      offsets: [offset, -1],
    }));
    const state = withGroup(before, 0, { ...before.groups[0], pending });
    expect([0b01, 0b10].map((set) => canStart(world, state, 0, set))).toEqual([false, true]);
    expect(canStart(worldOf({ kafka: '2.4' }), state, 0, 0b01)).toBe(true);
  });

  it('is seen to start elsewhere than at the last commit, or at one that nobody has made', () => {
    const wrong = (offsets: readonly number[], seen: readonly number[]) =>
      has(startOn(worldOf(), committed(offsets, {}, seen), 0, 0b01).ledger.incidents, Incident.wrongStart);
    expect([wrong([1, -1], [1, -1]), wrong([-1, -1], [-1, -1]), wrong([0, -1], [0, -1])]).toEqual([
      false,
      false,
      false,
    ]);
    expect([wrong([1, -1], [2, -1]), wrong([-1, -1], [1, -1]), wrong([1, -1], [0, -1])]).toEqual([true, true, true]);
    expect([wrong([1, -1], [-1, -1]), wrong([0, -1], [-1, -1])]).toEqual([true, true]);
  });
});

describe('a member that gives partitions up', () => {
  const owner = () => startOn(worldOf(), committed([1, 2]), 0, 0b11);

  it('keeps what it has of the others', () => {
    expect(stopOn(worldOf(), owner(), 0, 0b01).members[0]).toMatchObject({ owned: 0b10, positions: [-1, 2] });
  });

  it('knows no epoch of what it gave up', () => {
    const before = owner();
    const read = withMember(before, 0, { ...before.members[0], positionEpochs: [4, 5] });
    expect(stopOn(worldOf(), read, 0, 0b01).members[0].positionEpochs).toEqual([-1, 5]);
  });

  it('goes on fetching them when its session is not told', () => {
    const world = worldOf({ client: { forgetsRevokedPartitions: false } });
    expect(stopOn(world, owner(), 0, 0b01).members[0]).toMatchObject({ owned: 0b10, positions: [1, 2] });
    const left = withoutAssignment(world, { ...owner().members[0], generation: 3 });
    expect(left).toMatchObject({ generation: -1, owned: 0, positions: [1, 2] });
  });

  it('has nothing left when it has left the group', () => {
    const member = { ...owner().members[0], generation: 3, positionEpochs: [4, 4] };
    const nothing = { generation: -1, owned: 0, positions: [-1, -1], positionEpochs: [-1, -1] };
    expect(withoutAssignment(worldOf(), member)).toMatchObject(nothing);
    expect(blank(worldOf(), member)).toMatchObject(nothing);
  });
});

it('a member is assigned what the group has given to its slot', () => {
  const { world, state } = story({ topic: { partitions: 3 }, scope: { members: 2 } });
  const given = withGroup(state, 0, { ...state.groups[0], assignment: [1, 0, 1] });
  expect([assignedTo(world, given, 0), assignedTo(world, given, 1)]).toEqual([0b010, 0b101]);
});

it('a leader knows where its partition ends once it has caught up with the start of its epoch (KIP-207)', () => {
  const { world, state } = story();
  const replica = replicaOf(world, state, 0, 0);
  const at = (highWatermark: number) => ({
    ...replica,
    highWatermark,
    leading: { ...(replica.leading as Leading), epochStart: 2 },
  });
  expect([1, 2, 3].map((end) => knowsItsEnd(world, at(end)))).toEqual([false, true, true]);
  expect(knowsItsEnd(worldOf({ kafka: '2.1' }), at(1))).toBe(true);
  expect(knowsItsEnd(world, { ...at(1), leading: null })).toBe(true);
});
