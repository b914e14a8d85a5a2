import { describe, expect, it } from 'vitest';
import { asking } from '../../model/query.ts';
import type { Action } from '../../model/action.ts';
import { add, EMPTY, firstN } from '../../model/sets.ts';
import { story, transforming } from '../../model/testing/story.ts';
import { all, type Change, group, member } from '../testing/changes.ts';
import { groupSteps } from './group.ts';

/** Every condition of the two arguments, by a state in which it alone is not met. */

const { world, state: settled } = story(transforming({ scope: { members: 3 } })).settles();
const everybody = firstN(3);
const [first, second, third] = [0, 1, 2].map((slot) => add(EMPTY, slot));

const evict = (slot: number): Action => ({ type: 'group.evict', member: slot });
const complete: Action = { type: 'group.complete', group: 0, shift: 0 };
const rebalance: Action = { type: 'rebalance', group: 0 };
const poll: Action = { type: 'downstream.poll', partition: 1 };
const crash: Action = { type: 'consumer.crash', member: 1, late: false };
const stall: Action = { type: 'consumer.stall', member: 1 };

describe('where everybody waits for the next generation', () => {
  const waiting = all(
    group({ phase: 'preparing', members: everybody, joined: everybody }),
    ...[0, 1, 2].map((index) => member(index, { owned: EMPTY })),
  );

  it('nothing else happens, but that somebody is stopped and evicted', () => {
    const enabled = [poll, complete, evict(1), crash, stall, rebalance];
    expect(groupSteps(world, asking(waiting(settled)), enabled)).toEqual([complete, evict(1), crash, stall]);
  });

  it.each<[string, Change]>([
    ['somebody is stalled', member(2, { status: 'stalled' })],
    ['everybody is stalled', all(...[0, 1, 2].map((index) => member(index, { status: 'stalled' })))],
    ['somebody owns something still', member(1, { owned: first })],
    ['somebody has not joined', group({ joined: first | third })],
    ['somebody does not belong to the group', group({ members: first | second, joined: first | second })],
    ['the group does not prepare', group({ phase: 'stable' })],
  ])('but not where %s', (_what, changed) => {
    expect(groupSteps(world, asking(changed(waiting(settled))), [poll, complete, crash])).toBeNull();
  });
});

it('under KIP-848 nobody waits for anybody', () => {
  const asynchronous = story(
    transforming({ kafka: '4.3', consumer: { 'group.protocol': 'consumer' }, scope: { members: 3 } }),
  ).settles();
  const crashed = member(2, { status: 'crashed' })(asynchronous.state);
  expect(groupSteps(asynchronous.world, asking(crashed), [poll, evict(2)])).toBeNull();
});

describe('a member that has crashed', () => {
  const preparing = group({ phase: 'preparing', members: everybody, joined: first });
  const stable = all(
    group({ phase: 'stable', members: everybody, joined: EMPTY, generation: 4 }),
    ...[0, 1].map((index) => member(index, { generation: 4 })),
    member(2, { generation: 3, status: 'crashed' }),
  );

  it('is evicted first in a rebalance that waits for it', () => {
    expect(groupSteps(world, asking(preparing(settled)), [poll, evict(0), evict(2), evict(1), complete])).toEqual([
      evict(2),
    ]);
  });

  it('and not where it has joined', () => {
    expect(groupSteps(world, asking(preparing(settled)), [poll, evict(0)])).toBeNull();
  });

  it('is evicted outside of a rebalance, unless one comes first, once all others know their assignment', () => {
    const enabled = [poll, rebalance, evict(2), crash];
    expect(groupSteps(world, asking(stable(settled)), enabled)).toEqual([evict(2), rebalance]);
  });

  it.each<[string, Change]>([
    ['somebody else does not know its assignment', member(1, { generation: 3 })],
    ['the first does not', member(0, { generation: -1 })],
    ['somebody is stalled', member(0, { status: 'stalled' })],
  ])('but not where %s', (_what, changed) => {
    expect(groupSteps(world, asking(changed(stable(settled))), [poll, evict(2)])).toBeNull();
  });

  it('whatever those know who do not belong to the group', () => {
    const without = all(stable, group({ members: first | third }), member(1, { generation: -1 }));
    expect(groupSteps(world, asking(without(settled)), [poll, evict(2)])).toEqual([evict(2)]);
  });

  it('and there is nothing to do where nobody is to be evicted', () => {
    expect(groupSteps(world, asking(stable(settled)), [poll, rebalance])).toBeNull();
  });
});
