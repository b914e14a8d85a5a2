import { dottedName } from '../environment-names.ts';
import type { SetupEntry } from '../input.ts';
import type { Release } from '../release.ts';
import type { FrameworkFile, PresetOfFile } from './framework-file.ts';
import { ofConnect } from './of-connect.ts';
import { ofDebeziumServer } from './of-debezium-server.ts';
import { ofMicronaut } from './of-micronaut.ts';
import { ofSmallRye } from './of-small-rye.ts';
import { ofSpring } from './of-spring.ts';
import { ofStreams } from './of-streams.ts';

/**
 * Kafka Streams, Kafka Connect, Debezium Server, Spring's and Micronaut's listeners and SmallRye's channels commit by themselves, whatever Kafka's own keys
 * in their files are by default: what such a file says without a setup beside it is judged as their loop.
 */
export function presetOfFile(entries: readonly SetupEntry[], clients: Release): PresetOfFile | undefined {
  const byKey = new Map(entries.map((entry) => [dottedName(entry.key), entry] as const));
  const named: FrameworkFile['named'] = (...keys) => keys.flatMap((key) => byKey.get(key) ?? [])[0];
  const file: FrameworkFile = { entries, named, clients };
  const readers = [ofStreams, ofConnect, ofDebeziumServer, ofSpring, ofSmallRye, ofMicronaut];
  return readers.map((read) => read(file)).find((found) => found !== undefined);
}
