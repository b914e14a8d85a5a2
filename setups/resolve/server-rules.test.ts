import { describe, expect, it } from 'vitest';
import { type SetupDraft, setupInput } from '../input.ts';
import { resolveSetup } from './resolve.ts';

const resolved = (draft: SetupDraft) => () => resolveSetup(setupInput(draft));

/** KafkaConfig.validateValues, GroupCoordinatorConfig, LogConfig.validateValues. */
describe('keys of brokers and topics that depend on each other', () => {
  it.each<[string, SetupDraft]>([
    [
      'replica.fetch.wait.max.ms, 30001, is more than replica.lag.time.max.ms, 30000',
      { broker: { 'replica.fetch.wait.max.ms': 30_001, 'replica.socket.timeout.ms': 40_000 } },
    ],
    [
      'replica.fetch.wait.max.ms, 500, is more than replica.lag.time.max.ms, 0',
      { broker: { 'replica.lag.time.max.ms': 0 } },
    ],
    [
      'replica.fetch.wait.max.ms, 10001, is more than replica.lag.time.max.ms, 10000',
      { kafka: '2.4', broker: { 'replica.fetch.wait.max.ms': 10_001 } },
    ],
    [
      'replica.fetch.wait.max.ms, 500, is more than replica.socket.timeout.ms, 100',
      { broker: { 'replica.socket.timeout.ms': 100 } },
    ],
    [
      'group.consumer.session.timeout.ms, 70000, is more than group.consumer.max.session.timeout.ms, 60000',
      { broker: { 'group.consumer.session.timeout.ms': 70_000 } },
    ],
    [
      'group.consumer.min.heartbeat.interval.ms, 5000, is more than group.consumer.heartbeat.interval.ms, 1000',
      { broker: { 'group.consumer.heartbeat.interval.ms': 1000 } },
    ],
    [
      'min.compaction.lag.ms, 100, is more than max.compaction.lag.ms, 10',
      { topic: { 'min.compaction.lag.ms': 100, 'max.compaction.lag.ms': 10 } },
    ],
  ])('are refused as Kafka refuses them: %s', (why, draft) => {
    expect(resolved(draft)).toThrow(why);
  });

  it.each<[string, SetupDraft]>([
    ['a wait of the followers as long as they may lag', { broker: { 'replica.fetch.wait.max.ms': 30_000 } }],
    [
      'one that a longer lag allows',
      { broker: { 'replica.fetch.wait.max.ms': 29_000, 'replica.lag.time.max.ms': 60_000 } },
    ],
    [
      'a lag of compaction before there was a longest one',
      { kafka: '2.2', topic: { 'min.compaction.lag.ms': 100, 'max.compaction.lag.ms': 10 } },
    ],
  ])('are taken as Kafka takes them: %s', (_, draft) => {
    expect(resolved(draft)).not.toThrow();
  });
});

/** KafkaConfig.logRetentionTimeMillis, logRollTimeMillis. */
describe('a time for which a broker keeps records', () => {
  it.each([
    [{ 'log.retention.ms': 0 }, 'broker.log.retention.ms cannot be 0'],
    [{ 'log.retention.hours': 0 }, 'broker.log.retention.hours cannot be 0'],
    [{ 'log.roll.ms': -1 }, 'broker.log.roll.ms cannot be -1'],
  ])('is not none: %o', (broker, why) => {
    expect(resolved({ broker })).toThrow(why);
  });

  it.each([{ 'log.retention.ms': -1 }, { 'log.retention.ms': 5, 'log.retention.hours': 0 }, { 'log.roll.ms': 1 }])(
    'is without end, or that of the finer key: %o',
    (broker) => {
      expect(resolved({ broker })).not.toThrow();
    },
  );
});

/** LogConfig.validateNoRemoteStorageForCompactedTopic. */
describe('a compacted topic', () => {
  it('has no remote segments', () => {
    const why = 'topic.remote.storage.enable cannot be true with cleanup.policy=compact';
    const remote = { 'remote.storage.enable': true };
    expect(resolved({ topic: { ...remote, 'cleanup.policy': 'compact' } })).toThrow(why);
    expect(resolved({ topic: { ...remote, 'cleanup.policy': 'delete,compact' } })).toThrow(why);
    expect(resolved({ topic: { ...remote, 'cleanup.policy': 'delete' } })).not.toThrow();
  });
});

/** KafkaConfig.validateValues at 3.9.0. */
describe('offsets.commit.required.acks', () => {
  const acks = (kafka: string, value: number, broker = {}): SetupDraft => ({
    kafka,
    broker: { 'offsets.commit.required.acks': value, ...broker },
  });

  it('is at most the replicas of __consumer_offsets, while Kafka has it', () => {
    const why = 'it takes -1 to offsets.topic.replication.factor, ';
    expect(resolved(acks('3.9', 4))).toThrow(`${why}3`);
    expect(resolved(acks('3.9', -2))).toThrow(`${why}3`);
    expect(resolved(acks('3.9', 2, { 'offsets.topic.replication.factor': 1 }))).toThrow(`${why}1`);
    expect(resolved(acks('3.9', 3))).not.toThrow();
    expect(resolved(acks('4.0', 4))).not.toThrow();
  });
});

/** KIP-1030. */
describe('a segment of a broker', () => {
  it('has a mebibyte since 4.0', () => {
    const of = (bytes: number): SetupDraft => ({ broker: { 'log.segment.bytes': bytes } });
    expect(resolved(of(1_048_575))).toThrow('broker.log.segment.bytes cannot be 1048575 since Kafka 4.0');
    expect(resolved(of(1_048_576))).not.toThrow();
    expect(resolved({ kafka: '3.9', ...of(14) })).not.toThrow();
  });
});
