import { agree } from '../broker/log.ts';
import type { Replica } from '../broker/replica.ts';
import { fetchTarget, isTruncated } from '../consumer/reading.ts';
import { knowsItsEnd } from '../consumer/starting.ts';
import type { ClusterState } from '../state.ts';
import { coordinatorAnswers } from '../update.ts';
import type { World } from '../world.ts';
import { autoCommitIsDue, mayReset } from './reading-ahead.ts';

/**
 * Whether everything that the consumers can do as long as the cluster is as it was `before`, they can do with the same
 * result when it is as `after`, the state one step of the cluster later.
 *
 * Consumers look at whether the coordinator answers; at what the leader serves; and, to tell what is out of order, at
 * whether a record was sent more than once.
 */
export function losesNothing(world: World, before: ClusterState, after: ClusterState): boolean {
  if (coordinatorAnswers(world, before) && !coordinatorAnswers(world, after)) return false;
  if (before.ledger.sends.some(({ times }, value) => times <= 1 && after.ledger.sends[value].times > 1)) return false;
  for (let partition = 0; partition < world.inputs; partition += 1) {
    const served = fetchTarget(world, before, partition);
    const now = fetchTarget(world, after, partition);
    if (served === now || offersNothing(world, before, partition, served)) continue;
    if (served === null || now === null || !serveTheSame(before, partition, served, now)) return false;
    if (mayReset(world, before, partition) && knowsItsEnd(world, served) !== knowsItsEnd(world, now)) return false;
  }
  return true;
}

/**
 * Whether no member can read or be reset, now or after steps of the consumers alone: then there is nothing to take away.
 * A poll that only commits would find records as well when there are some: so no such commit may be due.
 */
function offersNothing(world: World, state: ClusterState, partition: number, leader: Replica | null): boolean {
  if (mayReset(world, state, partition)) return false;
  const committed = state.groups.map((group) => Math.max(group.committed[partition], 0));
  if (autoCommitIsDue(world, state, partition)) return false;
  if (leader === null) return true;
  const { highWatermark: end, log } = leader;
  if (committed.some((start) => start < end || start > log.length)) return false;
  return state.members.every(({ positions, positionEpochs, worker }) => {
    const position = positions[partition];
    if (worker.some((record) => record.partition === partition && record.offset < end)) return false;
    return position < 0 || (position >= end && !isTruncated(world, leader, position, positionEpochs[partition]));
  });
}

/** Whether fetches from wherever members are give the same: equal up to the high watermark and to every position. */
function serveTheSame(state: ClusterState, partition: number, a: Replica, b: Replica): boolean {
  if (a.highWatermark !== b.highWatermark) return false;
  if (a.log === b.log) return true;
  const positions = state.members.map((member) => member.positions[partition]);
  const starts = state.groups.map(({ committed }) => committed[partition]);
  return agree(a.log, b.log, Math.max(a.highWatermark, ...positions, ...starts));
}
