import type { ReplicationActionOf } from './action.ts';
import { endOffset, truncated } from './log.ts';
import { highWatermarkOf, leaderEpochOf, leaderOf, NONE, packReplica } from './replica.ts';
import { epochsOf, type RuleOf, replicasOf } from './rule.ts';
import type { Scope } from './scope.ts';
import { type ReplicationState, withLogAndReplica } from './state.ts';

type BecomeFollower = ReplicationActionOf<'follower.become-follower'>;

/** Where a replica that begins to follow `leader` cuts its log: all that KIP-101 and KIP-279 changed. */
export type TruncationPoint = (state: ReplicationState, leader: number, follower: number) => number;

export const becomeFollowerInstances = (scope: Scope): BecomeFollower[] =>
  replicasOf(scope).flatMap((follower) =>
    epochsOf(scope).map((epoch): BecomeFollower => ({ type: 'follower.become-follower', follower, epoch })),
  );

/** Whether there is such a request, it names somebody else leader, and the replica has not seen its epoch. */
export function mayFollow(state: ReplicationState, { follower, epoch }: BecomeFollower): boolean {
  if (epoch >= state.requests.length) return false;
  const leader = leaderOf(state.requests[epoch]);
  return leader !== NONE && leader !== follower && epoch > leaderEpochOf(state.replicas[follower]);
}

/**
 * Reads the log of the leader that the request names, whether or not that replica has heard of its leadership.
 *
 * As published, a replica whose log ends before the truncation point cannot become a follower at all.
 */
export function truncatingAt(truncationPoint: TruncationPoint): RuleOf<'follower.become-follower'> {
  return {
    instances: becomeFollowerInstances,
    enabled: (state, action) => {
      if (!mayFollow(state, action)) return false;
      const leader = leaderOf(state.requests[action.epoch]);
      return truncationPoint(state, leader, action.follower) <= endOffset(state.logs[action.follower]);
    },
    next: (state, { follower, epoch }) => {
      const request = state.requests[epoch];
      const end = truncationPoint(state, leaderOf(request), follower);
      return withLogAndReplica(
        state,
        follower,
        truncated(state.logs[follower], end),
        packReplica(Math.min(end, highWatermarkOf(state.replicas[follower])), epoch, request),
      );
    },
  };
}
