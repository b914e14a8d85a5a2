import { coordinatorError } from '../../model/ports/cluster-metadata.ts';
import { withNewGroup } from '../../model/ports/open-world.ts';
import type { Cluster } from './cluster.ts';
import { errorCode } from './error-code.ts';
import { type GroupMembers, noMembers } from './group-members.ts';

/** Why a broker refuses a request for a coordinator, as a code; 0 where it is the one. */
export const refusalAt = (cluster: Cluster, broker: number, coordinator: 'group' | 'transaction'): number =>
  errorCode(coordinatorError(cluster.world, cluster.machine, broker, coordinator));

/** The number of a group, -1 for one that nobody knows. */
export const groupNamed = ({ groups }: Cluster, groupId: string): number =>
  groups.findIndex((group) => group.groupId === groupId);

/** The cluster with a group of this name, and its number. */
export function withGroupNamed(
  cluster: Cluster,
  groupId: string,
): { readonly cluster: Cluster; readonly group: number } {
  const known = groupNamed(cluster, groupId);
  if (known >= 0) return { cluster, group: known };
  const { world, state } = withNewGroup({ world: cluster.world, state: cluster.machine });
  const groups = [...cluster.groups, noMembers(groupId)];
  return { cluster: { ...cluster, world, machine: state, groups }, group: groups.length - 1 };
}

/** The cluster whose group has changed in what the machine knows nothing of. */
export const withMembers = (cluster: Cluster, group: number, change: Partial<GroupMembers>): Cluster => ({
  ...cluster,
  groups: cluster.groups.with(group, { ...cluster.groups[group], ...change }),
});

/** The coordinator has heard of a member: its session begins anew. */
export function withHeard(cluster: Cluster, group: number, slot: number): Cluster {
  const { slots } = cluster.groups[group];
  const member = slots[slot];
  return member
    ? withMembers(cluster, group, { slots: slots.with(slot, { ...member, heard: member.heard + 1 }) })
    : cluster;
}
