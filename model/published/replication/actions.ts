import { add, has, remove } from '../../sets.ts';
import { electLeader, shrinkIsr } from './controller.ts';
import { append, endOffset, recordAt, recordOf } from './log.ts';
import { highWatermarkOf, isrOf, leaderEpochOf, leaderOf, NONE, packReplica, withHighWatermark } from './replica.ts';
import { epochsOf, forEachPair, type RuleOf, replicasOf, type Variant } from './rule.ts';
import {
  follows,
  isTrueLeader,
  presumes,
  type ReplicationState,
  withIsrOf,
  withLogAndReplica,
  withReplica,
} from './state.ts';

/** The replica believes the request and goes on with the log that it has. */
const becomeLeader: RuleOf<'leader.become-leader'> = {
  instances: (scope) => epochsOf(scope).map((epoch) => ({ type: 'leader.become-leader', epoch })),
  enabled: (state, { epoch }) => {
    if (epoch >= state.requests.length) return false;
    const leader = leaderOf(state.requests[epoch]);
    return leader !== NONE && epoch > leaderEpochOf(state.replicas[leader]);
  },
  next: (state, { epoch }) => {
    const request = state.requests[epoch];
    const leader = leaderOf(request);
    return withReplica(state, leader, packReplica(highWatermarkOf(state.replicas[leader]), epoch, request));
  },
};

const write: RuleOf<'leader.write'> = {
  instances: (scope) => replicasOf(scope).map((replica) => ({ type: 'leader.write', replica })),
  enabled: (state, { replica }, scope) =>
    state.nextRecordId < scope.maxRecords && presumes(state, replica) && endOffset(state.logs[replica]) < scope.logSize,
  next: (state, { replica }) => {
    const believed = state.replicas[replica];
    const record = recordOf(state.nextRecordId, leaderEpochOf(believed));
    const written = withLogAndReplica(state, replica, append(state.logs[replica], record), believed);
    return { ...written, nextRecordId: state.nextRecordId + 1 };
  },
};

/** Whether `follower` follows `leader` and both logs reach to `end`. Nobody compares epochs. */
function isCaughtUp(state: ReplicationState, leader: number, follower: number, end: number): boolean {
  return (
    follows(state, follower, leader) && end <= endOffset(state.logs[leader]) && end <= endOffset(state.logs[follower])
  );
}

// Bindings and effects of the next four are the same in every variant: their guards differ.

export const shrinkingIsr: Pick<RuleOf<'leader.shrink-isr'>, 'instances' | 'next'> = {
  instances: (scope) => forEachPair(scope, (leader, follower) => ({ type: 'leader.shrink-isr', leader, follower })),
  next: (state, { leader, follower }) => withIsrOf(state, leader, remove(isrOf(state.replicas[leader]), follower)),
};

export const expandingIsr: Pick<RuleOf<'leader.expand-isr'>, 'instances' | 'next'> = {
  instances: (scope) => forEachPair(scope, (leader, follower) => ({ type: 'leader.expand-isr', leader, follower })),
  next: (state, { leader, follower }) => withIsrOf(state, leader, add(isrOf(state.replicas[leader]), follower)),
};

export const incrementingHighWatermark: Pick<RuleOf<'leader.increment-high-watermark'>, 'instances' | 'next'> = {
  instances: (scope) => replicasOf(scope).map((leader) => ({ type: 'leader.increment-high-watermark', leader })),
  next: (state, { leader }) => {
    const believed = state.replicas[leader];
    return withReplica(state, leader, withHighWatermark(believed, highWatermarkOf(believed) + 1));
  },
};

/** Whether every member of the ISR that `leader` believes in fulfils `condition`. */
export function isrAgrees(state: ReplicationState, leader: number, condition: (member: number) => boolean): boolean {
  for (let rest = isrOf(state.replicas[leader]), member = 0; rest !== 0; rest >>>= 1, member += 1) {
    if ((rest & 1) !== 0 && !condition(member)) return false;
  }
  return true;
}

/** One record and the leader's high watermark, which may be lower than the one that the follower had. */
export const fetching: Pick<RuleOf<'follower.fetch'>, 'instances' | 'next'> = {
  instances: (scope) => forEachPair(scope, (leader, follower) => ({ type: 'follower.fetch', leader, follower })),
  next: (state, { leader, follower }) => {
    const log = state.logs[follower];
    const offset = endOffset(log);
    const highWatermark = Math.min(highWatermarkOf(state.replicas[leader]), offset + 1);
    return withLogAndReplica(
      state,
      follower,
      append(log, recordAt(state.logs[leader], offset)),
      withHighWatermark(state.replicas[follower], highWatermark),
    );
  },
};

/** What the published base does, and what all variants keep of it unless they say otherwise: unfenced replication. */
export const base: Variant = {
  'controller.elect-leader': electLeader,
  'controller.shrink-isr': shrinkIsr,
  'leader.become-leader': becomeLeader,
  'leader.write': write,
  'leader.shrink-isr': {
    ...shrinkingIsr,
    enabled: (state, { leader, follower }) =>
      isTrueLeader(state, leader) &&
      has(isrOf(state.replicas[leader]), follower) &&
      !isCaughtUp(state, leader, follower, endOffset(state.logs[leader])),
  },
  'leader.expand-isr': {
    ...expandingIsr,
    enabled: (state, { leader, follower }) =>
      isTrueLeader(state, leader) &&
      !has(isrOf(state.replicas[leader]), follower) &&
      isCaughtUp(state, leader, follower, highWatermarkOf(state.replicas[leader])),
  },
  'leader.increment-high-watermark': {
    ...incrementingHighWatermark,
    enabled: (state, { leader }) => {
      if (!presumes(state, leader)) return false;
      const highWatermark = highWatermarkOf(state.replicas[leader]);
      return isrAgrees(
        state,
        leader,
        (member) => follows(state, member, leader) && highWatermark < endOffset(state.logs[member]),
      );
    },
  },
  'follower.fetch': {
    ...fetching,
    enabled: (state, { leader, follower }) =>
      presumes(state, leader) &&
      follows(state, follower, leader) &&
      endOffset(state.logs[follower]) < endOffset(state.logs[leader]),
  },
};
