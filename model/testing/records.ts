import type { LogRecord } from '../broker/log/log.ts';

/** Records for logs that are written by hand. */

/** A record of a producer without idempotence, but for what `fields` says. */
export const data = (value: number, fields: Partial<LogRecord> = {}): LogRecord => ({
  kind: 'data',
  value,
  leaderEpoch: 0,
  producerId: -1,
  producerEpoch: -1,
  sequence: -1,
  transaction: -1,
  zombie: false,
  ...fields,
});

/** The marker that ends producer 0's transaction 0, but for what `fields` says. */
export const marker = (kind: 'commit' | 'abort', fields: Partial<LogRecord> = {}): LogRecord => ({
  ...data(-1, { producerId: 0, producerEpoch: 0, transaction: 0 }),
  kind,
  ...fields,
});

/** A record in producer 0's transaction 0, but for what `fields` says. */
export const inTransaction = (value: number, fields: Partial<LogRecord> = {}): LogRecord =>
  data(value, { producerId: 0, producerEpoch: 0, sequence: 0, transaction: 0, ...fields });

/** A log in which each record has the leader epoch given. */
export const logOf = (...leaderEpochs: readonly number[]): readonly LogRecord[] =>
  leaderEpochs.map((leaderEpoch, value) => data(value, { leaderEpoch }));
