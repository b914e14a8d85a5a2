import type { ConsumerAction } from '../../model/action.ts';
import type { Moves } from './move.ts';

const later = { because: 'not built yet' };

/** */
export const CONSUMER_MOVES: Moves<ConsumerAction> = {
  'consumer.join': later,
  'consumer.sync': later,
  'consumer.poll': later,
  'consumer.poll-prefix': later,
  'consumer.poll-across-high-watermark': later,
  'consumer.process': later,
  'consumer.commit': later,
  'consumer.auto-commit': later,
  'consumer.expire-cache': later,
  'consumer.send-offsets': later,
  'worker.process': later,
  'consumer.restart': later,
  'consumer.leave': later,
  'consumer.resume': later,
  'downstream.poll': later,
};
