import type { SetupEntry } from '../input.ts';
import { classOf, type FrameworkFile, isTrue, type PresetOfFile } from './framework-file.ts';

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
export function ofStreams({ named }: FrameworkFile): PresetOfFile | undefined {
  const guarantee = named(...written('processing.guarantee'));
  const entry = guarantee ?? named(...written('application.id'), ...APPLICATIONS);
  if (entry === undefined) return undefined;
  const word = String(guarantee?.value).trim();
  const skipping = skippedBy(named);
  const failing = skipping === undefined ? {} : { failing: { value: 'skip', entry: skipping } as const };
  if (!word.startsWith('exactly_once')) return { preset: 'streams-at-least-once', entry, ...failing };
  // The first one had a producer, and so a transactional.id, for each task.
  const besides = word === 'exactly_once' ? [{ key: 'transactional.ids', value: 'per-partition', entry }] : [];
  return { preset: 'streams-exactly-once-v2', entry, besides, ...failing };
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
