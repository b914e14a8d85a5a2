import type { Given } from '../given.ts';
import { INT_MAX } from '../kinds.ts';
import { isSince, type Release, valueAt } from '../release.ts';
import type { ConsumerConfig } from '../../model/setup.ts';
import type { History } from '../../model/switches/switch.ts';
import type { Versions } from '../versions.ts';

/** What a time-out of a Java client is when nobody gives it. */
const DEFAULTS = {
  producer: { 'linger.ms': [[0], [5, '4.0']], 'request.timeout.ms': [[30_000]] },
  consumer: {
    'session.timeout.ms': [[10_000], [45_000, '3.0']],
    'heartbeat.interval.ms': [[3000]],
    'request.timeout.ms': [[305_000], [30_000, '2.0']],
    'fetch.max.wait.ms': [[500]],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, History<number>>>>>;

/** `delivery.timeout.ms`, where it is given, leaves time for one request (`KafkaProducer.configureDeliveryTimeout`). */
export function checkDeliveryTimeout(given: Given, clients: Release): void {
  const key = 'delivery.timeout.ms';
  const deliveryMs = given.ignoredNumber('producer', key);
  // KIP-91; before, the key is one that Kafka does not know.
  if (deliveryMs === undefined || !isSince(clients, '2.1')) return;
  const lingerMs = msOf(given, 'producer', 'linger.ms', DEFAULTS.producer['linger.ms'], clients);
  const requestMs = msOf(given, 'producer', 'request.timeout.ms', DEFAULTS.producer['request.timeout.ms'], clients);
  if (!(deliveryMs < Math.min(lingerMs + requestMs, INT_MAX))) return;
  given.refuse(
    ['producer'],
    given.place('producer', key),
    `producer.${key} is ${deliveryMs}, less than linger.ms + request.timeout.ms, ${lingerMs} + ${requestMs} (Kafka throws a ConfigException)`,
    `set ${key} to at least ${lingerMs + requestMs}, or request.timeout.ms to less`,
  );
}

/** Two-phase commit has no time-out (`ProducerConfig.postProcessAndValidateIdempotenceConfigs`, since 4.1). */
export function checkTwoPhaseCommit(given: Given, clients: Release): void {
  const key = 'transaction.two.phase.commit.enable';
  const timeout = given.place('producer', 'transaction.timeout.ms');
  if (!isSince(clients, '4.1') || timeout === undefined) return;
  if (given.ignoredText('producer', key)?.trim().toLowerCase() !== 'true') return;
  given.refuse(
    ['producer'],
    timeout,
    `producer.transaction.timeout.ms cannot be set when ${key} is true (Kafka throws a ConfigException)`,
    'leave one of them out',
  );
}

/**
 * librdkafka does not start with a transaction that is over before a message is given up, or a request
 * (`rd_kafka_topic_conf_finalize`, `rd_kafka_conf_finalize`, 2.15.0). Where nobody gives these, it takes the transaction's.
 */
export function checkTransactionOfLibrdkafka(given: Given, transactionMs: number): void {
  for (const { key, moreMs, words } of LIBRDKAFKA_TIMEOUTS) {
    if (!(Number(given.ignoredText('producer', key)) > transactionMs + moreMs)) continue;
    given.refuse(
      ['producer'],
      given.place('producer', key),
      `producer.${key} is more than ${words}, ${transactionMs + moreMs} (librdkafka refuses it)`,
      `set ${key} to at most that, or leave it out`,
    );
  }
}

/** Sarama does not start with an idempotent producer that may have several requests open (config.go, Validate), as is its default. */
export function checkOpenRequestsOfSarama(given: Given): void {
  const key = 'max.in.flight.requests.per.connection';
  const open = given.value('producer', key);
  if (open === undefined || open <= 1) return;
  given.refuse(
    ['producer'],
    given.place('producer', key),
    `Producer.Idempotent needs Net.MaxOpenRequests to be 1, but it is ${open} (Sarama refuses it)`,
    'set Net.MaxOpenRequests to 1, or leave Producer.Idempotent out',
  );
}

const LIBRDKAFKA_TIMEOUTS = [
  { key: 'message.timeout.ms', moreMs: 0, words: 'transaction.timeout.ms' },
  { key: 'delivery.timeout.ms', moreMs: 0, words: 'transaction.timeout.ms' },
  { key: 'socket.timeout.ms', moreMs: 100, words: 'transaction.timeout.ms + 100' },
] as const;

/** The time-outs of a group's member, as the client and the group coordinator want them. */
export function checkTimeouts(
  given: Given,
  { brokers, clients }: Versions,
  protocol: ConsumerConfig['group.protocol'],
): void {
  // With KIP-848 the brokers say how long a session is, and how often it is kept up.
  if (protocol === 'consumer') return;
  const of = (key: keyof typeof DEFAULTS.consumer): number =>
    msOf(given, 'consumer', key, DEFAULTS.consumer[key], clients);
  const sessionMs = of('session.timeout.ms');
  const heartbeatMs = of('heartbeat.interval.ms');
  if (heartbeatMs >= sessionMs) {
    given.refuse(
      ['consumer'],
      given.place('consumer', 'heartbeat.interval.ms') ?? given.place('consumer', 'session.timeout.ms'),
      `consumer.heartbeat.interval.ms, ${heartbeatMs}, is not less than session.timeout.ms, ${sessionMs} (the consumer throws an IllegalArgumentException)`,
      'set it to a third of session.timeout.ms, as Kafka’s documentation advises',
    );
    return;
  }
  checkLegacyRequestTimeout(given, clients, Math.max(sessionMs, of('fetch.max.wait.ms')), of('request.timeout.ms'));
  checkSessionBounds(given, brokers, sessionMs);
}

/** Before KIP-266 a request for a rebalance could take as long as the session, and the client had to wait for it. */
function checkLegacyRequestTimeout(given: Given, clients: Release, longestMs: number, requestMs: number): void {
  if (isSince(clients, '2.0') || !(requestMs <= longestMs)) return;
  const key = 'request.timeout.ms';
  given.refuse(
    ['consumer'],
    given.place('consumer', key) ??
      given.place('consumer', 'session.timeout.ms') ??
      given.place('consumer', 'fetch.max.wait.ms'),
    `consumer.${key}, ${requestMs}, is not greater than session.timeout.ms and fetch.max.wait.ms (Kafka throws a ConfigException)`,
    `set ${key} to more than ${longestMs}`,
  );
}

/** `group.max.session.timeout.ms` through the versions: half an hour since 2.3 (KIP-389's release). */
const SESSION_MAX_MS: History<number> = [[300_000], [1_800_000, '2.3']];
const SESSION_MIN_MS = 6000;

/** A session that is shorter or longer than the brokers allow: JoinGroup is answered INVALID_SESSION_TIMEOUT. */
function checkSessionBounds(given: Given, brokers: Release, sessionMs: number): void {
  // Who assigns itself its partitions joins nothing.
  if (given.value('application', 'subscription') === 'assign') return;
  const maxMs = valueAt(SESSION_MAX_MS, brokers);
  const most = boundOf(given, 'group.max.session.timeout.ms', maxMs);
  const isShort = sessionMs < boundOf(given, 'group.min.session.timeout.ms', SESSION_MIN_MS);
  if (!isShort && !(sessionMs > most)) return;
  const [key, bound, way] = isShort
    ? ([
        'group.min.session.timeout.ms',
        `${SESSION_MIN_MS} by default, is at most that; taken as lowered`,
        'less',
      ] as const)
    : (['group.max.session.timeout.ms', `${maxMs} by default, is at least that; taken as raised`, 'more'] as const);
  const place = given.place('broker', key);
  if (place !== undefined) {
    given.refuse(
      ['broker', 'consumer'],
      given.place('consumer', 'session.timeout.ms') ?? place,
      `consumer.session.timeout.ms, ${sessionMs}, is ${way} than the brokers’ ${key}, ${given.ignoredText('broker', key)}: the consumer cannot join its group (InvalidSessionTimeoutException)`,
      `set one of them so that session.timeout.ms is not ${way}`,
    );
    return;
  }
  given.note(
    `session.timeout.ms is ${sessionMs}: the consumer cannot join its group (InvalidSessionTimeoutException) unless the brokers’ ${key}, ${bound}`,
  );
}

/** What bounds a session, as it was given or as it is by default; not a number where it was given and is not known. */
const boundOf = (given: Given, key: string, byDefault: number): number =>
  given.place('broker', key) === undefined ? byDefault : Number(given.ignoredText('broker', key) ?? Number.NaN);

/** A name of a member has the characters of a topic’s (`JoinGroupRequest.validateGroupInstanceId`, since KIP-345). */
const INSTANCE_ID = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/;

/** The names by which a member is known to its group. */
export function checkGroupNames(given: Given, clients: Release): void {
  const group = given.ignoredText('consumer', 'group.id');
  if (group?.trim() === '' && isSince(clients, '4.0')) {
    given.refuse(
      ['consumer'],
      given.place('consumer', 'group.id'),
      'consumer.group.id is blank (the consumer throws an InvalidGroupIdException)',
      'name a group, or leave it out',
    );
  }
  const instance = given.ignoredText('consumer', 'group.instance.id');
  if (instance !== undefined && !INSTANCE_ID.test(instance) && isSince(clients, '2.3')) {
    given.refuse(
      ['consumer'],
      given.place('consumer', 'group.instance.id'),
      `consumer.group.instance.id cannot be ${JSON.stringify(instance)} (Kafka throws a ConfigException)`,
      'give it up to 249 letters, digits, dots, underscores and dashes, or leave it out',
    );
  }
}

/** Words that not every version has: KIP-602 took one away in 4.0, KIP-110 brought the other. */
const WORDS = [
  { key: 'client.dns.lookup', word: 'default', has: (clients: Release) => !isSince(clients, '4.0'), when: 'since 4.0' },
  { key: 'compression.type', word: 'zstd', has: (clients: Release) => isSince(clients, '2.1'), when: 'before 2.1' },
] as const;

/** Values of keys that do not bear on delivery, and that the clients of this version do not start with. */
export function checkWords(given: Given, section: 'producer' | 'consumer', clients: Release): void {
  for (const { key, word, has, when } of WORDS) {
    if (given.ignoredText(section, key)?.trim() !== word || has(clients)) continue;
    given.refuse(
      [section],
      given.place(section, key),
      `${section}.${key} cannot be ${word} ${when} (Kafka throws a ConfigException)`,
      'leave it out, or name another version of Kafka',
    );
  }
}

/** A time-out as it was given or as it is by default; not a number where it was given and is not known. */
function msOf(
  given: Given,
  section: 'producer' | 'consumer',
  key: string,
  defaults: History<number>,
  clients: Release,
): number {
  const ms = given.ignoredNumber(section, key);
  if (ms !== undefined) return ms;
  return given.place(section, key) === undefined ? valueAt(defaults, clients) : Number.NaN;
}
