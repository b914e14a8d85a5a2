import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { joinsComeLate } from '../network/requests/late-requests.ts';
import { joined, stored } from '../testing/beginnings.ts';
import { type Story, small, story } from '../testing/story.ts';

const losing = (draft: SetupDraft): SetupDraft =>
  small({ kafka: '4.1', ...draft, faults: { 'connection.lost': 1, ...draft.faults } });

/** The member that has the partition has processed a record, and is about to commit. */
const processed = (draft: SetupDraft = {}): Story =>
  stored(joined(story(losing(draft))))
    .does('consumer.poll')
    .does('consumer.process');

const two: SetupDraft = { scope: { members: 2 } };
const owner = { member: 0 };
const other = { member: 1 };

const committed = ({ state }: Story): readonly number[] => state.groups[0].committed;

describe('a JoinGroup that arrives behind the one sent in its place', () => {
  it('begins a generation of which its own client knows nothing, and whose commit is refused', () => {
    const told = processed().does('join-group.delayed');
    expect(told.state.groups[0].generation).toBe(2);
    expect(told.state.members[0].generation).toBe(1);
    expect(committed(told.does('consumer.commit'))).toEqual([-1]);
    joined(told.does('consumer.join')).does('consumer.poll');
    expect(told.state.members[0].batch.map(({ value }) => value)).toEqual([0]);
  });

  it('of the leader makes the others join: until they have, its commit is taken', () => {
    const told = processed(two).does('join-group.delayed', owner);
    expect(told.state.groups[0]).toMatchObject({ phase: 'preparing', generation: 1 });
    expect(committed(told.does('consumer.commit'))).toEqual([1]);
  });

  it('of the leader keeps the others waiting until it has joined again', () => {
    const told = processed(two).does('join-group.delayed', owner).does('consumer.join', other);
    expect(told.state.groups[0].generation).toBe(2);
    expect([told.can('consumer.sync'), told.can('group.complete')]).toEqual([false, false]);
    expect(committed(told.does('consumer.commit'))).toEqual([-1]);
    expect(told.does('consumer.join').can('group.complete')).toBe(true);
  });

  it('changes nothing where the leader joins before the others have', () => {
    const told = processed(two).does('join-group.delayed', owner).does('consumer.commit').does('consumer.join', owner);
    joined(told.does('consumer.join', other));
    expect(told.state.groups[0]).toMatchObject({ phase: 'stable', generation: 2, members: 0b11, unaware: 0 });
  });

  it('counts in a rebalance that others wait for, and they go on without the member', () => {
    const told = processed({ ...two, faults: { rebalance: 1 } }).does('rebalance');
    expect(told.can('join-group.delayed', owner)).toBe(false);
    joined(told.does('consumer.join', other).does('join-group.delayed', owner)).does('consumer.poll', other);
    expect(told.state.members[1].batch.map(({ value }) => value)).toEqual([0]);
    expect(committed(told.does('consumer.commit'))).toEqual([-1]);
  });

  it('is not heard of by a cooperative member either: its client sends the commit, which is refused', () => {
    const cooperative = { 'partition.assignment.strategy': 'cooperative' } as const;
    const told = processed({ consumer: cooperative }).does('join-group.delayed').does('consumer.commit');
    expect(told.state.members[0]).toMatchObject({ owned: 0, batch: [], uncommitted: 0 });
    joined(told.does('consumer.join')).does('consumer.poll');
    expect(told.state.members[0].batch.map(({ value }) => value)).toEqual([0]);
  });

  it('ends a generation for a commit that is late as well', () => {
    const draft = { faults: { 'connection.lost': 2, 'consumer.close': 1 } };
    const told = processed(draft).does('offset-commit.delayed').does('consumer.commit');
    expect(told.can('network.arrive-commit')).toBe(true);
    expect(told.does('join-group.delayed').can('network.arrive-commit')).toBe(false);
  });

  it('waits for a coordinator, and means nothing to one that has no member of that id', () => {
    const closing = { faults: { 'consumer.close': 1 } };
    const left = joined(story(losing(closing)))
      .does('consumer.close')
      .does('consumer.leave');
    expect(left.can('join-group.delayed')).toBe(false);
  });
});

describe('a first heartbeat of KIP-848 that arrives behind the one sent in its place', () => {
  const kip848 = { 'group.protocol': 'consumer' } as const;
  const draft = { ...two, consumer: kip848, faults: { rebalance: 1 } };

  it('gives away what its member shall give up, and the next owner processes that as well', () => {
    const told = processed(draft);
    expect(told.can('join-group.delayed')).toBe(false);
    told.does('rebalance').does('group.complete', { shift: 1 }).does('join-group.delayed', owner);
    joined(told).does('consumer.poll', other);
    expect(told.state.members[1].batch.map(({ value }) => value)).toEqual([0]);
    expect(committed(told.does('consumer.commit'))).toEqual([-1]);
  });
});

describe('late JoinGroups make no difference', () => {
  const comes = (more: SetupDraft): boolean => joinsComeLate(story(losing(more)).world);
  const transform = { shape: 'transform', commit: 'transaction' } as const;

  it.each<readonly [string, SetupDraft]>([
    ['where no connection breaks', { faults: { 'connection.lost': 0 } }],
    ['where members are stalled, and put out of their group like that', { faults: { 'consumer.stall': 1 } }],
    ['where a crash leaves something processed and not committed', { faults: { 'consumer.crash': 1 } }],
    ['where nobody is in a group', { application: { subscription: 'assign' } }],
    ['where offsets in transactions say their generation', { application: transform }],
  ])('%s', (_, more) => expect(comes(more)).toBe(false));

  it('but to a loop that commits first, to rows beside the effects, and to offsets without their generation', () => {
    const crash = { faults: { 'consumer.crash': 1 } };
    expect(comes({ ...crash, application: { commit: 'before-processing' } })).toBe(true);
    expect(comes({ ...crash, application: { offsets: 'external' } })).toBe(true);
    expect(comes({ kafka: '2.4', application: transform })).toBe(true);
  });
});
