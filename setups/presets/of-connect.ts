import { isSince } from '../release.ts';
import { type FrameworkFile, type PresetOfFile, wordOf } from './framework-file.ts';

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
  if (isSink) {
    const tolerance = named('errors.tolerance');
    if (tolerance?.value !== 'all') return { preset: 'connect-sink', entry };
    const letters = named('errors.deadletterqueue.topic.name');
    const failing = { value: letters === undefined ? 'skip' : 'dead-letter', entry: letters ?? tolerance } as const;
    return { preset: 'connect-sink', entry, failing };
  }
  const support = named('exactly.once.source.support', 'exactly.once.support');
  const asks = wordOf(support) === 'enabled' || wordOf(support) === 'required';
  if (asks && isSince(clients, EXACTLY_ONCE_SINCE)) return { preset: 'connect-source-exactly-once', entry };
  const notes = asks
    ? [`${support?.key} is a key since ${EXACTLY_ONCE_SINCE} (KIP-618): a worker of before passes it over`]
    : [];
  return { preset: 'connect-source', entry, notes };
}

/** KIP-618. */
export const EXACTLY_ONCE_SINCE = '3.3';
