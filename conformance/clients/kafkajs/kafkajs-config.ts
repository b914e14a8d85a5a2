import type { ClientConfig } from '../protocol.ts';

/**
 * Kafka's keys as the options of kafkajs. What has no counterpart is passed over, as delivery.timeout.ms and linger.ms: kafkajs
 * sends each record at once, and gives up after so many tries.
 */

/** Tries of everything but sends, which the harness does not count: connections, metadata, coordinators. */
const REQUEST_BACKOFF_MS = 20;
const PATIENT_RETRIES = 1_000_000;

const number = (config: ClientConfig, key: string): number | undefined =>
  config[key] === undefined ? undefined : Number(config[key]);

/** Of the constructor: the retries are those of the cluster, not of sends. */
export const kafkaOptions = (config: ClientConfig, requestBackoffMs = REQUEST_BACKOFF_MS): object => ({
  brokers: (config['bootstrap.servers'] ?? '').split(','),
  clientId: config['client.id'],
  requestTimeout: number(config, 'request.timeout.ms'),
  connectionTimeout: number(config, 'socket.connection.setup.timeout.ms') ?? 10_000,
  logLevel: 0,
  retry: everyMs(requestBackoffMs, PATIENT_RETRIES),
});

/** Of `producer()`: `retries` is how often a send is tried again, for ever where it is not set. */
export const producerOptions = (config: ClientConfig): object => ({
  // transaction() sees to it itself; beside it connect() would ask for a producer id that nobody uses.
  idempotent: config['enable.idempotence'] === 'true' && config['transactional.id'] === undefined,
  transactionalId: config['transactional.id'],
  transactionTimeout: number(config, 'transaction.timeout.ms'),
  maxInFlightRequests: number(config, 'max.in.flight.requests.per.connection'),
  metadataMaxAge: number(config, 'metadata.max.age.ms'),
  allowAutoTopicCreation: false,
  retry: everyMs(sendBackoffMs(config), number(config, 'retries') ?? Number.MAX_SAFE_INTEGER),
});

/** How long a send waits before it is tried again, up to a fifth more or less. */
export const sendBackoffMs = (config: ClientConfig): number => number(config, 'retry.backoff.ms') ?? 300;

/** Of `consumer()`: the retries are those of its requests, which the harness does not count. */
export const consumerOptions = (config: ClientConfig): object => ({
  groupId: config['group.id'],
  sessionTimeout: number(config, 'session.timeout.ms'),
  heartbeatInterval: number(config, 'heartbeat.interval.ms'),
  rebalanceTimeout: number(config, 'max.poll.interval.ms'),
  maxWaitTimeInMs: number(config, 'fetch.max.wait.ms'),
  metadataMaxAge: number(config, 'metadata.max.age.ms'),
  readUncommitted: config['isolation.level'] === 'read_uncommitted',
  allowAutoTopicCreation: false,
  retry: everyMs(REQUEST_BACKOFF_MS, PATIENT_RETRIES),
});

/** Of `run()`; the handlers are the driver's. */
export const runOptions = (config: ClientConfig): object => ({
  autoCommit: config['enable.auto.commit'] !== 'false',
  autoCommitInterval: number(config, 'auto.commit.interval.ms') ?? null,
});

/** `acks` of a send. */
export function acksOf(config: ClientConfig): number {
  const acks = config.acks ?? 'all';
  return acks === 'all' ? -1 : Number(acks);
}

const everyMs = (ms: number, retries: number): object => ({
  initialRetryTime: ms,
  maxRetryTime: 2 * ms,
  multiplier: 1,
  factor: 0.2,
  retries,
});
