import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import type { Resolution } from '../resolve/resolve.ts';
import { readSetup } from '../reading/read-setup.ts';
import { resolveSetup } from '../resolve/resolve.ts';

const resolve = (section: string, values: Readonly<Record<string, unknown>>): Resolution =>
  resolveSetup(setupInput({ [section]: values }));

/** Each of these the Java client of 4.1.2 was seen to refuse with a ConfigException. */
describe('a client does not start with', () => {
  it.each([
    ['producer', 'linger.ms', -1, 'it takes a whole number from 0'],
    ['producer', 'linger.ms', 1.5, 'it takes a whole number from 0'],
    ['producer', 'batch.size', '', 'it takes a whole number from 0 to 2147483647'],
    ['producer', 'compression.type', 'gzpi', 'it takes none, gzip, snappy, lz4 or zstd; did you mean "gzip"?'],
    ['producer', 'partitioner.ignore.keys', 'maybe', 'it takes true or false'],
    ['consumer', 'session.timeout.ms', '30s', 'it takes a whole number from 1 to 2147483647'],
    ['consumer', 'heartbeat.interval.ms', -1, 'it takes a whole number from 0 to 2147483647'],
    ['consumer', 'max.poll.interval.ms', 0, 'it takes a whole number from 1 to 2147483647'],
    ['consumer', 'security.protocol', 'SASL', 'it takes plaintext, ssl, sasl_plaintext or sasl_ssl'],
  ])('%s.%s: %j', (section, key, value, wayOut) => {
    expect(() => resolve(section, { [key]: value })).toThrow(`${section}.${key} cannot be`);
    expect(() => resolve(section, { [key]: value })).toThrow(wayOut);
  });
});

/** LogConfig and KafkaConfig at 2.8.2, 3.9.2 and 4.1.2. */
describe('neither a topic nor a broker takes', () => {
  it.each([
    ['topic', 'retention.ms', '7d', 'it takes a whole number from -1'],
    ['topic', 'cleanup.policy', 'compacted', 'it takes compact, delete or both; did you mean "compact"?'],
    ['topic', 'min.cleanable.dirty.ratio', 1.5, 'it takes a number from 0 to 1'],
    ['topic', 'remote.storage.enable', 'yes', 'it takes true or false'],
    ['broker', 'log.retention.hours', '7d', 'it takes a whole number'],
    ['broker', 'auto.create.topics.enable', 'no', 'it takes true or false'],
  ])('%s.%s: %j', (section, key, value, wayOut) => {
    expect(() => resolve(section, { [key]: value })).toThrow(`${section}.${key} cannot be`);
    expect(() => resolve(section, { [key]: value })).toThrow(wayOut);
  });
});

describe('a topic and a broker take', () => {
  it.each([
    ['topic', 'cleanup.policy', ['compact', 'delete']],
    ['topic', 'retention.bytes', -1],
    ['broker', 'log.cleaner.min.cleanable.ratio', '0.5'],
    ['broker', 'log.retention.ms', -1],
  ])('%s.%s: %j', (section, key, value) => {
    expect(resolve(section, { [key]: value }).ignored.map((ignored) => ignored.key)).toEqual([key]);
  });
});

describe('a client starts with', () => {
  it.each([
    ['producer', 'max.block.ms', '9223372036854775807'],
    ['producer', 'connections.max.idle.ms', -1],
    ['producer', 'send.buffer.bytes', -1],
    ['producer', 'security.protocol', 'sasl_SSL'],
    ['producer', 'interceptor.classes', 'com.example.Audit'],
    ['consumer', 'check.crcs', 'TRUE'],
  ])('%s.%s: %j', (section, key, value) => {
    expect(resolve(section, { [key]: value }).ignored.map((ignored) => ignored.key)).toEqual([key]);
  });

  it('whatever a template fills in', () => {
    expect(resolve('consumer', { 'max.poll.interval.ms': '${MAX_POLL}' }).ignored).toHaveLength(1);
  });

  it('a size that Spring Boot makes a number of', () => {
    const file = (text: string) => () => readSetup({ properties: { producer: { file: 'f', text } } });
    expect(file('spring.kafka.producer.batch-size=16KB')).not.toThrow();
    expect(file('batch.size=16KB')).toThrow('f:1: producer.batch.size cannot be "16KB"');
  });

  it('what another library takes', () => {
    expect(() =>
      resolveSetup(setupInput({ client: { library: 'sarama' }, producer: { 'linger.ms': 0.5 } })),
    ).not.toThrow();
  });
});
