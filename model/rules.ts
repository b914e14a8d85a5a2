import type { Action } from './action.ts';
import { checkpoint } from './consumer/checkpoint.ts';
import { deadLetter } from './consumer/dead-letter.ts';
import { poll as downstreamPoll } from './application/downstream.ts';
import { overtake as workerOvertake, work as workerProcess } from './application/work.ts';
import {
  alterPartition,
  fenceBroker,
  restart as brokerRestart,
  uncleanElection,
  unfenceBroker,
} from './broker/control.ts';
import { complete as groupComplete, evict } from './broker/groups.ts';
import { updateMetadata } from './broker/metadata.ts';
import { handleProduce } from './broker/produce.ts';
import { fetch as replicaFetch, lag as replicaLag } from './broker/replication.ts';
import { timeOut as brokerTimeOut } from './broker/time-out.ts';
import {
  applyOffsets,
  complete as transactionComplete,
  timeOut as transactionTimeOut,
  writeMarker,
  writeOffsetsMarker,
} from './broker/transactions.ts';
import { autoCommit } from './consumer/auto-commit.ts';
import { commit } from './consumer/commit.ts';
import { staleCommit } from './consumer/stale-commit.ts';
import { expireCache } from './consumer/expire-cache.ts';
import { join } from './consumer/join.ts';
import { leave } from './consumer/leave.ts';
import { leaveStale } from './consumer/leave-stale.ts';
import { poll, pollAcrossHighWatermark } from './consumer/poll.ts';
import { pollPrefix } from './consumer/poll-prefix.ts';
import { process } from './consumer/process.ts';
import { restart as consumerRestart } from './consumer/restart.ts';
import { resume } from './consumer/resume.ts';
import { sendOffsets } from './consumer/send-offsets.ts';
import { revokeUnvalidated } from './consumer/revoke-unvalidated.ts';
import { sync } from './consumer/sync.ts';
import { load } from './coordinators/load.ts';
import { batchesExpired, flushExpired } from './faults/batches-expired.ts';
import { crash as brokerCrash, diskLoss, powerLoss } from './faults/broker-faults.ts';
import { shutdown as brokerShutdown, shutdownComplete } from './faults/broker-shutdown.ts';
import { brokerStall } from './faults/broker-stall.ts';
import { consumerCrash, producerCrash, producerStall, stall } from './faults/client-faults.ts';
import { connectionLost, requestLost, responseLost } from './faults/connection-faults.ts';
import { deadLetterRefused } from './faults/dead-letter-refused.ts';
import { endTransactionDelayed, endTransactionResponseLost } from './faults/end-transaction-faults.ts';
import { coordinatorLogLost } from './faults/coordinator-log-lost.ts';
import { markerDelayed } from './faults/marker-delayed.ts';
import { joinGroupDelayed } from './faults/join-group-delayed.ts';
import { offsetCommitDelayed } from './faults/offset-commit-delayed.ts';
import { transactionOffsetsDelayed } from './faults/transaction-offsets-delayed.ts';
import { leaderMoved } from './faults/leader-moved.ts';
import { coordinatorMoved, offsetCommitResponseLost } from './faults/offset-commit-faults.ts';
import { consumerClose, processingFailed } from './faults/loop-faults.ts';
import { rebalance } from './faults/rebalance.ts';
import { autoCommitRefused } from './faults/auto-commit-refused.ts';
import { requestRefused } from './faults/request-refused.ts';
import { offsetsExpired, recordsDeleted } from './faults/retention.ts';
import { recordsAged } from './faults/records-aged.ts';
import { topicCreated } from './faults/topic-created.ts';
import { arrive } from './network/arrive.ts';
import { arriveCommit } from './network/arrive-commit.ts';
import { overtake } from './network/overtake.ts';
import { end as endTransaction } from './producer/end-transaction.ts';
import { expire } from './producer/expire.ts';
import { forgetPartition } from './producer/forget-partition.ts';
import { giveUp } from './producer/give-up.ts';
import { initialise } from './producer/initialise.ts';
import { receive } from './producer/receive.ts';
import { resume as producerResume } from './producer/resume.ts';
import { restart as producerRestart } from './producer/restart.ts';
import { retry } from './producer/retry.ts';
import { send } from './producer/send.ts';
import type { Rules } from './rule.ts';

/**
 * Every type of action and its rule: a new subsystem is a folder and its lines here. A rule lies in the folder of its
 * action's prefix, those of faults in `faults/`; the controller's, the replicas', the groups' and the transactions' are the brokers',
 * those of `worker` and `downstream` the application's. The order is the order in which a state's enabled actions are listed.
 */
export const RULES: Rules<Action> = {
  'broker.produce': handleProduce,
  'replica.fetch': replicaFetch,
  'replica.lag': replicaLag,
  'controller.alter-partition': alterPartition,
  'controller.fence-broker': fenceBroker,
  'controller.elect-unclean': uncleanElection,
  'broker.update-metadata': updateMetadata,
  'broker.restart': brokerRestart,
  'controller.unfence-broker': unfenceBroker,
  'shutdown.complete': shutdownComplete,
  'coordinator.load': load,
  'network.overtake': overtake,
  'network.arrive': arrive,
  'network.arrive-commit': arriveCommit,
  'broker.time-out': brokerTimeOut,
  'producer.receive': receive,
  'producer.send': send,
  'producer.retry': retry,
  'producer.give-up': giveUp,
  'producer.expire': expire,
  'producer.forget-partition': forgetPartition,
  'producer.restart': producerRestart,
  'producer.initialise': initialise,
  'producer.end-transaction': endTransaction,
  'producer.resume': producerResume,
  'transaction.time-out': transactionTimeOut,
  'transaction.write-marker': writeMarker,
  'transaction.write-offsets-marker': writeOffsetsMarker,
  'transaction.complete': transactionComplete,
  'group.apply-offsets': applyOffsets,
  'group.evict': evict,
  'group.complete': groupComplete,
  'consumer.join': join,
  'consumer.sync': sync,
  'consumer.poll': poll,
  'consumer.poll-prefix': pollPrefix,
  'consumer.poll-across-high-watermark': pollAcrossHighWatermark,
  'consumer.process': process,
  'consumer.commit': commit,
  'consumer.commit-stale': staleCommit,
  'consumer.auto-commit': autoCommit,
  'consumer.expire-cache': expireCache,
  'consumer.send-offsets': sendOffsets,
  'consumer.dead-letter': deadLetter,
  'consumer.checkpoint': checkpoint,
  'worker.process': workerProcess,
  'worker.overtake': workerOvertake,
  'consumer.restart': consumerRestart,
  'consumer.resume': resume,
  'consumer.leave': leave,
  'consumer.leave-stale': leaveStale,
  'consumer.revoke-unvalidated': revokeUnvalidated,
  'downstream.poll': downstreamPoll,
  'broker.crash': brokerCrash,
  'broker.power-loss': powerLoss,
  'broker.disk-loss': diskLoss,
  'producer.crash': producerCrash,
  'consumer.crash': consumerCrash,
  'consumer.stall': stall,
  rebalance: rebalance,
  'auto-commit.refused': autoCommitRefused,
  'request.lost': requestLost,
  'response.lost': responseLost,
  'offset-commit-response.lost': offsetCommitResponseLost,
  'end-transaction-response.lost': endTransactionResponseLost,
  'connection.lost': connectionLost,
  'end-transaction.delayed': endTransactionDelayed,
  'marker.delayed': markerDelayed,
  'transaction-offsets.delayed': transactionOffsetsDelayed,
  'offset-commit.delayed': offsetCommitDelayed,
  'join-group.delayed': joinGroupDelayed,
  'batches.expired': batchesExpired,
  'flush.expired': flushExpired,
  'leader.moved': leaderMoved,
  'coordinator.moved': coordinatorMoved,
  'request.refused': requestRefused,
  'dead-letter.refused': deadLetterRefused,
  'records.deleted': recordsDeleted,
  'offsets.expired': offsetsExpired,
  'producer.stall': producerStall,
  'consumer.close': consumerClose,
  'processing.failed': processingFailed,
  'broker.shutdown': brokerShutdown,
  'broker.stall': brokerStall,
  'records.aged': recordsAged,
  'topic.created': topicCreated,
  'coordinator-log.lost': coordinatorLogLost,
};
