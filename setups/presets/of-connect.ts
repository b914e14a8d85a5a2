import type { SetupEntry } from '../input.ts';
import { isSince, type Release } from '../release.ts';
import { type FrameworkFile, type PresetOfFile, wordOf } from './framework-file.ts';
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
  const hasConsumer = entries.some(({ section }) => section === 'consumer');
  const isSink =
    connector === undefined ? mirror === undefined && hasConsumer : named('topics', 'topics.regex') !== undefined;
  const tolerance = named('errors.tolerance');
  const overrides = notesOfOverrides(entries, named, clients);
  if (isSink) {
    if (tolerance?.value !== 'all') return { preset: 'connect-sink', entry, notes: overrides };
    const letters = named('errors.deadletterqueue.topic.name');
    const failing = { value: letters === undefined ? 'skip' : 'dead-letter', entry: letters ?? tolerance } as const;
    return { preset: 'connect-sink', entry, failing, notes: overrides };
  }
  const support = named('exactly.once.source.support', 'exactly.once.support');
  // AbstractWorkerSourceTask.sendRecords: what the producer fails to send counts as done.
  const passed =
    tolerance?.value === 'all' && isSince(clients, '3.2')
      ? [`errors.tolerance=all: a record that the brokers refuse is passed over, and lost; that is not in the machine`]
      : [];
  if (connector === undefined && mirror !== undefined) {
    const { asks, notes } = mirrorSupport(entries, mirror, clients);
    const preset = asks ? 'connect-source-exactly-once' : 'connect-source';
    return { preset, entry, notes: [...overrides, ...passed, ...notes] };
  }
  const notes = [...overrides, ...passed];
  const asks = wordOf(support) === 'enabled' || wordOf(support) === 'required';
  if (asks && isSince(clients, EXACTLY_ONCE_SINCE)) return { preset: 'connect-source-exactly-once', entry, notes };
  const old = asks
    ? [`${support?.key} is a key since ${EXACTLY_ONCE_SINCE} (KIP-618): a worker of before passes it over`]
    : [];
  return { preset: 'connect-source', entry, notes: [...notes, ...old] };
}

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
