import { channelsOf, differing, OF_CONSUMERS } from './channels.ts';
import { type FrameworkFile, type PresetOfFile, wordOf } from './framework-file.ts';

/**
 * A file of Micronaut's. Which offsets a listener commits stands in its annotation, and not in the file, which has
 * enable.auto.commit before it (`KafkaConsumerProcessor.createConsumerProperties`: `putIfAbsent`).
 */
export function ofMicronaut({ entries }: FrameworkFile): PresetOfFile | undefined {
  const listeners = channelsOf(entries, /^kafka\.consumers\.("[^"]+"|[^.]+)\.(.+)$/, FOR_ALL);
  const [listener] = listeners;
  if (listener === undefined) return undefined;
  const difference = differing(listeners, { ...OF_CONSUMERS, 'enable.auto.commit': 'true' });
  if (difference !== undefined) {
    const { entry, reason, wayOut } = difference;
    return { preset: 'micronaut-auto', entry, unsaid: { reason, wayOut } };
  }
  const automatic = listener.word('enable.auto.commit');
  const entry = automatic ?? listener.at;
  return automatic === undefined || wordOf(automatic) !== 'false'
    ? { preset: 'micronaut-auto', entry, notes: [`${IN_CODE} AUTO, its default`] }
    : { preset: 'micronaut-sync', entry, notes: [`${IN_CODE} SYNC, since AUTO would commit nothing then`] };
}

/** `KafkaConsumerConfiguration`: what is said of all clients, and over it what is said of one; of `default` nothing for others. */
const FOR_ALL = [/^kafka\.(?!(?:consumer|producer)s\.)/];

const IN_CODE =
  'what Micronaut commits is said by offsetStrategy of @KafkaListener, which is in no file; application.preset of a setup beside it says another one: it is taken as';
