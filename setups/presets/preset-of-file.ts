import { dottedName } from '../environment-names.ts';
import type { SetupEntry } from '../input.ts';
import type { PresetName } from './presets.ts';

/** The loop that a framework's file is of, and the entry that says so. */
export interface PresetOfFile {
  readonly preset: PresetName;
  readonly entry: SetupEntry;
}

const ACK_MODES: Readonly<Record<string, PresetName>> = {
  record: 'spring-record',
  manual: 'spring-manual',
  manual_immediate: 'spring-manual-immediate',
};

/**
 * Kafka Streams and Spring's listeners commit by themselves, whatever Kafka's own keys in their files are by default: what
 * such a file says without a setup beside it is judged as their loop.
 */
export function presetOfFile(entries: readonly SetupEntry[]): PresetOfFile | undefined {
  const named = (key: string): SetupEntry | undefined => entries.find((entry) => dottedName(entry.key) === key);
  const guarantee = named('processing.guarantee');
  const streams = guarantee ?? named('application.id');
  if (streams !== undefined) {
    const exactly = String(guarantee?.value).startsWith('exactly_once');
    return { preset: exactly ? 'streams-exactly-once-v2' : 'streams-at-least-once', entry: streams };
  }
  const automatic = named('spring.kafka.consumer.enable-auto-commit');
  if (String(automatic?.value).toLowerCase() === 'true') return undefined;
  const mode = named('spring.kafka.listener.ack-mode');
  const spring = mode ?? entries.find(({ key }) => dottedName(key).startsWith('spring.kafka.consumer.'));
  if (spring === undefined) return undefined;
  const word = String(mode?.value).trim().toLowerCase().replaceAll('-', '_');
  return { preset: ACK_MODES[word] ?? 'spring-batch', entry: spring };
}
