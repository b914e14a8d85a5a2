import { describe, expect, it } from 'vitest';
import { setupInput } from '../input.ts';
import { resolveSetup, setupOf } from './resolve.ts';

const TRANSACTIONAL = { producer: { 'transactional.id': 'billing' } };

const internal = (draft: Parameters<typeof setupOf>[0]) => {
  const { broker } = setupOf(draft);
  return [
    broker['offsets.topic.replication.factor'],
    broker['min.insync.replicas'],
    broker['transaction.state.log.replication.factor'],
    broker['transaction.state.log.min.isr'],
  ];
};

describe('the internal topics', () => {
  it.each([
    [1, [1, 1, 1, 1]],
    [2, [2, 1, 2, 2]],
    [3, [3, 1, 3, 2]],
    [5, [3, 1, 3, 2]],
  ])('of %i brokers have the replicas of Kafka’s defaults, as far as there are brokers', (brokers, expected) => {
    expect(internal({ cluster: { brokers } })).toEqual(expected);
  });

  it('have what the brokers’ keys say', () => {
    const broker = {
      'offsets.topic.replication.factor': 2,
      'min.insync.replicas': 2,
      'transaction.state.log.replication.factor': 1,
      'transaction.state.log.min.isr': 1,
    };
    expect(internal({ topic: { 'replication.factor': 2 }, broker })).toEqual([2, 2, 1, 1]);
  });

  it('ask for as many brokers as they have replicas', () => {
    expect(setupOf({ broker: { 'offsets.topic.replication.factor': 5 } }).cluster.brokers).toBe(5);
  });

  it('resolve to themselves', () => {
    const setup = setupOf({ cluster: { brokers: 2 } });
    expect(setupOf(setup)).toEqual(setup);
  });
});

describe('a cluster that is too small for the factor', () => {
  const alone = { cluster: { brokers: 1 } };

  it('has no __consumer_offsets', () => {
    expect(() => setupOf({ ...alone, broker: { 'offsets.topic.replication.factor': 3 } })).toThrow(
      'setup: offsets.topic.replication.factor 3 is larger than the number of brokers, 1: Kafka cannot create ' +
        '__consumer_offsets, and no group works; set cluster.brokers to at least 3, or offsets.topic.replication.factor to at most 1',
    );
  });

  it('has no __transaction_state, which only transactions ask for', () => {
    const broker = { 'transaction.state.log.replication.factor': 3 };
    expect(() => setupOf({ ...alone, ...TRANSACTIONAL, broker })).toThrow(/Kafka cannot create __transaction_state/);
    expect(internal({ ...alone, broker })[2]).toBe(1);
  });
});

describe('more replicas in sync than there are', () => {
  const broker = { 'transaction.state.log.replication.factor': 1, 'transaction.state.log.min.isr': 2 };

  it('stopped every transaction before 3.7', () => {
    expect(() => setupOf({ kafka: '3.6', ...TRANSACTIONAL, broker })).toThrow(
      /transaction.state.log.min.isr 2 is larger than transaction.state.log.replication.factor 1/,
    );
  });

  it('count as those that there are since 3.7 (KAFKA-15583)', () => {
    const { setup, notes } = resolveSetup(setupInput({ kafka: '4.3', ...TRANSACTIONAL, broker }));
    expect(setup.broker['transaction.state.log.min.isr']).toBe(1);
    expect(notes).toContain(
      'transaction.state.log.min.isr=2 counts as 1 where transaction.state.log.replication.factor is 1',
    );
  });
});
