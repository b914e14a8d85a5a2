import { describe, expect, it } from 'vitest';
import { Incident } from '../../model/observer/ledger.ts';
import type { SetupDraft } from '../../setups/input.ts';
import { type Story, small, story } from '../../model/testing/story.ts';
import { withMember } from '../../model/update.ts';
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

describe('exclusive-ownership is vacuous', () => {
  it('where nobody owns anything and nobody commits', () => {
    expect(exercises(exclusiveOwnership, story())).toBe(false);
    expect(exercises(exclusiveOwnership, assigned())).toBe(true);
  });
});
