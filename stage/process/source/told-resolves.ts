import { rewrittenModule } from './rewritten-module.ts';

const RESOLVES = 'resolveOffset: offset => {';

/**
 * kafkajs commits what a program has resolved when it likes, and nothing that it sends tells when and where that was: which line
 * resolves an offset before the work is told by the function itself, as it is called.
 */
export const toldResolves = rewrittenModule(
  'told resolves',
  /[\\/]kafkajs[\\/]src[\\/]consumer[\\/]runner\.js$/,
  (text) => text.replace(RESOLVES, `${RESOLVES} __resolved(topic, partition, offset);`),
);
