/** What images for containers, and Spring Boot, take from the environment, by what its names begin with. */
const PREFIXES: readonly (readonly [prefix: string, dotted: string])[] = [
  ['KAFKA_CFG_', ''],
  ['KAFKA_', ''],
  ['CONNECT_', ''],
  ['SPRING_KAFKA_', 'spring.kafka.'],
];

/**
 * The key that a name in an environment stands for, in the way of Kafka's images: one underline for a dot, two for an
 * underline, three for a dash (`KAFKA_MIN_INSYNC_REPLICAS`). Any other name is returned as it is.
 */
export function dottedName(name: string): string {
  const prefix = PREFIXES.find(([before]) => name.startsWith(before));
  if (prefix === undefined || !/^[A-Z][A-Z0-9_]*$/.test(name)) return name;
  const dotted = name
    .slice(prefix[0].length)
    .toLowerCase()
    .replace(/_{1,3}/g, (lines) => ['.', '_', '-'][lines.length - 1]);
  return prefix[1] === '' ? dotted : prefix[1] + relaxed(dotted);
}

/** `consumer.auto.offset.reset` as Spring Boot has it: `consumer.auto-offset-reset`. */
const relaxed = (dotted: string): string =>
  dotted.replace(/^(consumer|producer|listener)\.(?!properties\.)(.*)$/, (_, section: string, key: string) =>
    [section, key.replaceAll('.', '-')].join('.'),
  );
