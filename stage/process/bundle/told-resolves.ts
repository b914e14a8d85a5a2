import { rewrittenModule } from './rewritten-module.ts';

const RESOLVES = 'resolveOffset: offset => {';
const HANDLED_MESSAGE = 'this.consumerGroup.resolveOffset({ topic, partition, offset: message.offset })';
const HANDLED_BATCH = 'this.consumerGroup.resolveOffset({ topic, partition, offset: batch.lastOffset() })';

/**
 * kafkajs commits what a program has resolved when it likes, and nothing that it sends tells when and where that was: which line
 * resolves an offset before the work is told by the function itself, as it is called; and so is when a handler has come to its end, by which it is resolved as well.
 */
export const toldResolves = rewrittenModule(
  'told resolves',
  /[\\/]kafkajs[\\/]src[\\/]consumer[\\/]runner\.js$/,
  (text) =>
    text
      .replace(RESOLVES, `${RESOLVES} __resolved(topic, partition, offset);`)
      .replace(HANDLED_MESSAGE, `__handled(this.eachMessage, topic, partition, message.offset); ${HANDLED_MESSAGE}`)
      .replace(HANDLED_BATCH, `__handled(this.eachBatch, topic, partition, batch.lastOffset()); ${HANDLED_BATCH}`),
);
