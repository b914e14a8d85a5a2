import { expect, it } from 'vitest';
import { type Group, unknownGroup } from '../broker/group-coordinator.ts';
import { story } from '../testing/story.ts';
import { writtenGroup } from './written.ts';

const stable = (): Group => story().does('group.complete').state.groups[0];

it('a rebalance in preparation is in the memory of a classic coordinator alone, offsets are not', () => {
  const { world } = story();
  const preparing: Group = { ...stable(), phase: 'preparing', joined: 1, committed: [1] };
  expect(writtenGroup(world, stable(), preparing)).toEqual({ ...stable(), committed: [1] });
});

it('that nobody is left in a group is written', () => {
  const { world } = story();
  const empty: Group = { ...stable(), phase: 'preparing', members: 0 };
  expect(writtenGroup(world, stable(), empty)).toEqual(empty);
});

it('a group of KIP-848 is written with every change', () => {
  const { world } = story({ consumer: { 'group.protocol': 'consumer' } });
  const changed: Group = { ...unknownGroup(world), members: 1 };
  expect(writtenGroup(world, unknownGroup(world), changed)).toBe(changed);
});
