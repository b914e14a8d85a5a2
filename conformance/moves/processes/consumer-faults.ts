import type { ActionOf } from '../../../model/action.ts';
import { producersOf } from '../../../model/transactional-ids.ts';
import { offsetDelete } from '../../../wire/admin/offset-delete.ts';
import { clientOf, liveMember } from '../../actors/member-control.ts';
import { HOME } from '../../lab/listeners.ts';
import { letterId, memberId, producerId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { killProcess } from './client-faults.ts';
import type { Move } from '../move.ts';

/** A member's process dies, and whatever is in it. */
export async function killMember(testbed: Testbed, member: number, late: boolean): Promise<void> {
  const { world } = testbed;
  const name = memberId(member);
  const producers = world.transform ? producersOf(world, member).map(producerId) : [];
  // What its producers have on the wire can matter later, and what is late already: whatever else it asked for, it is gone.
  await killProcess(testbed, name, producers, late);
  testbed.gate.cut({ clientId: name, stray: false });
  // With acks=0 as well: the machine's letters are in the process until they are stored.
  testbed.gate.cut({ clientId: letterId(member) });
  for (const producer of producers) testbed.calls.forget(producer);
  liveMember(testbed, member).die();
}

export const consumerCrash: Move<ActionOf<'consumer.crash'>> = (testbed, { action: { member, late } }) =>
  killMember(testbed, member, late);

export const consumerStall: Move<ActionOf<'consumer.stall'>> = async (testbed, { action: { member } }) => {
  clientOf(testbed, member).suspend();
};

export const rebalance: Move<ActionOf<'rebalance'>> = async (testbed, { action: { group } }) => {
  // In KIP-848 the next target comes all at once, with the group's next epoch.
  if (testbed.world.rebalance !== 'kip-848') await testbed.groupLeaders[group].rebalance();
};

/**
 * OffsetDelete, which answers for what offsets.retention.minutes does in time: both forget what no member is subscribed to.
 * The group has no members but its leader: it completes the rebalance in which the last one has gone, since until then the
 * coordinator knows of that one's subscription.
 */
export const offsetsExpired: Move<ActionOf<'offsets.expired'>> = async (testbed, { action, before }) => {
  const { group, partition } = action;
  const { world, names } = testbed;
  const { generation, phase } = before.groups[group];
  if (phase === 'preparing' && world.rebalance !== 'kip-848')
    await testbed.groupLeaders[group].complete(generation, () => ({}));
  const of = names.partition(partition);
  await offsetDelete(await testbed.connection(HOME), names.group(group), of.topic, of.partition);
};
