import type { SetupEntry } from '../input.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isSince, type Release } from '../release.ts';
import { classOf, type FrameworkFile, isTrue, type PresetOfFile, wordOf } from './framework-file.ts';

/** What Spring Boot, Quarkus and ksqlDB put before the keys of Kafka Streams. */
const BEFORE = ['', 'spring.kafka.streams.properties.', 'kafka-streams.', 'ksql.streams.'] as const;

/** What they call an application. */
const APPLICATIONS = [
  'spring.kafka.streams.application-id',
  'quarkus.kafka-streams.application-id',
  'ksql.service.id',
] as const;

/** Kafka's own handlers that pass a record over, and since when a key names them (KIP-1056, KIP-161 and KIP-1033). */
const SKIPPING = [
  { key: 'deserialization.exception.handler', handler: 'LogAndContinueExceptionHandler', since: '4.0' },
  { key: 'default.deserialization.exception.handler', handler: 'LogAndContinueExceptionHandler', since: '1.0' },
  { key: 'processing.exception.handler', handler: 'LogAndContinueProcessingExceptionHandler', since: '3.9' },
] as const;

/**
 * Where those send what they pass over (KIP-1034): by the producer of the task, which is flushed before its next commit; what
 * cannot be sent ends the stream thread.
 */
const LETTERS = { key: 'errors.dead.letter.queue.topic.name', since: '4.2' } as const;

/** A file of Kafka Streams, or of something that has some of it. */
export function ofStreams({ entries, named, clients }: FrameworkFile): PresetOfFile | undefined {
  const guarantee = named(...written('processing.guarantee'));
  const entry = guarantee ?? named(...written('application.id'), ...APPLICATIONS);
  if (entry === undefined) return undefined;
  const word = String(guarantee?.value).trim();
  const failing = failingBy(named, clients);
  const notes = [
    ...notesOfProtocol(named(...written('group.protocol')), clients),
    ...notesOfHandlers(named),
    ...notesOfAge(named, clients),
  ];
  const ofKsql = saidByKsql(entries, named);
  const id = named(...BEFORE.map((before) => `${before}producer.transactional.id`), 'transactional.id');
  if (!word.startsWith('exactly_once') && id !== undefined)
    return { preset: 'streams-at-least-once', entry: id, unsaid: BEGINS_NONE };
  if (!word.startsWith('exactly_once'))
    return { preset: 'streams-at-least-once', entry, besides: ofKsql, ...failing, notes };
  // The first one had a producer, and so a transactional.id, for each task.
  const ids = word === 'exactly_once' ? [{ key: 'transactional.ids', value: 'per-partition', entry }] : [];
  return { preset: 'streams-exactly-once-v2', entry, besides: [...ids, ...ofKsql], ...failing, notes };
}

/** StreamsConfig takes a transactional.id away with exactly_once alone; StreamsProducer calls initTransactions() with that alone. */
const BEGINS_NONE = {
  reason:
    'Kafka Streams begins no transactions with at_least_once, and its producer throws an IllegalStateException as it sends',
  wayOut: 'leave it out, or set processing.guarantee=exactly_once_v2',
};

/**
 * ksqlDB reads a stream from its end where nobody says otherwise (its configuration reference, ksql.streams.auto.offset.reset),
 * and has a handler that goes on for what cannot be sent, where it is told to (`KsqlConfig`).
 */
function saidByKsql(
  entries: readonly SetupEntry[],
  named: FrameworkFile['named'],
): NonNullable<PresetOfFile['besides']> {
  const service = named('ksql.service.id');
  const isReset = entries.some(({ key }) => /(?:^|\.)auto\.offset\.reset$/.test(key));
  const sends = named('ksql.fail.on.production.error');
  return [
    ...(service === undefined || isReset
      ? []
      : [
          { section: 'consumer', key: 'auto.offset.reset', value: 'latest', entry: service },
          // That it passes over what was there before a query is meant.
          { key: 'group', value: 'established', entry: service },
        ]),
    ...(wordOf(sends) === 'false' && sends !== undefined
      ? [{ key: 'on.send.failure', value: 'log', entry: sends }]
      : []),
  ];
}

/** KIP-1071 (StreamsConfig.GROUP_PROTOCOL_CONFIG): for early access in 4.1, for everybody since 4.2. */
const STREAMS_GROUPS_SINCE = '4.1';

function notesOfProtocol(protocol: SetupEntry | undefined, clients: Release): readonly string[] {
  if (protocol === undefined || wordOf(protocol) !== 'streams') return [];
  return [
    isSince(clients, STREAMS_GROUPS_SINCE)
      ? `${protocol.key}=streams: groups whose tasks the brokers assign (KIP-1071) are not in the machine, and what is judged is a classic one`
      : `${protocol.key} is a key of Kafka Streams since ${STREAMS_GROUPS_SINCE} (KIP-1071): one of before passes it over`,
  ];
}

/** Kafka's own handlers that end the stream thread (`org.apache.kafka.streams.errors`). */
const ENDING: ReadonlySet<string> = new Set([
  'LogAndFailExceptionHandler',
  'LogAndFailProcessingExceptionHandler',
  'DefaultProductionExceptionHandler',
]);

const HANDLERS = [
  ...SKIPPING.map(({ key }) => key),
  'production.exception.handler',
  'default.production.exception.handler',
] as const;

/** What a class of the application's own does nobody knows; one for sends may lose an output whose input is committed. */
function notesOfHandlers(named: FrameworkFile['named']): readonly string[] {
  return HANDLERS.flatMap((key) => {
    const entry = named(...written(key));
    const isKnown = entry === undefined || ENDING.has(classOf(entry)) || isPlaceholder(entry.value);
    if (isKnown || SKIPPING.some(({ handler }) => handler === classOf(entry))) return [];
    const otherwise = key.includes('production')
      ? 'one that goes on loses what was not sent: for it a setup beside the file says on.send.failure: log'
      : 'for one that goes on, a setup beside the file says on.processing.failure: skip';
    return [
      `${entry.key}: what ${classOf(entry)} does is not known, and it is taken to end the stream thread; ${otherwise}`,
    ];
  });
}

/** What becomes of a record that fails, where the stream thread goes on. */
function failingBy(named: FrameworkFile['named'], clients: Release): Pick<PresetOfFile, 'failing'> {
  const skipping = skippedBy(named, clients);
  if (skipping === undefined) return {};
  const letters = isSince(clients, LETTERS.since) ? named(...written(LETTERS.key)) : undefined;
  return { failing: { value: letters === undefined ? 'skip' : 'dead-letter', entry: letters ?? skipping } };
}

function skippedBy(named: FrameworkFile['named'], clients: Release): SetupEntry | undefined {
  const said = SKIPPING.flatMap(({ key, handler, since }) => {
    const entry = isSince(clients, since) ? named(...written(key)) : undefined;
    return entry !== undefined && classOf(entry) === handler ? [entry] : [];
  });
  // KsqlConfig: LogMetricAndContinueExceptionHandler, unless it is told to fail.
  const ofKsql = isTrue(named('ksql.fail.on.deserialization.error')) ? undefined : named('ksql.service.id');
  return said.at(0) ?? ofKsql;
}

/** Keys that Kafka Streams of before does not know (`StreamsConfig` at 3.8.1, 3.9.2, 4.1.2 and 4.2.0). */
const notesOfAge = (named: FrameworkFile['named'], clients: Release): readonly string[] =>
  [...SKIPPING, LETTERS].flatMap(({ key, since }) => {
    const entry = named(...written(key));
    if (entry === undefined || isSince(clients, since)) return [];
    return [`${entry.key} is a key of Kafka Streams since ${since}: one of before passes it over`];
  });

const written = (key: string): readonly string[] => BEFORE.map((before) => before + key);
