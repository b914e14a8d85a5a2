import { dottedName } from '../environment-names.ts';
import type { SetupEntry } from '../input.ts';
import type { PresetName } from './presets.ts';

/** The loop that a framework's file is of, and the entry that says so. */
export interface PresetOfFile {
  readonly preset: PresetName;
  readonly entry: SetupEntry;
  /** What its loop does when the handler fails, where another entry says so. */
  readonly failing?: { readonly value: 'skip' | 'dead-letter'; readonly entry: SetupEntry };
  /** What of the loop the entry says besides, as keys of `application`. */
  readonly besides?: Readonly<Record<string, string>>;
}

/** Finds an entry of the files by its key, in one spelling. */
type Named = (...keys: readonly string[]) => SetupEntry | undefined;

const ACK_MODES: Readonly<Record<string, PresetName>> = {
  record: 'spring-record',
  manual: 'spring-manual',
  manual_immediate: 'spring-manual-immediate',
};

/**
 * Kafka Streams, Kafka Connect, Spring's listeners and SmallRye's channels commit by themselves, whatever Kafka's own keys
 * in their files are by default: what such a file says without a setup beside it is judged as their loop.
 */
export function presetOfFile(entries: readonly SetupEntry[]): PresetOfFile | undefined {
  const byKey = new Map(entries.map((entry) => [dottedName(entry.key), entry] as const));
  const named: Named = (...keys) => keys.flatMap((key) => byKey.get(key) ?? [])[0];
  return ofStreams(named) ?? ofConnect(named, entries) ?? ofSpring(named, entries) ?? ofSmallRye(entries);
}

function ofStreams(named: Named): PresetOfFile | undefined {
  const guarantee = named('processing.guarantee');
  const entry = guarantee ?? named('application.id');
  if (entry === undefined) return undefined;
  const word = String(guarantee?.value).trim();
  if (!word.startsWith('exactly_once')) return { preset: 'streams-at-least-once', entry };
  // The first one had a producer, and so a transactional.id, for each task.
  const besides = word === 'exactly_once' ? { besides: { 'transactional.ids': 'per-partition' } } : {};
  return { preset: 'streams-exactly-once-v2', entry, ...besides };
}

/**
 * A connector's own file; a worker's, of which nobody knows what runs in it: a consumer in Connect is one of a sink's; or
 * MirrorMaker 2's, which is a source.
 */
function ofConnect(named: Named, entries: readonly SetupEntry[]): PresetOfFile | undefined {
  const connector = named('connector.class');
  const mirror = named('clusters');
  const entry = connector ?? mirror ?? named('offset.storage.topic', 'offset.storage.file.filename');
  if (entry === undefined) return undefined;
  const hasConsumer = entries.some(({ section }) => section === 'consumer');
  const isSink =
    connector === undefined ? mirror === undefined && hasConsumer : named('topics', 'topics.regex') !== undefined;
  if (isSink) {
    const tolerance = named('errors.tolerance');
    if (tolerance?.value !== 'all') return { preset: 'connect-sink', entry };
    const letters = named('errors.deadletterqueue.topic.name');
    const failing = { value: letters === undefined ? 'skip' : 'dead-letter', entry: letters ?? tolerance } as const;
    return { preset: 'connect-sink', entry, failing };
  }
  const support = String(named('exactly.once.source.support', 'exactly.once.support')?.value).toLowerCase();
  const exactly = support === 'enabled' || support === 'required';
  return { preset: exactly ? 'connect-source-exactly-once' : 'connect-source', entry };
}

function ofSpring(named: Named, entries: readonly SetupEntry[]): PresetOfFile | undefined {
  if (isTrue(named('spring.kafka.consumer.enable-auto-commit'))) return undefined;
  const mode = named('spring.kafka.listener.ack-mode');
  const entry = mode ?? entries.find(({ key }) => dottedName(key).startsWith('spring.kafka.consumer.'));
  if (entry === undefined) return undefined;
  const word = String(mode?.value).trim().toLowerCase().replaceAll('-', '_');
  return { preset: ACK_MODES[word] ?? 'spring-batch', entry };
}

const FAILURE_STRATEGIES: Readonly<Record<string, 'skip' | 'dead-letter'>> = {
  ignore: 'skip',
  'dead-letter-queue': 'dead-letter',
};

/** A channel of SmallRye's, unless it commits automatically or by another strategy. */
function ofSmallRye(entries: readonly SetupEntry[]): PresetOfFile | undefined {
  const channel = entries.filter(({ key }) => key.startsWith('mp.messaging.incoming.'));
  const ending = (end: string): SetupEntry | undefined => channel.find(({ key }) => key.endsWith(end));
  const strategy = ending('.commit-strategy');
  const isThrottled = strategy === undefined ? !isTrue(ending('.enable.auto.commit')) : strategy.value === 'throttled';
  if (channel.length === 0 || !isThrottled) return undefined;
  const failure = ending('.failure-strategy');
  const value = FAILURE_STRATEGIES[String(failure?.value)];
  const failing = failure === undefined || value === undefined ? undefined : { value, entry: failure };
  return { preset: 'smallrye-throttled', entry: channel[0], failing };
}

const isTrue = (entry: SetupEntry | undefined): boolean => String(entry?.value).toLowerCase() === 'true';
