import { type FrameworkFile, type PresetOfFile, wordOf } from './framework-file.ts';

/**
 * A file of Micronaut's. Which offsets a listener commits stands in its annotation, and not in the file, which has
 * enable.auto.commit before it (`KafkaConsumerProcessor.createConsumerProperties`: `putIfAbsent`).
 */
export function ofMicronaut({ entries }: FrameworkFile): PresetOfFile | undefined {
  const ofListeners = entries.filter(({ key }) => key.startsWith('kafka.consumers.'));
  const [entry] = ofListeners;
  if (entry === undefined) return undefined;
  const automatic = ofListeners.find(({ key }) => key.endsWith('.enable.auto.commit'));
  return automatic === undefined || wordOf(automatic) !== 'false'
    ? { preset: 'micronaut-auto', entry: automatic ?? entry, notes: [`${IN_CODE} AUTO, its default`] }
    : { preset: 'micronaut-sync', entry: automatic, notes: [`${IN_CODE} SYNC, since AUTO would commit nothing then`] };
}

const IN_CODE =
  'what Micronaut commits is said by offsetStrategy of @KafkaListener, which is in no file; application.preset of a setup beside it says another one: it is taken as';
