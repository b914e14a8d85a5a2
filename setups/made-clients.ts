import { dottedName } from './environment-names.ts';

/** A key of a client that something else makes, as it stands in that thing's own file. */
export interface MadeClientKey {
  /** Whose it is; undefined: of each of them. */
  readonly section: 'producer' | 'consumer' | undefined;
  /** As the client itself has it. */
  readonly key: string;
  /** What makes the client. */
  readonly maker: string;
  /** The higher, the fewer clients it is for: `main.consumer.` of Streams comes before `consumer.`, and that before none. */
  readonly rank: number;
}

const SMALLRYE = 'SmallRye';
const BINDER = 'Spring Cloud Stream';

/** What stands before the keys of clients, with what makes them. The first group is the section. */
const PREFIXES: readonly (readonly [prefix: RegExp, maker: string])[] = [
  [/^(?:(?:source|target)\.)?(producer|consumer)\.(?:override\.)?/, 'Connect, MirrorMaker or Streams'],
  // StreamsConfig.MAIN_CONSUMER_PREFIX
  [/^main\.(consumer)\./, 'Kafka Streams'],
  // MirrorMaker 2: the alias of a cluster, or of a flow between two.
  [/^[\w-]+(?:->[\w-]+)?\.(?:(?:source|target)\.)?(producer|consumer)\.(?:override\.)?/, 'MirrorMaker 2'],
  [/^debezium\.sink\.kafka\.(producer)\./, 'Debezium Server'],
  [/^spring\.kafka\.(producer|consumer)\.properties\./, 'Spring Boot'],
  [/^spring\.kafka\.properties\./, 'Spring Boot'],
  // What Spring Boot hands on to Kafka Streams, which hands on to all of its clients what has no prefix.
  [/^spring\.kafka\.streams\.properties\.(?:main\.)?(producer|consumer)\./, 'Spring Boot'],
  [/^spring\.kafka\.streams\.properties\./, 'Spring Boot'],
  [/^spring\.cloud\.stream\.kafka\.binder\.(producer|consumer)-properties\./, BINDER],
  [/^spring\.cloud\.stream\.kafka\.binder\.configuration\./, BINDER],
  [/^spring\.cloud\.stream\.kafka\.bindings\.[^.]+\.(producer|consumer)\.configuration\./, BINDER],
  [/^kafka-streams\.(?:main\.)?(producer|consumer)\./, 'Quarkus'],
  [/^ksql\.streams\.(?:main\.)?(producer|consumer)\./, 'ksqlDB'],
  [/^ksql\.streams\./, 'ksqlDB'],
  // A channel's name may have dots where it is quoted.
  [/^mp\.messaging\.(incoming|outgoing)\.(?:"[^"]+"|[^.]+)\./, SMALLRYE],
  [/^mp\.messaging\.connector\.smallrye-kafka\./, SMALLRYE],
  [/^kafka\.(consumer|producer)s\.(?:"[^"]+"|[^.]+)\./, 'Micronaut'],
  // What stands there is for all channels of SmallRye's, and for all clients of Micronaut's.
  [/^kafka\./, `${SMALLRYE} or Micronaut`],
];

/** Spring Boot's own spelling, with dashes: `spring.kafka.consumer.auto-offset-reset`. */
const RELAXED = /^spring\.kafka\.(producer|consumer)\.([a-z]+(?:-[a-z]+)*)$/;

/** KafkaProperties.Producer: the id is made of the prefix and a number. */
const RENAMED: Readonly<Record<string, string>> = { 'transaction-id-prefix': 'transactional.id' };

/** The client's key that a key of a framework's file is, where it is one. */
export function madeClientKey(written: string): MadeClientKey | undefined {
  // Spring Boot's brackets: `spring.kafka.producer.properties[linger.ms]`.
  const name = dottedName(written).replace(/\[["']?([^\]"']+)["']?\]$/, '.$1');
  const relaxed = RELAXED.exec(name);
  if (relaxed !== null) {
    const [, section, key] = relaxed;
    const inKafka = RENAMED[key] ?? key.replaceAll('-', '.');
    return madeKey(section, inKafka, 'Spring Boot', `spring.kafka.${section}.`);
  }
  if (name === 'spring.cloud.stream.kafka.binder.required-acks') {
    return madeKey('producer', 'acks', BINDER, 'spring.cloud.stream.kafka.binder.');
  }
  for (const [prefix, maker] of PREFIXES) {
    const [before, section] = prefix.exec(name) ?? [undefined];
    // Streams' other consumers have no group: they read whole logs to restore them, and for global tables.
    if (before === undefined || /^(?:restore|global)\./.test(before)) continue;
    return madeKey(section, name.slice(before.length), maker, before);
  }
  return undefined;
}

/** @param before what stands before the key: what is for one kind of client outranks what is for all. */
function madeKey(word: string | undefined, key: string, maker: string, before: string): MadeClientKey {
  const section = SECTION_OF.get(word);
  const words = before.replaceAll(/"[^"]*"/g, 'name').split('.').length;
  return { section, key, maker, rank: words + (section === undefined ? 0 : 100) };
}

const SECTION_OF: ReadonlyMap<string | undefined, MadeClientKey['section']> = new Map([
  ['producer', 'producer'],
  ['outgoing', 'producer'],
  ['consumer', 'consumer'],
  ['incoming', 'consumer'],
]);
