import { has } from '../../sets.ts';
import { base, expandingIsr, fetching, incrementingHighWatermark, isrAgrees, shrinkingIsr } from './actions.ts';
import { becomeFollowerInstances, mayFollow } from './become-follower.ts';
import { agreementOf } from './kip-279.ts';
import { hasReachedOwnEpoch } from './kip-320.ts';
import { endOffset, epochOf, lastEpoch, recordAt, truncated } from './log.ts';
import { highWatermarkOf, isrOf, packReplica, withHighWatermark } from './replica.ts';
import { forEachPair, type RuleOf, type Variant } from './rule.ts';
import { follows, isTrueLeader, presumes, type ReplicationState, withLogAndReplica, withReplica } from './state.ts';

/** Whether `follower` follows `leader` and the records before `end` are of one epoch in both logs. */
function isCaughtUpByEpoch(state: ReplicationState, leader: number, follower: number, end: number): boolean {
  if (!presumes(state, leader) || !follows(state, follower, leader)) return false;
  if (end === 0) return true;
  const led = state.logs[leader];
  const own = state.logs[follower];
  return (
    end <= endOffset(led) &&
    end <= endOffset(own) &&
    epochOf(recordAt(led, end - 1)) === epochOf(recordAt(own, end - 1))
  );
}

/** Whether the follower's log is longer than the leader's, or its last record is of another epoch than the leader's. */
function needsTruncation(state: ReplicationState, leader: number, follower: number): boolean {
  const end = endOffset(state.logs[follower]);
  if (end > endOffset(state.logs[leader])) return true;
  if (end === 0) return false;
  return epochOf(recordAt(state.logs[leader], end - 1)) !== lastEpoch(state.logs[follower]);
}

const becomeFollower: RuleOf<'follower.become-follower'> = {
  instances: becomeFollowerInstances,
  enabled: (state, action) => mayFollow(state, action),
  next: (state, { follower, epoch }) =>
    withReplica(state, follower, packReplica(highWatermarkOf(state.replicas[follower]), epoch, state.requests[epoch])),
};

const truncate: RuleOf<'follower.truncate'> = {
  instances: (scope) => forEachPair(scope, (leader, follower) => ({ type: 'follower.truncate', leader, follower })),
  enabled: (state, { leader, follower }) =>
    presumes(state, leader) && follows(state, follower, leader) && needsTruncation(state, leader, follower),
  next: (state, { leader, follower }) => {
    const end = agreementOf(state, leader, follower);
    const believed = state.replicas[follower];
    const log = truncated(state.logs[follower], end);
    return withLogAndReplica(
      state,
      follower,
      log,
      withHighWatermark(believed, Math.min(end, highWatermarkOf(believed))),
    );
  },
};

/**
 * A first try at KIP-320, which never became Kafka: a follower does not cut its log when it begins to follow. It
 * fetches with the epoch of its last record, and cuts when the leader answers that this record is not in its log.
 *
 * What it repairs of KIP-279: a fetch is refused where logs part; the high watermark counts only followers whose record
 * at that offset is of the right epoch; nobody enters the ISR before the leader knows what its predecessors exposed.
 *
 * What still goes wrong: the epoch of a *record* says nothing about the epoch of the *reign*. A leader that was elected
 * again still takes the fetch of a follower from its former reign for an answer to the present one, and raises the high
 * watermark with it; on its way to the present epoch that follower passes through the reign between, and cuts the
 * record off. Three replicas and three epochs show it.
 *
 * It stays because it is the plausible wrong turn: the fetch has to carry the leader epoch too, and once it does,
 * cutting once at each change of epoch is simpler.
 */
export const kip320FirstTry: Variant = {
  ...base,
  'leader.shrink-isr': {
    ...shrinkingIsr,
    enabled: (state, { leader, follower }) =>
      isTrueLeader(state, leader) &&
      has(isrOf(state.replicas[leader]), follower) &&
      !isCaughtUpByEpoch(state, leader, follower, endOffset(state.logs[leader])),
  },
  'leader.expand-isr': {
    ...expandingIsr,
    enabled: (state, { leader, follower }) =>
      isTrueLeader(state, leader) &&
      !has(isrOf(state.replicas[leader]), follower) &&
      isCaughtUpByEpoch(state, leader, follower, highWatermarkOf(state.replicas[leader])) &&
      hasReachedOwnEpoch(state, leader),
  },
  'leader.increment-high-watermark': {
    ...incrementingHighWatermark,
    enabled: (state, { leader }) => {
      const end = highWatermarkOf(state.replicas[leader]) + 1;
      return (
        presumes(state, leader) &&
        end <= endOffset(state.logs[leader]) &&
        isrAgrees(state, leader, (member) => isCaughtUpByEpoch(state, leader, member, end))
      );
    },
  },
  'follower.become-follower': becomeFollower,
  'follower.fetch': {
    ...fetching,
    enabled: (state, { leader, follower }) => {
      const end = endOffset(state.logs[follower]);
      return end < endOffset(state.logs[leader]) && isCaughtUpByEpoch(state, leader, follower, end);
    },
  },
  'follower.truncate': truncate,
};
