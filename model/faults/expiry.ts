import type { ActionOf } from '../action.ts';
import { fetchTarget } from '../consumer/reading.ts';
import type { Rule } from '../rule.ts';
import { EMPTY, range, replaceAt } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { affords, spend, withGroup, withLedger } from '../update.ts';

/**
 * retention.ms passes for the oldest record of an input partition: the log starts one offset later, on every replica.
 * Only what is committed is deleted. The arrays keep the record, so that offsets stay indices; nobody reads it any more.
 */
export const recordsExpired: Rule<ActionOf<'records.expired'>> = {
  instances: (world) =>
    world.setup.faults['records.expired'] === 0
      ? []
      : range(world.inputs).map((partition) => ({ type: 'records.expired', partition })),
  idle: (_world, state) => !affords(state, 'records.expired'),
  enabled(world, state, { partition }) {
    const leader = fetchTarget(world, state, partition);
    return leader !== null && state.logStarts[partition] < leader.highWatermark && affords(state, 'records.expired');
  },
  next(_world, state, { partition }) {
    const logStarts = replaceAt(state.logStarts, partition, state.logStarts[partition] + 1);
    return { ...spend(state, 'records.expired'), logStarts };
  },
};

/**
 * offsets.retention.minutes passes for a group that is empty (KIP-211): its committed offsets are deleted, but for
 * partitions of which offsets are pending in a transaction.
 */
export const offsetsExpired: Rule<ActionOf<'offsets.expired'>> = {
  instances: (world) =>
    world.setup.faults['offsets.expired'] === 0
      ? []
      : range(world.groups).map((group) => ({ type: 'offsets.expired', group })),
  idle: (_world, state) => !affords(state, 'offsets.expired'),
  enabled(_world, state, { group }) {
    const { members, committed } = state.groups[group];
    return (
      members === EMPTY &&
      committed.some((offset, partition) => offset >= 0 && !isPending(state, group, partition)) &&
      affords(state, 'offsets.expired')
    );
  },
  next(_world, state, { group }) {
    const kept = (offset: number, partition: number): number => (isPending(state, group, partition) ? offset : -1);
    const before = state.groups[group];
    const after = withGroup(spend(state, 'offsets.expired'), group, {
      ...before,
      committed: before.committed.map(kept),
    });
    // That nothing is committed any more is as documented: the observer expects a reset from now on.
    return withLedger(after, {
      commits: replaceAt(after.ledger.commits, group, after.ledger.commits[group].map(kept)),
    });
  },
};

const isPending = (state: ClusterState, group: number, partition: number): boolean =>
  state.groups[group].pending.some(({ offsets }) => offsets[partition] >= 0);
