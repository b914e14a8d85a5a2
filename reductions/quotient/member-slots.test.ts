import { expect, it } from 'vitest';
import type { Group } from '../../model/broker/group-coordinator.ts';
import { asking } from '../../model/query.ts';
import { small, story } from '../../model/testing/story.ts';
import { has, range } from '../../model/sets.ts';
import { digest, otherSlot, roleOf, withSlotsSwapped } from './member-slots.ts';

const { state } = story(small({ topic: { partitions: 2 }, scope: { members: 2 } }));

const group = (fields: Partial<Group>): Group => ({
  ...state.groups[0],
  members: 0b11,
  joined: 0,
  assignment: [-1, -1],
  target: [-1, -1],
  ...fields,
});

/** What a group may know of the first slot alone. */
const known: readonly [string, Partial<Group>][] = [
  ['that it is a member', { members: 0b01 }],
  ['that it has joined', { joined: 0b01 }],
  ['that it owns the first partition', { assignment: [0, -1] }],
  ['that it owns the second partition', { assignment: [-1, 0] }],
  ['that it shall own the first partition', { target: [0, -1] }],
  ['that it shall own the second partition', { target: [-1, 0] }],
];

it.each(known)(
  'a group that knows of a slot %s tells it from the other, and from a slot of which it knows else',
  (_what, fields) => {
    const role = roleOf(group(fields), 0);
    expect(role).not.toBe(roleOf(group(fields), 1));
    const others = known.map(([, other]) => other).filter((other) => other !== fields);
    expect(others.map((other) => roleOf(group(other), 0))).not.toContain(role);
  },
);

it.each([...known, ['all of it', Object.assign({}, ...known.map(([, fields]) => fields)) as Partial<Group>] as const])(
  'members that change their slots change what the group knows of them: %s',
  (_what, fields) => {
    const before = group(fields);
    const after = withSlotsSwapped(before);
    expect([roleOf(after, 0), roleOf(after, 1)]).toEqual([roleOf(before, 1), roleOf(before, 0)]);
    expect(withSlotsSwapped(after)).toEqual(before);
  },
);

it('every difference in what a group knows of a slot is another role', () => {
  const roles = range(64).map((bits) => {
    const owner = (bit: number): number => (has(bits, bit) ? 0 : -1);
    const set = (bit: number): number => (has(bits, bit) ? 0b01 : 0);
    const assignment = [owner(2), owner(3)];
    return roleOf(group({ members: set(0), joined: set(1), assignment, target: [owner(4), owner(5)] }), 0);
  });
  expect(new Set(roles).size).toBe(64);
});

it('nobody stays nobody', () => {
  expect([-1, 0, 1].map(otherSlot)).toEqual([-1, 1, 0]);
  expect(withSlotsSwapped(group({ assignment: [-1, 1], target: [0, -1] }))).toMatchObject({
    assignment: [-1, 0],
    target: [1, -1],
  });
});

it('members are told apart by what they are, and by nothing else', () => {
  const [member] = state.members;
  const digests = [member, { ...member }, { ...member, positions: [5, 0] }].map((one) =>
    asking({ ...state, members: [one] })(digest, 0),
  );
  expect(digests[1]).toBe(digests[0]);
  expect(digests[2]).not.toBe(digests[0]);
});
