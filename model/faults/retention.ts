import type { ActionOf } from '../action.ts';
import type { Group } from '../broker/group-coordinator.ts';
import type { Rule } from '../rule.ts';
import { EMPTY, range, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { groupCoordinatorAnswers, presumedLeader } from '../broker/reachability.ts';
import { affords, spend } from './budget.ts';
import { replicaOf, withGroup, withLedger } from '../update.ts';
import type { World } from '../world.ts';

/** What Kafka forgets by itself: records after retention.ms, committed offsets after offsets.retention.minutes. */

/** Everything below the high watermark is deleted, on all replicas in one step: what lies between nobody tells apart. */
export const recordsDeleted: Rule<ActionOf<'records.deleted'>> = {
  instances: (world) =>
    world.transform || world.setup.faults['records.deleted'] === 0
      ? []
      : range(world.partitions).map((partition) => ({ type: 'records.deleted', partition })),
  idle: (_world, state) => !affords(state, 'records.deleted'),
  enabled: (world, state, { partition }) =>
    affords(state, 'records.deleted') && deletableEnd(world, state, partition) > state.logStarts[partition],
  next(world, state, { partition }) {
    const logStarts = replaceAt(state.logStarts, partition, deletableEnd(world, state, partition));
    return { ...spend(state, 'records.deleted'), logStarts };
  },
};

function mayExpire({ protocol }: World, { members, phase }: Group): boolean {
  if (members === EMPTY || !protocol.activeGroupKeepsOffsets) return true;
  return phase === 'preparing' && !protocol.rebalancingGroupKeepsOffsets;
}

function deletableEnd(world: World, state: ClusterState, partition: number): number {
  const leader = presumedLeader(world, state, partition);
  return leader < 0 ? 0 : replicaOf(world, state, leader, partition).highWatermark;
}

/**
 * Offsets expire once their group is empty (KIP-211); before 2.1 the age of the commit was all that counted, and from
 * 2.4 on a group in the middle of a rebalance had no subscriptions that would have kept its offsets (KAFKA-13636).
 * What the application keeps itself, in a row or a checkpoint, Kafka has not got.
 */
export const offsetsExpired: Rule<ActionOf<'offsets.expired'>> = {
  instances: (world) =>
    world.setup.faults['offsets.expired'] === 0 || world.ownsOffsets
      ? []
      : range(world.groups).flatMap((group) =>
          range(world.inputs).map((partition) => ({ type: 'offsets.expired' as const, group, partition })),
        ),
  idle: (_world, state) => !affords(state, 'offsets.expired'),
  enabled: (world, state, { group, partition }) =>
    affords(state, 'offsets.expired') &&
    state.groups[group].committed[partition] >= 0 &&
    mayExpire(world, state.groups[group]) &&
    groupCoordinatorAnswers(world, state),
  next(_world, state, { group, partition }) {
    const before = state.groups[group];
    const committed = replaceAt(before.committed, partition, -1);
    const committedEpochs = before.committedEpochs.map((epoch, index) => (index === partition ? -1 : epoch));
    const after = withGroup(spend(state, 'offsets.expired'), group, { ...before, committed, committedEpochs });
    if (before.members !== EMPTY) return after;
    // An empty group was never promised more: the observer forgets as well.
    const { commits } = after.ledger;
    return withLedger(after, { commits: replaceAt(commits, group, replaceAt(commits[group], partition, -1)) });
  },
};
