import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import { LONG_MAX } from '../kinds.ts';
import { resolveSetup, setupOf } from './resolve.ts';

describe('a topic', () => {
  it("has Kafka's own defaults on three brokers", () => {
    const { cluster, topic } = setupOf({});
    expect(cluster.brokers).toBe(3);
    expect(topic).toEqual({
      partitions: 1,
      'replication.factor': 1,
      'min.insync.replicas': 1,
      'flush.messages': LONG_MAX,
    });
  });

  it.each([
    [1, 3],
    [2, 3],
    [3, 3],
    [5, 5],
  ])('with %i replicas stands on %i brokers', (replicas, brokers) => {
    expect(setupOf({ topic: { 'replication.factor': replicas } }).cluster.brokers).toBe(brokers);
  });

  it("takes the broker's defaults for what it does not say", () => {
    const broker = {
      'default.replication.factor': 3,
      'min.insync.replicas': 2,
      'num.partitions': 2,
      'log.flush.interval.messages': 1,
    };
    const expected = { partitions: 2, 'replication.factor': 3, 'min.insync.replicas': 2, 'flush.messages': 1 };
    expect(setupOf({ broker }).topic).toEqual(expected);
    const topic = { partitions: 1, 'replication.factor': 2, 'min.insync.replicas': 1, 'flush.messages': 5 };
    expect(setupOf({ broker, topic }).topic).toEqual(topic);
  });

  it('is tried with four partitions when brokers give new topics more', () => {
    const { setup, notes } = resolveSetup(setupInput({ broker: { 'num.partitions': 12 } }));
    expect(setup.topic.partitions).toBe(4);
    expect(notes).toEqual(['num.partitions=12 is tried as 4 partitions']);
  });

  it('overrides the unclean leader election of the brokers', () => {
    const key = 'unclean.leader.election.enable';
    expect(setupOf({}).broker[key]).toBe(false);
    expect(setupOf({ broker: { [key]: true } }).broker[key]).toBe(true);
    expect(setupOf({ broker: { [key]: true }, topic: { [key]: false } }).broker[key]).toBe(false);
    expect(setupOf({ topic: { [key]: true } }).broker[key]).toBe(true);
  });

  it('has no more replicas than there are brokers', () => {
    expect(() => setupOf({ cluster: { brokers: 2 }, topic: { 'replication.factor': 3 } })).toThrow(
      'setup: replication.factor 3 is larger than the number of brokers, 2; ' +
        'set cluster.brokers to at least 3, or replication.factor to at most 2',
    );
  });

  it.each([
    ['3.6', ', and Kafka would answer NOT_ENOUGH_REPLICAS for ever'],
    ['4.1', ', and Kafka would count it as that without a word'],
  ])('in %s has no more replicas in sync than replicas', (kafka, consequence) => {
    const topic = { 'replication.factor': 2, 'min.insync.replicas': 3 };
    expect(() => setupOf({ kafka, topic })).toThrow(
      `setup: min.insync.replicas 3 is larger than replication.factor 2${consequence}; ` +
        'set topic.replication.factor to at least 3, or min.insync.replicas to at most 2',
    );
  });

  it('is not judged while one of its keys is not understood', () => {
    const topic = { 'replicaton.factor': 3, 'min.insync.replicas': 2 };
    expect(() => setupOf({ topic })).toThrow(
      /^setup: topic has no key "replicaton.factor"; did you mean "replication.factor"\? It takes a whole number from 1 to 7$/,
    );
  });
});

/** ConfigurationControlManager.uncleanLeaderElectionEnabledForTopic at 3.3.2, 3.5.2, 3.8.1 (false) and 3.9.0 (asks). */
describe('unclean.leader.election.enable', () => {
  const broker = { 'unclean.leader.election.enable': true };

  it.each(['3.2', '3.9', '4.1'])('counts in Kafka %s', (kafka) => {
    expect(setupOf({ kafka, broker }).broker['unclean.leader.election.enable']).toBe(true);
  });

  it.each(['3.3', '3.5.2', '3.8.1'])('has no effect with KRaft in %s, which is said', (kafka) => {
    const { setup, notes } = resolveSetup(setupInput({ kafka, broker }));
    expect(setup.broker['unclean.leader.election.enable']).toBe(false);
    expect(notes.join()).toContain('has no effect with KRaft before 3.9 (KAFKA-12670)');
  });

  it('of a topic has none, either, and both count with ZooKeeper', () => {
    const topic = broker;
    expect(setupOf({ kafka: '3.5', topic }).broker['unclean.leader.election.enable']).toBe(false);
    // A configuration of a managed cluster names no ZooKeeper, and has its time-outs.
    for (const key of ['zookeeper.connect', 'zookeeper.session.timeout.ms']) {
      const old = { [key]: key.endsWith('ms') ? 18_000 : 'z:2181' };
      const setup = setupOf({ kafka: '3.5', topic, broker: old });
      expect(setup.broker['unclean.leader.election.enable']).toBe(true);
      expect(setupOf(setup)).toEqual(setup);
    }
  });
});

/** Asked of a cluster of 4.1.2: the topic had 1, from DYNAMIC_DEFAULT_BROKER_CONFIG, beside 2 of STATIC_BROKER_CONFIG. */
describe('min.insync.replicas of a node that is a broker alone', () => {
  const broker = { 'process.roles': 'broker', 'min.insync.replicas': 2, 'default.replication.factor': 3 };
  const minIsr = (draft: object): number => setupOf({ broker, ...draft }).topic['min.insync.replicas'];

  it('has no effect with eligible leader replicas, which is said', () => {
    const { setup, notes } = resolveSetup(setupInput({ broker }));
    expect(setup.topic['min.insync.replicas']).toBe(1);
    expect(notes.join()).toContain('min.insync.replicas=2 is in the file of a broker that is no controller');
  });

  it('counts without them, of a topic, and of a controller', () => {
    expect(minIsr({ kafka: '3.9' })).toBe(2);
    expect(minIsr({ broker: { ...broker, 'eligible.leader.replicas.version': 0 } })).toBe(2);
    expect(minIsr({ topic: { 'min.insync.replicas': 2 } })).toBe(2);
    expect(minIsr({ broker: { ...broker, 'process.roles': 'broker,controller' } })).toBe(2);
  });
});
