import { describe, expect, it } from 'vitest';
import { Incident } from '../../model/observer/ledger.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { type Story, small, story } from '../../model/testing/story.ts';
import { remove } from '../../model/sets.ts';
import { withGroup, withMember } from '../../model/update.ts';
import { after, exercises, verdictOn, witnessIn } from '../testing/verdict-on.ts';
import { exclusiveOwnership } from './exclusive-ownership.ts';

const assigned = (draft: SetupDraft = {}): Story =>
  story(small({ scope: { members: 2 }, faults: { 'consumer.stall': 1 }, ...draft }))
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync');

describe('exclusive-ownership holds', () => {
  it('when each partition has one owner', () => {
    expect(verdictOn(exclusiveOwnership, assigned())).toBeNull();
  });

  it('when a zombie believes that it owns a partition in a generation that is over', () => {
    const told = assigned()
      .does('consumer.stall', { member: 0 })
      .does('group.evict')
      .does('consumer.join', { member: 1 })
      .does('group.complete')
      .does('consumer.sync', { member: 1 });
    expect(told.state.members.map(({ owned, generation }) => [owned, generation])).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect(verdictOn(exclusiveOwnership, told)).toBeNull();
  });

  it('when members of two groups own the same partition', () => {
    const told = story({ scope: { groups: 2 } }).repeats('group.complete', 'consumer.sync');
    expect(verdictOn(exclusiveOwnership, told)).toBeNull();
  });
});

describe('exclusive-ownership is violated', () => {
  it('by two owners in one generation', () => {
    const { world, state } = assigned();
    const [first, second] = state.members;
    const twice = withMember(state, 1, { ...second, owned: first.owned, positions: first.positions });
    expect(witnessIn(exclusiveOwnership, world, twice)).toEqual({
      cause: 'two members own a partition in one generation',
      members: [0, 1],
      generations: [1, 1],
      partition: 0,
    });
  });

  it('by two members of the group where partitions move one by one, whatever their generations', () => {
    const { world, state } = assigned({ consumer: { 'partition.assignment.strategy': 'cooperative' } });
    const [first, second] = state.members;
    const late = { ...second, owned: first.owned, positions: first.positions, generation: first.generation - 1 };
    expect(witnessIn(exclusiveOwnership, world, withMember(state, 1, late))).toEqual({
      cause: 'two members of the group own a partition at the same time',
      members: [0, 1],
      generations: [1, 0],
      partition: 0,
    });
  });

  it('by a commit that was taken from somebody else', () => {
    const told = assigned();
    expect(witnessIn(exclusiveOwnership, told.world, after(told, Incident.foreignCommit))).toEqual({
      cause: 'a commit by a member that is no owner was taken',
      incident: Incident.foreignCommit,
    });
  });
});

/** What a member of a group owns, and since which generation. */
type Owner = readonly [owned: number, generation: number];

/** Says what a group of three members, or two such groups, is told when they own this of two partitions. */
function witnessAmong(owners: readonly Owner[], draft: SetupDraft = {}, evicted: readonly number[] = []) {
  const { world, state } = story(
    small({ ...draft, topic: { partitions: 2 }, scope: { members: 3, groups: owners.length / 3 } }),
  ).settles();
  const owning = owners.reduce(
    (after, [owned, generation], member) => withMember(after, member, { ...after.members[member], owned, generation }),
    state,
  );
  const [group] = owning.groups;
  const without = withGroup(owning, 0, { ...group, members: evicted.reduce(remove, group.members) });
  return witnessIn(exclusiveOwnership, world, without);
}

describe('exclusive-ownership is judged for every two members of a group', () => {
  const twice = { cause: 'two members own a partition in one generation' };

  it.each<[string, readonly Owner[], object]>([
    [
      'the first two',
      [
        [0b10, 2],
        [0b11, 2],
        [0, 2],
      ],
      { ...twice, members: [0, 1], partition: 1 },
    ],
    [
      'the first and the last',
      [
        [0b01, 2],
        [0, 2],
        [0b01, 2],
      ],
      { ...twice, members: [0, 2], partition: 0 },
    ],
    [
      'the last two',
      [
        [0, 2],
        [0b11, 2],
        [0b10, 2],
      ],
      { ...twice, members: [1, 2], partition: 1 },
    ],
    [
      'two of the second group',
      [
        [0b01, 2],
        [0b10, 2],
        [0, 2],
        [0b01, 2],
        [0, 2],
        [0b01, 2],
      ],
      { ...twice, members: [3, 5], partition: 0 },
    ],
  ])('%s', (_who, owners, expected) => {
    expect(witnessAmong(owners)).toMatchObject(expected);
  });

  it.each<[string, readonly Owner[]]>([
    [
      'two that own different partitions',
      [
        [0b01, 2],
        [0b10, 2],
        [0, 2],
      ],
    ],
    [
      'two that own one in different generations',
      [
        [0b01, 2],
        [0b01, 1],
        [0, 2],
      ],
    ],
    [
      'two of two groups',
      [
        [0, 2],
        [0, 2],
        [0b01, 2],
        [0b01, 2],
        [0, 2],
        [0, 2],
      ],
    ],
  ])('and not %s', (_who, owners) => {
    expect(witnessAmong(owners)).toBeNull();
  });
});

describe('where partitions move one by one', () => {
  const cooperative = { consumer: { 'partition.assignment.strategy': 'cooperative' } };
  const owners: readonly Owner[] = [
    [0b01, 2],
    [0b01, 1],
    [0, 2],
  ];

  it('two members own one at the same time', () => {
    expect(witnessAmong(owners, cooperative)).toMatchObject({ members: [0, 1], generations: [2, 1] });
    expect(witnessAmong(owners, cooperative, [2])).toMatchObject({ members: [0, 1], generations: [2, 1] });
  });

  it.each([0, 1])('but not with one that has been evicted, member %i', (member) => {
    expect(witnessAmong(owners, cooperative, [member])).toBeNull();
  });
});

describe('exclusive-ownership is vacuous', () => {
  it('unless a commit arrives, whoever owns anything', () => {
    const [check] = exclusiveOwnership.checks(story().world);
    expect(check.exercised(after(story(), Incident.commitArrived))).toBe(true);
  });

  it('where nobody owns anything and nobody commits', () => {
    expect(exercises(exclusiveOwnership, story())).toBe(false);
    expect(exercises(exclusiveOwnership, assigned())).toBe(true);
  });

  it('where two consumers assign themselves one partition, whatever they commit', () => {
    const both = story(small({ application: { subscription: 'assign' }, scope: { members: 2 } })).settles();
    expect(both.state.members.map(({ owned }) => owned)).toEqual([1, 1]);
    expect(exercises(exclusiveOwnership, both)).toBe(false);
    expect(verdictOn(exclusiveOwnership, both)).toBeNull();
  });
});
