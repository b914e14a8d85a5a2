import { leaveGroup } from '../../../model/ports/group.ts';
import type { Cluster } from '../cluster.ts';
import { withMembers } from '../coordinated.ts';

/** A member has left, or is left out: the others have to join again. */
export function withoutMember(cluster: Cluster, group: number, slot: number): Cluster {
  const { slots, leader, rebalances } = cluster.groups[group];
  const begins = cluster.machine.groups[group].phase === 'stable';
  const machine = leaveGroup(cluster.world, cluster.machine, group, slot);
  return withMembers({ ...cluster, machine }, group, {
    slots: slots.with(slot, null),
    leader: slots[slot]?.memberId === leader ? null : leader,
    synced: false,
    rebalances: begins ? rebalances + 1 : rebalances,
  });
}
