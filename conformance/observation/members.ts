import { presumedLeader } from '../../model/broker/reachability.ts';
import { elementsOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { groupOf, memberAt, type World } from '../../model/world.ts';
import { offsetFetch } from '../../wire/admin/offset-fetch.ts';
import { clientOf } from '../actors/member-control.ts';
import { HOME } from '../lab/listeners.ts';
import { kafkaName, labelOf, memberId, textOf } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { WHAT } from './words.ts';

/** What must be seen of groups and their members. */
export function expectMembers(world: World, state: ClusterState, view: Map<string, string>): void {
  state.groups.forEach(({ committed, members, phase }, group) => {
    view.set(WHAT.committed(group), committedWords(world, committed));
    if (world.rebalance === 'kip-848') return;
    const names = elementsOf(members).map((slot) => memberId(memberAt(world, group, slot)));
    view.set(WHAT.group(group), groupWords(names, phase === 'stable'));
  });
  state.members.forEach(({ status, generation, owned, positions, batch, worker }, member) => {
    if (status !== 'up' && status !== 'stalled') return;
    const name = memberId(member);
    const owns = elementsOf(owned).map((partition) => ({ partition, position: positions[partition] }));
    const shown = isShown(world, state, member) ? generation : -1;
    view.set(WHAT.member(name), ownershipWords(world, state, shown, owns));
    view.set(WHAT.batch(name), [...batch, ...worker].map(({ value }) => textOf(value)).join(' ') || 'none');
  });
}

/** What is seen of them. A process that is paused says nothing: it has what it had. */
export async function seeMembers(testbed: Testbed, state: ClusterState, view: Map<string, string>): Promise<void> {
  const { world, names } = testbed;
  const home = await testbed.connection(HOME);
  for (let group = 0; group < world.groups; group += 1) {
    const committed = await offsetFetch(home, names.group(group), names.input);
    const offsets = Array.from({ length: world.inputs }, (_, partition) => committed.get(partition)?.offset ?? -1);
    view.set(WHAT.committed(group), committedWords(world, offsets));
    if (world.rebalance === 'kip-848') continue;
    const { clients, isStable } = await testbed.groupLeaders[group].describe(home);
    view.set(WHAT.group(group), groupWords([...clients].sort(), isStable));
  }
  for (const [member, live] of testbed.members) {
    const { status, generation, batch, worker, positions: machine } = state.members[member];
    if (status !== 'up' && status !== 'stalled') continue;
    const name = memberId(member);
    if (status === 'up' && live.commit === null) {
      live.ownership = await clientOf(testbed, member).call('consumer.metadata', { name });
    }
    const { assignment, positions } = live.ownership;
    const owns = Array.from({ length: world.inputs }, (_, partition) => partition)
      .map((partition) => ({ partition, kafka: kafkaName(names.partition(partition)) }))
      .filter(({ kafka }) => assignment.includes(kafka))
      // Assigned while nobody led the partition, a client finds its position in the next poll(): nothing to compare before.
      .map(({ partition, kafka }) => ({ partition, position: positions[kafka] ?? machine[partition] }));
    // Of a member that has lost its generation the client still tells the number.
    const real = generation < 0 || !isShown(world, state, member) ? -1 : realGeneration(testbed, member);
    view.set(WHAT.member(name), ownershipWords(world, state, real, owns));
    const inHand = live.inHand([...batch, ...worker], state);
    view.set(WHAT.batch(name), inHand.map(({ value }) => value).join(' ') || 'none');
  }
}

/** A member of KIP-848 learns its epoch as it says that it has given something up, before the machine's does. */
const isShown = (world: World, { members, groups }: ClusterState, member: number): boolean =>
  world.rebalance !== 'kip-848' || members[member].generation === groups[groupOf(world, member)].generation;

/** The machine's number of the generation that the member's client tells. */
function realGeneration({ world, members, kip848Groups, groupLeaders }: Testbed, member: number): number {
  const { generation = -1 } = members.get(member)?.ownership ?? {};
  const groups = world.rebalance === 'kip-848' ? kip848Groups : groupLeaders;
  return groups[groupOf(world, member)].machineGeneration(generation);
}

const committedWords = (world: World, offsets: readonly number[]): string =>
  offsets.map((offset, partition) => `${labelOf(world, partition)} ${offset < 0 ? 'none' : offset}`).join(', ');

/** Whether a group without members rebalances makes no difference to anybody. */
const groupWords = (members: readonly string[], isStable: boolean): string =>
  members.length === 0 ? 'nobody' : `${members.join(', ')}${isStable ? '' : ', rebalancing'}`;

interface Owned {
  readonly partition: number;
  readonly position: number;
}

/** A position is said where somebody leads the partition: a client may have to ask him. */
function ownershipWords(world: World, state: ClusterState, generation: number, owns: readonly Owned[]): string {
  const partitions = owns.map(({ partition, position }) =>
    presumedLeader(world, state, partition) < 0
      ? labelOf(world, partition)
      : `${labelOf(world, partition)} from ${position}`,
  );
  return `${partitions.join(', ') || 'nothing'}${generation < 0 ? '' : `, generation ${generation}`}`;
}
