import { beginGeneration, hasEverybodyJoined } from '../../../model/ports/group.ts';
import type { Cluster } from '../cluster.ts';
import { withMembers } from '../coordinated.ts';
import { membersOf } from '../group-members.ts';
import { chosenProtocol } from './protocols.ts';

/** Rebalances that nobody is waited for in any more end: their groups begin the next generation. */
export const withCompletedRebalances = (cluster: Cluster): Cluster =>
  cluster.groups.reduce((after, { starting, named }, group) => {
    const isOver = !starting && named.length === 0 && hasEverybodyJoined(after.world, after.machine, group);
    return isOver ? withNextGeneration(after, group) : after;
  }, cluster);

/**
 * The first members of a group have waited for more, and begin. Nobody waits here for whoever was named and has not come back, as one does in
 * each later rebalance (`GroupMetadataManager.tryCompleteInitialRebalanceElseSchedule`).
 */
export function withStarted(cluster: Cluster, group: number): Cluster {
  const started = withMembers(cluster, group, { starting: false });
  return hasEverybodyJoined(started.world, started.machine, group) ? withNextGeneration(started, group) : started;
}

/** The next generation: the leader stays, or whoever came first leads; every session begins anew. */
function withNextGeneration(cluster: Cluster, group: number): Cluster {
  const before = cluster.groups[group];
  const members = membersOf(before);
  return withMembers({ ...cluster, machine: beginGeneration(cluster.machine, group) }, group, {
    protocol: chosenProtocol(members),
    leader: before.leader ?? members[0]?.memberId ?? null,
    synced: false,
    slots: before.slots.map((member) => member && { ...member, assignment: Buffer.alloc(0), heard: member.heard + 1 }),
  });
}
