import { AIOKAFKA } from './aiokafka.ts';
import type { ClientLibrary } from './client-library.ts';
import { CONFLUENT_KAFKA_JAVASCRIPT } from './confluent-kafka-javascript.ts';
import { FRANZ_GO } from './franz-go.ts';
import { KAFKA_GO } from './kafka-go.ts';
import { KAFKA_PYTHON } from './kafka-python.ts';
import { KAFKAJS } from './kafkajs.ts';
import { LIBRDKAFKA } from './librdkafka.ts';
import { PLATFORMATIC } from './platformatic.ts';
import { SARAMA } from './sarama.ts';

/** The client libraries that a setup can name, beside Apache Kafka's Java client. */
export const LIBRARIES = {
  librdkafka: LIBRDKAFKA,
  kafkajs: KAFKAJS,
  'confluent-kafka-javascript': CONFLUENT_KAFKA_JAVASCRIPT,
  sarama: SARAMA,
  'franz-go': FRANZ_GO,
  'kafka-go': KAFKA_GO,
  aiokafka: AIOKAFKA,
  'kafka-python': KAFKA_PYTHON,
  platformatic: PLATFORMATIC,
} as const satisfies Readonly<Record<string, ClientLibrary>>;

/** A client library by its name in a setup. */
export type LibraryName = keyof typeof LIBRARIES;

/** Every name that `client:` takes. */
export const LIBRARY_NAMES = ['java', ...(Object.keys(LIBRARIES) as LibraryName[])] as const;

export const isLibraryName = (name: unknown): name is LibraryName =>
  typeof name === 'string' && Object.hasOwn(LIBRARIES, name);
