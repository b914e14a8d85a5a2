import { EMPTY, firstN, range, replaceAt, type SmallSet } from '../../sets.ts';
import type { Log } from './log.ts';
import {
  type LeaderAndIsr,
  leaderEpochOf,
  leaderOf,
  NONE,
  packLeaderAndIsr,
  packReplica,
  type Replica,
  withIsr,
} from './replica.ts';
import type { Scope } from './scope.ts';

/**
 * One partition: the logs, what each replica believes, and what the controller knows. Two variables of the published
 * specification need no field: the next leader epoch is the number of requests, the controller's is the one before.
 */
export interface ReplicationState {
  /** Per replica. They survive every change of leadership; only truncation shortens them. */
  readonly logs: readonly Log[];
  /** Per replica. */
  readonly replicas: readonly Replica[];
  /** The true leader and ISR: what the controller's store says, after changes of the ISR by the leader too. */
  readonly quorum: LeaderAndIsr;
  /**
   * Every LeaderAndIsr request ever sent, by leader epoch. A set in the specification: never emptied, read in any order
   * and any number of times. Every request has an epoch of its own, so a list by epoch is the same set.
   */
  readonly requests: readonly LeaderAndIsr[];
  readonly nextRecordId: number;
}

/** Nobody leads, everybody is in sync by the controller's store, and no replica has heard of it. */
export function initialState(scope: Scope): ReplicationState {
  const nobody = packLeaderAndIsr(NONE, EMPTY);
  return {
    logs: range(scope.replicas).map((): Log => []),
    replicas: range(scope.replicas).map(() => packReplica(0, NONE, nobody)),
    quorum: packLeaderAndIsr(NONE, firstN(scope.replicas)),
    requests: [],
    nextRecordId: 0,
  };
}

/** Whether `leader` believes to be the leader: several may at a time. */
export const presumes = (state: ReplicationState, leader: number): boolean =>
  leaderOf(state.replicas[leader]) === leader;

/** Whether `follower` believes that `leader` leads, in whatever epoch. A presumed leader follows itself. */
export const follows = (state: ReplicationState, follower: number, leader: number): boolean =>
  leaderOf(state.replicas[follower]) === leader;

/** Whether the two agree that `leader` leads, and on the epoch: what KIP-320 checks. */
export function followsEpoch(state: ReplicationState, follower: number, leader: number): boolean {
  const led = state.replicas[follower];
  return (
    presumes(state, leader) && leaderOf(led) === leader && leaderEpochOf(led) === leaderEpochOf(state.replicas[leader])
  );
}

/** Whether `leader` leads by the controller's store and knows it: only then its update of the ISR is accepted. */
export const isTrueLeader = (state: ReplicationState, leader: number): boolean =>
  leaderOf(state.quorum) === leader &&
  presumes(state, leader) &&
  leaderEpochOf(state.replicas[leader]) === state.requests.length - 1;

/** Whether the controller has a leader epoch left: each of its decisions takes one. */
export const mayDecide = (state: ReplicationState, scope: Scope): boolean =>
  state.requests.length <= scope.maxLeaderEpoch;

/** The controller decides: a new leader epoch, and a request that tells the replicas. */
export function decided(state: ReplicationState, leader: number, isr: SmallSet): ReplicationState {
  const { logs, replicas, nextRecordId } = state;
  const quorum = packLeaderAndIsr(leader, isr);
  return { logs, replicas, quorum, requests: state.requests.concat(quorum), nextRecordId };
}

/** The true leader changes the ISR, here and in the controller's store: the epoch stays, nobody else is told. */
export function withIsrOf(state: ReplicationState, leader: number, isr: SmallSet): ReplicationState {
  const { logs, requests, nextRecordId } = state;
  const replicas = replaceAt(state.replicas, leader, withIsr(state.replicas[leader], isr));
  return { logs, replicas, quorum: withIsr(state.quorum, isr), requests, nextRecordId };
}

/** With what replica `index` believes changed. */
export function withReplica(state: ReplicationState, index: number, changed: Replica): ReplicationState {
  const { logs, quorum, requests, nextRecordId } = state;
  return { logs, replicas: replaceAt(state.replicas, index, changed), quorum, requests, nextRecordId };
}

/** With the log of replica `index` and what it believes changed. */
export function withLogAndReplica(
  state: ReplicationState,
  index: number,
  log: Log,
  changed: Replica,
): ReplicationState {
  const { quorum, requests, nextRecordId } = state;
  const logs = replaceAt(state.logs, index, log);
  return { logs, replicas: replaceAt(state.replicas, index, changed), quorum, requests, nextRecordId };
}
