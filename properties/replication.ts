import type { ReplicationAction } from '../model/published/replication/action.ts';
import { type Log, NO_RECORD, endOffset, epochOf, idOf, recordAt } from '../model/published/replication/log.ts';
import { type ReplicationOptions, replication } from '../model/published/replication/machine.ts';
import {
  highWatermarkOf,
  isrOf,
  type LeaderAndIsr,
  leaderAndIsrOf,
  leaderEpochOf,
  leaderOf,
  NONE,
} from '../model/published/replication/replica.ts';
import type { Scope } from '../model/published/replication/scope.ts';
import { presumes, type ReplicationState } from '../model/published/replication/state.ts';
import { firstN, has, remove, type SmallSet } from '../model/sets.ts';
import type { Property, Trial, Witness } from '../model/property.ts';

/**
 * Whoever believes to lead: all of the ISR *that it believes in* have its records up to its high watermark.
 *
 * It is what a leader goes by when it raises the high watermark and exposes records to consumers. Nothing may break it,
 * and yet it is weak: leaders are elected from the ISR in the controller's store, and the two can differ.
 *
 * Source: WeakIsr of the KafkaReplication specification.
 */
export function weakIsr(scope: Scope): Property<ReplicationState> {
  return isrProperty('WeakIsr', scope, 'the presumed ISR', (state, leader) => isrOf(state.replicas[leader]));
}

/**
 * Whoever believes to lead: all of the *true* ISR have its records up to its high watermark.
 *
 * So a record that a consumer has been given is on every replica that may be elected next. It is what "acknowledged
 * records are not lost" rests on; with clean elections, as here, nothing may break it, a stale leader included: it
 * may be behind, but what it exposes must be what everybody in sync has.
 *
 * Source: StrongIsr of the KafkaReplication specification.
 */
export function strongIsr(scope: Scope): Property<ReplicationState> {
  return isrProperty('StrongIsr', scope, 'the true ISR', (state) => isrOf(state.quorum));
}

/**
 * The true leader is in the true ISR.
 *
 * While nobody leads there is nothing to claim: the published text has no such exception, and its initial state breaks
 * it.
 *
 * Source: LeaderInIsr of the KafkaReplication specification, weakened.
 */
export const leaderInIsr: Property<ReplicationState> = {
  id: 'LeaderInIsr',
  kind: 'always',
  violation: ({ quorum }) =>
    leaderOf(quorum) === NONE || has(isrOf(quorum), leaderOf(quorum)) ? null : LEADER_OUTSIDE_ISR,
  exercised: ({ quorum }) => leaderOf(quorum) !== NONE,
};

const LEADER_OUTSIDE_ISR: Witness = { cause: 'the true leader is not in the true ISR' };

/**
 * Every variable is within its range, and logs have no gaps.
 *
 * Claims nothing of Kafka: it guards the model and its bit fields.
 *
 * Source: TypeOk of the KafkaReplication specification, restated.
 */
export const typeOk = (scope: Scope): Property<ReplicationState> => ({
  id: 'TypeOk',
  kind: 'always',
  violation: (state) => {
    const { logs, replicas, quorum, requests, nextRecordId } = state;
    for (const log of logs)
      if (!isLog(scope, log)) return { cause: 'a log is too long, has a gap, or a record that cannot be' };
    for (const replica of replicas) {
      if (!isLeaderAndIsr(scope, leaderAndIsrOf(replica)))
        return { cause: 'a replica believes in one that is not there' };
      if (leaderEpochOf(replica) > scope.maxLeaderEpoch)
        return { cause: 'a replica is in a leader epoch that cannot be' };
      if (highWatermarkOf(replica) > scope.logSize) return { cause: 'a high watermark is behind the longest log' };
    }
    if (!isLeaderAndIsr(scope, quorum)) return { cause: 'the true leader or ISR is not there' };
    for (const request of requests) {
      if (!isLeaderAndIsr(scope, request)) return { cause: 'a request names a replica that is not there' };
    }
    if (requests.length > scope.maxLeaderEpoch + 1) return { cause: 'too many leader epochs were handed out' };
    return nextRecordId > scope.maxRecords ? { cause: 'too many records were written' } : null;
  },
  exercised: () => true,
});

function isLog(scope: Scope, log: Log): boolean {
  const end = endOffset(log);
  for (let offset = 0; offset < end; offset += 1) {
    const record = recordAt(log, offset);
    if (record === NO_RECORD) return false;
    if (idOf(record) >= scope.maxRecords || epochOf(record) > scope.maxLeaderEpoch) return false;
  }
  return end <= scope.logSize;
}

const isLeaderAndIsr = (scope: Scope, believed: LeaderAndIsr): boolean =>
  leaderOf(believed) < scope.replicas && isrOf(believed) <= firstN(scope.replicas);

/** All that is claimed of replication, the ISR properties first. */
const replicationProperties = (scope: Scope): readonly Property<ReplicationState>[] => [
  weakIsr(scope),
  strongIsr(scope),
  leaderInIsr,
  typeOk(scope),
];

/** Replication on trial, for any explorer. It has no faults: whoever does nothing for a while is as good as down. */
export function replicationTrial(options: ReplicationOptions): Trial<ReplicationState, ReplicationAction> {
  const machine = replication(options);
  return { machine, properties: replicationProperties(machine.scope), goals: [], isFault: () => false };
}

/** What both ISR properties claim, each of an ISR of its own. */
function isrProperty(
  id: string,
  scope: Scope,
  which: string,
  isrFor: (state: ReplicationState, leader: number) => SmallSet,
): Property<ReplicationState> {
  return {
    id,
    kind: 'always',
    violation: (state) => {
      for (let leader = 0; leader < scope.replicas; leader += 1) {
        if (!exposes(state, leader)) continue;
        const end = highWatermarkOf(state.replicas[leader]);
        const exposed = state.logs[leader];
        const isr = isrFor(state, leader);
        for (let member = 0; member < scope.replicas; member += 1) {
          if (!has(isr, member)) continue;
          const had = state.logs[member];
          if (endOffset(had) < end)
            return { cause: `a member of ${which} lacks a record that a presumed leader exposed` };
          if (!agree(had, exposed, end))
            return { cause: `a member of ${which} has another record than a presumed leader exposed` };
        }
      }
      return null;
    },
    exercised: (state) =>
      state.replicas.some((_, leader) => exposes(state, leader) && remove(isrFor(state, leader), leader) !== 0),
  };
}

/** Whether `leader` believes to lead and has given records to consumers. */
const exposes = (state: ReplicationState, leader: number): boolean =>
  presumes(state, leader) && highWatermarkOf(state.replicas[leader]) > 0;

/** Whether both logs hold the same records before `end`. */
function agree(one: Log, other: Log, end: number): boolean {
  for (let offset = 0; offset < end; offset += 1) if (recordAt(one, offset) !== recordAt(other, offset)) return false;
  return true;
}
