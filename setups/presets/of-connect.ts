import type { SetupEntry } from '../input.ts';
import { isSince, type Release } from '../release.ts';
import { DEBEZIUM_CHANGES } from './debezium-changes.ts';
import { classOf, type FrameworkFile, isTrue, type PresetOfFile, wordOf } from './framework-file.ts';
import { mirrorSupport } from './of-mirror-maker.ts';

/**
 * A connector's own file; a worker's, of which nobody knows what runs in it: a consumer in Connect is one of a sink's; or
 * MirrorMaker 2's, which is a source.
 */
export function ofConnect({ entries, named, clients }: FrameworkFile): PresetOfFile | undefined {
  const connector = named('connector.class');
  const mirror = named('clusters');
  const entry = connector ?? mirror ?? named('offset.storage.topic', 'offset.storage.file.filename');
  if (entry === undefined) return undefined;
  const isWorkers = connector === undefined && mirror === undefined;
  const runs = isWorkers ? runBy(entries, entry.place.file) : undefined;
  if (isWorkers && runs === undefined) return { preset: 'connect-sink', entry, unsaid: UNSAID };
  const readsTopics = named('topics', 'topics.regex') !== undefined && !SOURCE.test(classOf(connector));
  const isSink = isWorkers ? runs === 'sink' : connector !== undefined && readsTopics;
  const tolerance = named('errors.tolerance');
  const overrides = notesOfOverrides(entries, named, clients);
  if (isSink) {
    const automatic = entries.find(isAutomatic);
    const preset = automatic === undefined ? 'connect-sink' : 'connect-sink-auto-commit';
    const sink = { preset, entry: automatic ?? entry, notes: overrides } as const;
    if (tolerance?.value !== 'all') return sink;
    const letters = named('errors.deadletterqueue.topic.name');
    const failing = { value: letters === undefined ? 'skip' : 'dead-letter', entry: letters ?? tolerance } as const;
    return { ...sink, failing, notes: [...overrides, PUT_IS_NOT_TOLERATED] };
  }
  if (connector === undefined && mirror !== undefined) {
    const { asks, flow, notes } = mirrorSupport(entries, mirror, clients);
    const preset = asks ? 'connect-source-exactly-once' : 'connect-source';
    const { own, ...passing } = tolerating(preset, tolerance, clients);
    return { preset, entry, flow, ...passing, notes: [...overrides, ...own, ...notes] };
  }
  const changes = ofDebezium(connector);
  const support = named('exactly.once.source.support', 'exactly.once.support');
  const asks = wordOf(support) === 'enabled' || wordOf(support) === 'required';
  if (asks && isSince(clients, EXACTLY_ONCE_SINCE)) {
    const preset = 'connect-source-exactly-once';
    const { own, ...passing } = tolerating(preset, tolerance, clients);
    const notes = [...overrides, ...own, ...changes.notes, ...notesOfBoundary(named('transaction.boundary'))];
    return { preset, entry, ...passing, ...changes, notes };
  }
  const old = asks
    ? [`${support?.key} is a key since ${EXACTLY_ONCE_SINCE} (KIP-618): a worker of before passes it over`]
    : [];
  const { own, ...passing } = tolerating('connect-source', tolerance, clients);
  return {
    preset: 'connect-source',
    entry,
    ...passing,
    ...changes,
    notes: [...overrides, ...own, ...changes.notes, ...old],
  };
}

/** What the records of Debezium's connectors lack whose change becomes several of them, in a transaction of one poll as well. */
function ofDebezium(
  connector: SetupEntry | undefined,
): Pick<PresetOfFile, 'lacks'> & { readonly notes: readonly string[] } {
  if (!String(connector?.value).trim().startsWith('io.debezium.')) return { notes: [] };
  return {
    lacks: [DEBEZIUM_CHANGES.name],
    notes: [`not in the machine: ${DEBEZIUM_CHANGES.said}: ${DEBEZIUM_CHANGES.name}`],
  };
}

/** MirrorSourceConnector has `topics` as well: those that it reads elsewhere. */
const SOURCE = /Source(?:Connector)?$/;

/** WorkerSinkTask.deliverMessages: what put() throws, but for a RetriableException, ends the task in any case. */
const PUT_IS_NOT_TOLERATED =
  'errors.tolerance=all is of converters, transforms and what the connector itself reports (ErrantRecordReporter): what put() throws ends its task all the same, for which on.processing.failure is close-dirty';

/**
 * What a source passes over: what its transforms and converters fail on (AbstractWorkerSourceTask.sendRecords, recordDropped)
 * and, since KIP-779, what its producer fails to send, which counts as done (WorkerSourceTask.producerSendFailed). Exactly
 * once, commitTransaction() fails by that, and its task.
 */
function tolerating(
  preset: 'connect-source' | 'connect-source-exactly-once',
  tolerance: SetupEntry | undefined,
  clients: Release,
): Tolerating {
  if (tolerance?.value !== 'all') return { own: [] };
  const failing = { value: 'skip', entry: tolerance } as const;
  if (preset === 'connect-source-exactly-once' || !isSince(clients, '3.2')) return { failing, own: [] };
  return {
    failing,
    besides: [{ key: 'on.send.failure', value: 'log', entry: tolerance }],
    own: [
      'errors.tolerance=all: a record that the brokers refuse (request.refused in faults) is passed over, and lost',
    ],
  };
}

type Tolerating = Pick<PresetOfFile, 'failing' | 'besides'> & { readonly own: readonly string[] };

/** What of the transactions of a source is not as with the boundary `poll`, the default (ExactlyOnceWorkerSourceTask). */
function notesOfBoundary(boundary: SetupEntry | undefined): readonly string[] {
  switch (wordOf(boundary)) {
    case 'interval':
      return [
        'transaction.boundary=interval: a transaction has what several polls returned, and a task that is stopped commits it: here each poll has one, which is a matter of how much is done again',
      ];
    case 'connector':
      return [
        'transaction.boundary=connector: where transactions end is the connector’s, and one that it aborts drops its records for good, with their offsets committed: here each poll has one, and no connector aborts',
      ];
    default:
      return [];
  }
}

/**
 * What a worker runs, as far as its file says: it makes consumers for sinks and producers for sources, and has keys for
 * sources alone. Of one that is given as the file of one component it is that component's.
 */
function runBy(entries: readonly SetupEntry[], file: string): 'sink' | 'source' | undefined {
  const own = entries.filter(({ place }) => place.file === file);
  const isOf = (section: string): boolean => own.some((entry) => entry.section === section);
  if (!isOf('producer') || !isOf('consumer')) return isOf('consumer') ? 'sink' : 'source';
  const says = (pattern: RegExp): boolean => own.some(({ key }) => pattern.test(key));
  const isSources = says(/^(?:producer\.|exactly\.once\.source\.)/);
  const isSinks = says(/^consumer\./);
  if (isSources === isSinks) return undefined;
  return isSources ? 'source' : 'sink';
}

/** `Worker.baseConsumerConfigs` has enable.auto.commit off, and takes what a worker, or its connector, says over it. */
const isAutomatic = (entry: SetupEntry): boolean =>
  /^consumer\.(?:override\.)?enable\.auto\.commit$/.test(entry.key) && isTrue(entry);

const UNSAID = {
  reason: 'this is the file of a worker of Kafka Connect, and whether a source or a sink runs in it is not said there',
  wayOut:
    'hand it over with --producer.config alone for a source, with --consumer.config alone for a sink, or the file of the connector',
};

/** KIP-722 lets connectors override the keys of their clients by default; before, a worker has to be told (KIP-458). */
function notesOfOverrides(
  entries: readonly SetupEntry[],
  named: FrameworkFile['named'],
  clients: Release,
): readonly string[] {
  const policy = 'connector.client.config.override.policy';
  const found = entries.find(({ key }) => /^(?:consumer|producer)\.override\./.test(key));
  if (found === undefined || isSince(clients, '3.0') || named(policy) !== undefined) return [];
  return [`${found.key}: before 3.0 a worker refuses such a connector unless its ${policy} is All; taken as told`];
}

/** KIP-618. */
export const EXACTLY_ONCE_SINCE = '3.3';
