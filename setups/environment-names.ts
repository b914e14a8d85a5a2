/** What images for containers, and Spring Boot, take from the environment, by what its names begin with, and who takes it. */
const PREFIXES: readonly (readonly [prefix: string, dotted: string, owner: 'broker' | 'client'])[] = [
  ['KAFKA_CFG_', '', 'broker'],
  ['KAFKA_', '', 'broker'],
  ['CONNECT_', '', 'client'],
  ['KSQL_', '', 'client'],
  ['SPRING_KAFKA_', 'spring.kafka.', 'client'],
];

const prefixOf = (name: string): (typeof PREFIXES)[number] | undefined =>
  /^[A-Z][A-Z0-9_]*$/.test(name) ? PREFIXES.find(([before]) => name.startsWith(before)) : undefined;

/** Who takes a name from the environment, where it is one of Kafka's or of a framework's. */
export const environmentOwner = (name: string): 'broker' | 'client' | undefined => prefixOf(name)?.[2];

/**
 * The key that a name in an environment stands for, in the way of Kafka's images: one underline for a dot, two for an
 * underline, three for a dash (`KAFKA_MIN_INSYNC_REPLICAS`). Spring Boot's keys may have capitals instead of dashes
 * (`autoOffsetReset`). Any other name is returned as it is.
 */
export function dottedName(name: string): string {
  if (/^spring\.(?:kafka|cloud\.stream)\./.test(name)) return dashed(name);
  const prefix = prefixOf(name);
  if (prefix === undefined) return name;
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

/** Relaxed binding, but for what is handed on as it stands. */
function dashed(name: string): string {
  const [own, ...handedOn] = name.split(/(?<=[pP]roperties|\.configuration)(?=[.[])/);
  const kebab = own.replace(/[a-z](?=[A-Z])|_/g, (letter) => (letter === '_' ? '-' : `${letter}-`)).toLowerCase();
  return [kebab, ...handedOn].join('');
}
