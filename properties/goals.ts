import { isEqual } from '../model/equal.ts';
import { Incident } from '../model/observer/ledger.ts';
import { isHeldBack } from '../model/broker/log/log.ts';
import type { Group } from '../model/broker/group-coordinator.ts';
import { has, sizeOf } from '../model/sets.ts';
import type { ClusterState } from '../model/state.ts';
import type { ClusterGoal } from './goal.ts';
import {
  allows,
  every,
  failsRequests,
  isIdempotent,
  isReplicated,
  isTransactional,
  rebalancesAgain,
} from './goal-needs.ts';
import { UNACKNOWLEDGED_GOALS } from './unacknowledged-goals.ts';

/** The group of a member: every group has the same number of them. */
const groupOf = (state: ClusterState, member: number): Group =>
  state.groups[Math.floor(member / (state.members.length / state.groups.length))];

const crashBetweenProcessingAndCommit: ClusterGoal = {
  id: 'crash between processing and commit',
  needs: allows('consumer.crash'),
  on: ['consumer.crash'],
  reached(before, action) {
    if (action.type !== 'consumer.crash') return false;
    const { step, batch, worker, positions } = before.members[action.member];
    if (step === 'commit' || step === 'send-offsets' || step === 'end') return true;
    // Auto-commit comes with the next poll.
    if (step !== 'poll' || batch.length > 0 || worker.length > 0) return false;
    const { committed } = groupOf(before, action.member);
    return positions.some((position, partition) => position > 0 && position > committed[partition]);
  },
};

const crashBetweenCommitAndProcessing: ClusterGoal = {
  id: 'crash between commit and processing',
  needs: allows('consumer.crash'),
  on: ['consumer.crash'],
  reached(before, action) {
    if (action.type !== 'consumer.crash') return false;
    const { step, batch, owned, positions } = before.members[action.member];
    if ((step !== 'process' && step !== 'send') || owned === 0) return false;
    const [next] = batch;
    const { committed } = groupOf(before, action.member);
    return next !== undefined && positions[next.partition] >= 0 && committed[next.partition] > next.offset;
  },
};

const rebalanceInTransaction: ClusterGoal = {
  id: 'rebalance inside a transaction',
  needs: every(isTransactional, rebalancesAgain),
  on: ['rebalance', 'group.evict', 'consumer.join'],
  reached(before, _action, after) {
    const begins = before.groups.some(
      (group, index) => group.phase === 'stable' && after.groups[index].phase === 'preparing',
    );
    return (
      begins &&
      before.transactions.length > 0 &&
      before.producers.some((producer) => producer.transactionState === 'open')
    );
  },
};

const zombieCommitRefused: ClusterGoal = {
  id: 'zombie commit refused',
  needs: rebalancesAgain,
  on: ['consumer.commit', 'consumer.send-offsets', 'consumer.process', 'worker.process'],
  reached(before, action, after) {
    if (action.type === 'consumer.process' || action.type === 'worker.process') {
      return has(after.ledger.incidents, Incident.staleCommit) && !has(before.ledger.incidents, Incident.staleCommit);
    }
    if (action.type !== 'consumer.commit' && action.type !== 'consumer.send-offsets') return false;
    const { incidents } = after.ledger;
    const replaced = has(incidents, Incident.zombieArrived) || has(incidents, Incident.staleCommit);
    const refused =
      action.type === 'consumer.commit'
        ? before.members[action.member].generation >= 0 && after.members[action.member].generation < 0
        : after.members[action.member].status !== 'up' ||
          after.members[action.member].step === before.members[action.member].step;
    return replaced && refused;
  },
};

const retryDeduplicated: ClusterGoal = {
  id: 'retry after a lost response deduplicated',
  needs: every(isIdempotent, failsRequests),
  on: ['broker.produce', 'network.arrive'],
  reached(before, action, after) {
    if (action.type !== 'broker.produce') return false;
    const { inFlight } = before.producers[action.producer];
    const handled = inFlight.findIndex((request) => request.broker === action.broker && request.stage === 'wire');
    const request = handled < 0 ? undefined : after.producers[action.producer].inFlight[handled];
    return request?.error === 'none' && request.batch.producerId >= 0 && isEqual(before.replicas, after.replicas);
  },
};

const markerHalfWritten: ClusterGoal = {
  id: 'marker written to one partition and not yet to the other',
  needs: isTransactional,
  on: ['transaction.write-marker', 'transaction.write-offsets-marker'],
  reached(before, action, after) {
    if (action.type === 'transaction.write-marker') {
      const { partitions, offsets, offsetsMarked } = after.transactions[action.producer];
      return (offsets && !offsetsMarked) || countMarkers(after, action.producer) < sizeOf(partitions);
    }
    if (action.type !== 'transaction.write-offsets-marker') return false;
    return countMarkers(before, action.producer) < sizeOf(before.transactions[action.producer].partitions);
  },
};

const readBlocked: ClusterGoal = {
  id: 'read blocked at the last stable offset',
  needs: isTransactional,
  on: [
    'downstream.poll',
    'consumer.poll',
    'consumer.poll-prefix',
    'consumer.poll-across-high-watermark',
    'replica.fetch',
    'broker.produce',
    'network.arrive',
  ],
  reached(_before, _action, after) {
    if (after.transactions.length === 0) return false;
    return after.replicas.some((replica) => replica?.leading != null && isHeldBack(replica.log, replica.highWatermark));
  },
};

const followerTruncated: ClusterGoal = {
  id: 'truncation on becoming follower',
  needs: isReplicated,
  on: ['replica.fetch', 'broker.update-metadata'],
  reached(before, _action, after) {
    return before.replicas.some((replica, index) => {
      const log = after.replicas[index]?.log;
      return replica !== null && log !== undefined && log.length < replica.log.length;
    });
  },
};

/**
 * What a search should come across: a verdict on crashes between processing and commit means little when none
 * happened. Each goal is told by one step.
 */
export const GOALS: readonly ClusterGoal[] = [
  crashBetweenProcessingAndCommit,
  crashBetweenCommitAndProcessing,
  rebalanceInTransaction,
  zombieCommitRefused,
  retryDeduplicated,
  markerHalfWritten,
  readBlocked,
  followerTruncated,
  ...UNACKNOWLEDGED_GOALS,
];

/** On how many partitions the marker of a producer's completing transaction stands. */
function countMarkers(state: ClusterState, producer: number): number {
  const { transaction } = state.transactions[producer];
  const { partitions } = state.controller;
  return partitions.filter(({ leader }, partition) => {
    const log = leader < 0 ? undefined : state.replicas[leader * partitions.length + partition]?.log;
    return log?.some((record) => record.kind !== 'data' && record.transaction === transaction) === true;
  }).length;
}
