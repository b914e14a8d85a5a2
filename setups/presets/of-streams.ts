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

/** Kafka's own handlers that pass a record over; the key of the first was another one until 4.0 (KIP-1056). */
const SKIPPING: readonly (readonly [key: string, handler: string])[] = [
  ['deserialization.exception.handler', 'LogAndContinueExceptionHandler'],
  ['default.deserialization.exception.handler', 'LogAndContinueExceptionHandler'],
  ['processing.exception.handler', 'LogAndContinueProcessingExceptionHandler'],
];

/** A file of Kafka Streams, or of something that has some of it. */
export function ofStreams({ named, clients }: FrameworkFile): PresetOfFile | undefined {
  const guarantee = named(...written('processing.guarantee'));
  const entry = guarantee ?? named(...written('application.id'), ...APPLICATIONS);
  if (entry === undefined) return undefined;
  const word = String(guarantee?.value).trim();
  const skipping = skippedBy(named);
  const failing = skipping === undefined ? {} : { failing: { value: 'skip', entry: skipping } as const };
  const notes = [...notesOfProtocol(named(...written('group.protocol')), clients), ...notesOfHandlers(named)];
  if (!word.startsWith('exactly_once')) return { preset: 'streams-at-least-once', entry, ...failing, notes };
  // The first one had a producer, and so a transactional.id, for each task.
  const besides = word === 'exactly_once' ? [{ key: 'transactional.ids', value: 'per-partition', entry }] : [];
  return { preset: 'streams-exactly-once-v2', entry, besides, ...failing, notes };
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
  ...SKIPPING.map(([key]) => key),
  'production.exception.handler',
  'default.production.exception.handler',
] as const;

/** What a class of the application's own does nobody knows; one for sends may lose an output whose input is committed. */
function notesOfHandlers(named: FrameworkFile['named']): readonly string[] {
  return HANDLERS.flatMap((key) => {
    const entry = named(...written(key));
    const isKnown = entry === undefined || ENDING.has(classOf(entry)) || isPlaceholder(entry.value);
    if (isKnown || SKIPPING.some(([, handler]) => handler === classOf(entry))) return [];
    const otherwise = key.includes('production')
      ? 'one that goes on loses what was not sent, which is not in the machine'
      : 'for one that goes on, a setup beside the file says on.processing.failure: skip';
    return [
      `${entry.key}: what ${classOf(entry)} does is not known, and it is taken to end the stream thread; ${otherwise}`,
    ];
  });
}

function skippedBy(named: FrameworkFile['named']): SetupEntry | undefined {
  const said = SKIPPING.flatMap(([key, handler]) => {
    const entry = named(...written(key));
    return entry !== undefined && classOf(entry) === handler ? [entry] : [];
  });
  // KsqlConfig: LogMetricAndContinueExceptionHandler, unless it is told to fail.
  const ofKsql = isTrue(named('ksql.fail.on.deserialization.error')) ? undefined : named('ksql.service.id');
  return said.at(0) ?? ofKsql;
}

const written = (key: string): readonly string[] => BEFORE.map((before) => before + key);
