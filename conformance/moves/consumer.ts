import type { ConsumerAction } from '../../model/action.ts';
import { commit } from './consumer-commit.ts';
import { join, sync } from './consumer-join.ts';
import { poll } from './consumer-poll.ts';
import type { Moves } from './move.ts';

const later = { because: 'not built yet' };

/** The application's loop is the harness's own: that it has processed a record, it knows by itself. */
const bySchedule = async (): Promise<void> => undefined;

/** What members of groups do. */
export const CONSUMER_MOVES: Moves<ConsumerAction> = {
  'consumer.join': join,
  'consumer.sync': sync,
  'consumer.poll': poll,
  'consumer.poll-prefix': later,
  'consumer.poll-across-high-watermark': later,
  'consumer.process': bySchedule,
  'consumer.commit': commit,
  'consumer.auto-commit': {
    because: 'the Java client commits by itself from poll() alone (a switch of other clients)',
  },
  'consumer.expire-cache': {
    because: 'the Java client has no cache of records that expires (a switch of other clients)',
  },
  'consumer.send-offsets': later,
  'worker.process': bySchedule,
  'consumer.restart': later,
  'consumer.leave': later,
  'consumer.resume': later,
  'downstream.poll': later,
};
