import { namesIn } from '../names-in.ts';
import type { LIBRARY_NAMES } from './libraries.ts';

/** Other names of client libraries, as packages and bindings have them, by what a setup calls the library that is meant. */
const OTHER_NAMES: Readonly<Record<(typeof LIBRARY_NAMES)[number], readonly string[]>> = {
  java: namesIn(`
    kafka-clients apache-kafka apache spring spring-kafka spring-boot reactor-kafka smallrye quarkus micronaut-kafka
    alpakka-kafka akka-stream-kafka fs2-kafka zio-kafka kafka-streams streams kafka-connect connect flink scala kotlin`),
  librdkafka: namesIn(`
    rdkafka confluent confluent-kafka confluent-kafka-python confluent-kafka-go confluent-kafka-dotnet confluent.kafka
    node-rdkafka rust-rdkafka php-rdkafka rdkafka-ruby karafka cppkafka kcat kafkacat masstransit`),
  'confluent-kafka-javascript': namesIn('@confluentinc/kafka-javascript confluent-kafka-js kafka-javascript'),
  kafkajs: namesIn('nestjs @nestjs/microservices'),
  sarama: namesIn('ibm/sarama shopify/sarama github.com/ibm/sarama github.com/shopify/sarama'),
  'franz-go': namesIn('kgo twmb/franz-go github.com/twmb/franz-go'),
  'kafka-go': namesIn('segmentio segmentio/kafka-go github.com/segmentio/kafka-go'),
  'kafka-python': namesIn('kafka-python-ng dpkp/kafka-python'),
  aiokafka: namesIn('aio-libs/aiokafka faust'),
  platformatic: namesIn('@platformatic/kafka platformatic-kafka'),
};

/** A library and its version in one word: `librdkafka@1.8.2`, `sarama 1.43`. */
const WITH_VERSION = /^(.*?)[\s@=:/]+v?(\d+(?:\.\d+)*)$/;

/**
 * What somebody means who gives `client` the name of a package, of what is built on a library, or a version as well; as a
 * setup would have it.
 */
export function libraryMeant(section: string, key: string, value: unknown): string | undefined {
  const isName = (section === '' && key === 'client') || (section === 'client' && key === 'library');
  if (!isName || typeof value !== 'string') return undefined;
  const [, written, version] = WITH_VERSION.exec(value.trim()) ?? [undefined, value.trim()];
  const word = written.toLowerCase().replaceAll('_', '-');
  const name = Object.entries(OTHER_NAMES).find(([known, names]) => known === word || names.includes(word))?.[0];
  if (name === undefined || version === undefined) return name;
  return name === 'java' ? `java, and clients: "${version}"` : `{ library: ${name}, version: "${version}" }`;
}
