import { namesIn } from '../names-in.ts';

/** Other names of client libraries, as packages and bindings have them, by what a setup calls the library that is meant. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
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

/** The library that somebody means who gives `client` the name of its package, or of what is built on it. */
export function libraryMeant(section: string, key: string, value: unknown): string | undefined {
  const isName = (section === '' && key === 'client') || (section === 'client' && key === 'library');
  if (!isName || typeof value !== 'string') return undefined;
  const name = value.trim().toLowerCase().replaceAll('_', '-');
  return Object.entries(OTHER_NAMES).find(([, names]) => names.includes(name))?.[0];
}
