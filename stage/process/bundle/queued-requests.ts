import { rewrittenModule } from './rewritten-module.ts';

const SENDS = /sendRequest: (\(\) => \{\s*this\.socket\.write\(requestPayload\.buffer, 'binary'\)\s*\})/;

/**
 * kafkajs queues a request where as many are in flight as may be, and writes it as the answer to another one comes: then it would
 * pass for the other's. Whose it is is kept as it is queued.
 */
export const queuedRequests = rewrittenModule(
  'queued requests',
  /[\\/]kafkajs[\\/]src[\\/]network[\\/]connection\.js$/,
  (text) => text.replace(SENDS, 'sendRequest: __kept($1)'),
);
