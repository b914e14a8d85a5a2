import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, 'recorded');

/** A frame that went between a Kafka client or broker (3.5.2, 3.9.2, 4.3.1, kafkajs 2.2.4) and a broker, without its length. */
export interface RecordedMessage {
  readonly api: string;
  readonly version: number;
  readonly kind: 'request' | 'response';
  readonly payload: Buffer;
}

/** One message of every API, version and direction that was seen. */
export const recordedMessages: readonly RecordedMessage[] = readFileSync(join(directory, 'messages.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [api, version, kind, hex] = line.split(' ');
    return { api, version: Number(version), kind: kind as RecordedMessage['kind'], payload: Buffer.from(hex, 'hex') };
  });

/** The only message of an API in this version and direction. */
export function recordedMessage(api: string, version: number, kind: RecordedMessage['kind']): Buffer {
  const message = recordedMessages.find((one) => one.api === api && one.version === version && one.kind === kind);
  if (!message) throw new Error(`no ${kind} of ${api} ${version} was recorded`);
  return message.payload;
}

/**
 * The beginning of a segment that a broker wrote, of a partition to which, in this order, three producers without idempotence
 * wrote, one with it, one in three transactions (committed, aborted, aborted), and one that was fenced.
 */
export function recordedBytes(name: 'segment-3.9.2' | 'segment-4.3.1'): Buffer {
  return Buffer.from(readFileSync(join(directory, `${name}.hex`), 'utf8').replaceAll('\n', ''), 'hex');
}
