import type { ConsumerAction } from '../../../model/action.ts';
import { commit } from './consumer-commit.ts';
import { join, sync } from './consumer-join.ts';
import { leave, restart, resume } from './consumer-leave.ts';
import { poll } from './consumer-poll.ts';
import { bySchedule } from '../by-schedule.ts';
import { deadLetter } from './dead-letters.ts';
import { downstreamPoll } from './downstream.ts';
import type { Moves } from '../move.ts';
import { revokeUnvalidated } from './revoke-unvalidated.ts';
import { sendOffsets } from './send-offsets.ts';
import { commitStale, leaveStale } from './stale-commits.ts';

/** What members of groups do. */
export const CONSUMER_MOVES: Moves<ConsumerAction> = {
  'consumer.join': join,
  'consumer.sync': sync,
  'consumer.poll': poll,
  'consumer.poll-prefix': poll,
  'consumer.poll-across-high-watermark': {
    because:
      'brokers read the high watermark once for a fetch from 2.5 on (KAFKA-9807): no release with KRaft has the fault',
  },
  'consumer.process': bySchedule,
  'consumer.commit': commit,
  'consumer.commit-stale': commitStale,
  'consumer.auto-commit': {
    because:
      'the Java client commits by itself from poll() alone; that of KIP-848 beside it where its network thread is slower than poll() (KAFKA-18641), which is a race',
  },
  'consumer.expire-cache': {
    because: 'the Java client has no cache of records that expires (a switch of other clients)',
  },
  'consumer.send-offsets': sendOffsets,
  'worker.process': bySchedule,
  'consumer.dead-letter': deadLetter,
  'consumer.checkpoint': { because: 'the loops of the harness write no checkpoints' },
  'worker.overtake': {
    because: 'who of several workers is done first is up to their threads, whose effects the harness does not see',
  },
  'consumer.restart': restart,
  'consumer.leave': leave,
  'consumer.leave-stale': leaveStale,
  'consumer.revoke-unvalidated': revokeUnvalidated,
  'consumer.resume': resume,
  'downstream.poll': downstreamPoll,
};
