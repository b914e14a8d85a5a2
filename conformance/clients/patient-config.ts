import type { ClientConfig } from './protocol.ts';

/**
 * Configurations of Java clients that do nothing by time, but for heartbeats and tries to connect: what a time-out brings
 * about happens when the clock of the process is moved. Keys that a version does not know are passed over by it.
 */

/** How long a producer waits before it sends again, or asks for metadata: an hour, and up to a fifth more. */
const BACKOFF_MS = 3_600_000;
/** 24 days: an int of milliseconds ends a little later, and delivery.timeout.ms may not be below request.timeout.ms. */
const REQUEST_TIMEOUT_MS = 2_073_600_000;

const NEVER = '9007199254740991';
const NEVER_INT = '2147483647';

const patient: ClientConfig = {
  'request.timeout.ms': `${REQUEST_TIMEOUT_MS}`,
  'metadata.max.age.ms': NEVER,
  'connections.max.idle.ms': '-1',
  'reconnect.backoff.ms': '20',
  'reconnect.backoff.max.ms': '20',
  // From 4.0 on a client that reaches no broker forgets its metadata, and would ask for new ones after the back-off only.
  'metadata.recovery.strategy': 'none',
  // No requests and no threads beside what is looked at.
  'enable.metrics.push': 'false',
  'auto.include.jmx.reporter': 'false',
  'metric.reporters': '',
};

/** One record a batch (with `padded` of `producer.create`), one batch a request; keys and values of up to 50 bytes. */
export const patientProducer: ClientConfig = {
  ...patient,
  'retry.backoff.ms': `${BACKOFF_MS}`,
  'retry.backoff.max.ms': `${BACKOFF_MS}`,
  'delivery.timeout.ms': NEVER_INT,
  'max.block.ms': NEVER,
  'metadata.max.idle.ms': NEVER,
  'batch.size': '1',
  'linger.ms': '0',
  // Two padded batches are 172 bytes at least. What a record may have at most is reckoned with 83 bytes beside its key,
  // value and padding.
  'max.request.size': '170',
};

/**
 * Its back-off is short: the heartbeat thread looks up from its sleep that often. session.timeout.ms and
 * heartbeat.interval.ms are for the caller to say, and its clock had better not be moved past the first.
 */
export const patientConsumer: ClientConfig = {
  ...patient,
  'retry.backoff.ms': '20',
  'retry.backoff.max.ms': '20',
  'default.api.timeout.ms': NEVER_INT,
  'max.poll.interval.ms': NEVER_INT,
  // It is over when `consumer.endCommitInterval` says so.
  'auto.commit.interval.ms': NEVER_INT,
};
