import type { FaultAction } from '../../model/action.ts';
import { batchesExpired, flushExpired } from './producers/batches-expired.ts';
import { crash, diskLoss, leaderMoved, powerLoss, recordsDeleted, shutdown, stall } from './brokers/broker-faults.ts';
import { bySchedule } from './by-schedule.ts';
import { connectionBreaks, connectionLost, producerCrash, producerStall } from './processes/client-faults.ts';
import { offsetCommitDelayed, offsetCommitResponseLost } from './consumers/consumer-commit.ts';
import { deadLetterRefused } from './consumers/dead-letters.ts';
import { consumerCrash, consumerStall, offsetsExpired, rebalance } from './processes/consumer-faults.ts';
import { endTransactionDelayed, endTransactionResponseLost } from './producers/end-transaction-faults.ts';
import { markerDelayed } from './transactions/marker-delayed.ts';
import type { Moves } from './move.ts';
import { transactionOffsetsDelayed } from './consumers/send-offsets.ts';
import { processingFailed } from './consumers/processing-failed.ts';
import { produce } from './brokers/broker.ts';
import { topicCreated } from './brokers/topic-created.ts';

/** Neither coordinator has another broker to move to. */
const HOME_STAYS = { because: 'both coordinators are on the home node, which never fails' };

/** What goes wrong. */
export const FAULT_MOVES: Moves<FaultAction> = {
  'broker.crash': crash,
  'broker.power-loss': powerLoss,
  'broker.disk-loss': diskLoss,
  'broker.shutdown': shutdown,
  'broker.stall': stall,
  'leader.moved': leaderMoved,
  'records.deleted': recordsDeleted,
  'producer.crash': producerCrash,
  'producer.stall': producerStall,
  'request.lost': connectionBreaks,
  'response.lost': connectionBreaks,
  'connection.lost': connectionLost,
  // Whether a record is refused is a matter of what it is.
  'request.refused': produce,
  'dead-letter.refused': deadLetterRefused,
  'consumer.crash': consumerCrash,
  'consumer.stall': consumerStall,
  rebalance: rebalance,
  'auto-commit.refused': {
    because: 'whether the client sends its commit before it has heard of its next epoch is up to its network thread',
  },
  'offset-commit-response.lost': offsetCommitResponseLost,
  'end-transaction-response.lost': endTransactionResponseLost,
  'end-transaction.delayed': endTransactionDelayed,
  'marker.delayed': markerDelayed,
  'transaction-offsets.delayed': transactionOffsetsDelayed,
  'offset-commit.delayed': offsetCommitDelayed,
  'join-group.delayed': {
    because:
      'the harness leads the groups, whose members’ JoinGroups begin no rebalance, and decides who gets what of KIP-848',
  },
  'batches.expired': batchesExpired,
  'flush.expired': flushExpired,
  'coordinator.moved': HOME_STAYS,
  'offsets.expired': offsetsExpired,
  'consumer.close': bySchedule,
  'processing.failed': processingFailed,
  'topic.created': topicCreated,
  'records.aged': { because: 'a duration is over for every process at once, and none of them has its clock from here' },
  'coordinator-log.lost': HOME_STAYS,
};
