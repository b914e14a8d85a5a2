import type { SetupEntry } from '../input.ts';
import { classOf, type FrameworkFile, type PresetOfFile } from './framework-file.ts';

/** What Spring Boot puts before the keys of Kafka Streams. */
const BOOT = 'spring.kafka.streams.properties.';

/** Kafka's own handlers that pass a record over; the key of the first was another one until 4.0 (KIP-1056). */
const SKIPPING: readonly (readonly [key: string, handler: string])[] = [
  ['deserialization.exception.handler', 'LogAndContinueExceptionHandler'],
  ['default.deserialization.exception.handler', 'LogAndContinueExceptionHandler'],
  ['processing.exception.handler', 'LogAndContinueProcessingExceptionHandler'],
];

/** A file of Kafka Streams, or of Spring Boot that has some of it. */
export function ofStreams({ named }: FrameworkFile): PresetOfFile | undefined {
  const guarantee = named('processing.guarantee', `${BOOT}processing.guarantee`);
  const entry = guarantee ?? named('application.id', 'spring.kafka.streams.application-id', `${BOOT}application.id`);
  if (entry === undefined) return undefined;
  const word = String(guarantee?.value).trim();
  const skipping = skippedBy(named);
  const failing = skipping === undefined ? {} : { failing: { value: 'skip', entry: skipping } as const };
  if (!word.startsWith('exactly_once')) return { preset: 'streams-at-least-once', entry, ...failing };
  // The first one had a producer, and so a transactional.id, for each task.
  const besides = word === 'exactly_once' ? [{ key: 'transactional.ids', value: 'per-partition', entry }] : [];
  return { preset: 'streams-exactly-once-v2', entry, besides, ...failing };
}

const skippedBy = (named: FrameworkFile['named']): SetupEntry | undefined =>
  SKIPPING.map(([key, handler]) => {
    const entry = named(key, BOOT + key);
    return classOf(entry) === handler ? entry : undefined;
  }).find((entry) => entry !== undefined);
