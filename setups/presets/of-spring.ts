import { dottedName } from '../environment-names.ts';
import type { SetupEntry } from '../input.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isSince } from '../release.ts';
import { type FrameworkFile, isTrue, type PresetOfFile, wordOf } from './framework-file.ts';
import { ofSpringCloudStream } from './of-spring-cloud-stream.ts';
import type { PresetName } from './presets.ts';

const ACK_MODES: Readonly<Record<string, PresetName | undefined>> = {
  record: 'spring-record',
  batch: 'spring-batch',
  time: 'spring-batch',
  count: 'spring-batch',
  count_time: 'spring-batch',
  manual: 'spring-manual',
  manual_immediate: 'spring-manual-immediate',
};

/** A file of Spring Boot whose application listens. */
export function ofSpring({ entries, named, clients }: FrameworkFile): PresetOfFile | undefined {
  const mode = named('spring.kafka.listener.ack-mode');
  const entry = mode ?? entries.find(isOfConsumer) ?? entries.find(isOfListener);
  const ofBinder = ofSpringCloudStream(entries, mode);
  if (ofBinder !== undefined || entry === undefined) return ofBinder;
  const prefix = named('spring.kafka.producer.transaction-id-prefix');
  // KafkaAutoConfiguration makes a KafkaTransactionManager, which the containers of its listeners are given.
  if (prefix !== undefined) {
    const isEach = !isSince(clients, FENCES_BY_GENERATION_SINCE);
    const besides = isEach ? [{ key: 'transactional.ids', value: 'per-partition', entry: prefix }] : [];
    return { preset: 'spring-transactional', entry: prefix, besides };
  }
  const automatic = named(...COMMITS_BY_ITSELF);
  const isAutomatic = automatic === undefined ? !isSince(clients, COMMITS_SINCE) : isTrue(automatic);
  const handler = isSince(clients, SEEKS_SINCE) ? retriedIn(named) : { failing: { value: 'skip', entry } as const };
  const aged = isSince(clients, SEEKS_SINCE) ? [] : [LOGS_ALONE];
  if (isAutomatic) {
    const old = automatic === undefined ? [COMMITS_NOTHING] : [];
    return { preset: 'spring-auto-commit', entry: automatic ?? entry, notes: [...old, ...aged], ...handler };
  }
  const word = mode === undefined || isPlaceholder(mode.value) ? 'batch' : wordOf(mode).replaceAll('-', '_');
  const preset = ACK_MODES[word];
  if (preset === undefined) return { preset: 'spring-batch', entry, unsaid: { ...UNKNOWN_MODE } };
  const isBatch = wordOf(named('spring.kafka.listener.type')) === 'batch';
  const notes = [...(LATER.has(word) ? [COMMITS_LATER] : []), ...(isBatch ? [GIVEN_AGAIN] : []), ...aged];
  return { preset, entry, notes, ...handler };
}

/** Spring Boot's own spelling, and what it hands on as it is. */
const COMMITS_BY_ITSELF = [
  'spring.kafka.consumer.enable-auto-commit',
  'spring.kafka.consumer.properties.enable.auto.commit',
  'spring.kafka.properties.enable.auto.commit',
] as const;

/**
 * Spring for Apache Kafka goes by the clients that it comes with (`kafkaVersion` of its build: 2.0.0 of 2.2, 2.3.0 of 2.3,
 * 2.5.0 of 2.5). From 2.3 on it sets enable.auto.commit to false where nobody says otherwise (`ListenerConsumer.determineAutoCommit`).
 */
const COMMITS_SINCE = '2.3';
const COMMITS_NOTHING =
  'enable.auto.commit is what Kafka has by default, true, with Spring for Apache Kafka before 2.3, which comes with clients before 2.3: then its container commits nothing, whatever its ack-mode';

/** `SeekToCurrentErrorHandler` and, for batches, `RecoveringBatchErrorHandler` are the default from 2.5 on; before it is `LoggingErrorHandler`. */
const SEEKS_SINCE = '2.5';
const LOGS_ALONE =
  'Spring for Apache Kafka before 2.5, which comes with clients before 2.5, logs what a listener throws, and goes on with the next record (LoggingErrorHandler)';

/** `ListenerConsumer.processCommits`. */
const LATER: ReadonlySet<string> = new Set(['time', 'count', 'count_time']);
const COMMITS_LATER =
  'AckMode.TIME and COUNT commit at the end of those polls in which the time is over, or so many records have been processed: here at the end of each, as it is a matter of how much is done again';

/** DefaultErrorHandler.handleBatch, but for a BatchListenerFailedException. */
const GIVEN_AGAIN =
  'a batch listener that fails is given its whole batch again, with what it has processed of it: here what it fails on alone, and what comes behind that';

const UNKNOWN_MODE = {
  reason: 'Spring has no such ack-mode, and does not start with it',
  wayOut: 'it takes record, batch, time, count, count_time, manual and manual_immediate',
} as const;

/** Records that fail go to topics of their own, for whose answer the recoverer waits (DeadLetterPublishingRecoverer). */
function retriedIn(named: FrameworkFile['named']): Pick<PresetOfFile, 'failing' | 'besides'> {
  const retry = named('spring.kafka.retry.topic.enabled');
  if (retry === undefined || !isTrue(retry)) return {};
  return {
    failing: { value: 'dead-letter', entry: retry },
    besides: [{ key: 'on.send.failure', value: 'seek', entry: retry }],
  };
}

/** EOSMode.BETA is the default of ContainerProperties from 2.6 on (KIP-447); before, a transactional.id for each partition (ALPHA). */
const FENCES_BY_GENERATION_SINCE = '2.6';

const isOfConsumer = ({ key }: SetupEntry): boolean => dottedName(key).startsWith('spring.kafka.consumer.');

/** What is said of a consumer by a file that has nothing but other keys is of its listeners all the same. */
const isOfListener = ({ key, section }: SetupEntry): boolean =>
  section === 'consumer' && /^spring\.kafka\.(?!(?:producer|admin|template|streams)\.)/.test(dottedName(key));
