import { describe, expect, it } from 'vitest';
import { replicated, type Story, story } from '../testing/story.ts';
import { replicaOf } from '../update.ts';
import { controllerOf, logOf } from '../testing/looking.ts';

const acksOne = { acks: '1', 'enable.idempotence': false };
const crashes = (times: number) => ({ 'broker.crash': times });

const highWatermark = ({ state, world }: Story, broker: number) => replicaOf(world, state, broker, 0).highWatermark;

describe('a follower', () => {
  const twoBrokers = replicated(2, 2, { faults: crashes(2) });

  it('has a high watermark that is one fetch behind', () => {
    const told = story(twoBrokers).does('producer.send').does('broker.produce').does('replica.fetch', { broker: 1 });
    expect([logOf(told, 1), highWatermark(told, 0), highWatermark(told, 1)]).toEqual([[0], 0, 0]);
    told.does('replica.fetch', { broker: 1 });
    expect([highWatermark(told, 0), highWatermark(told, 1)]).toEqual([1, 0]);
    told.does('replica.fetch', { broker: 1 });
    expect([highWatermark(told, 0), highWatermark(told, 1)]).toEqual([1, 1]);
  });

  it('has nothing to fetch once it has everything and knows it', () => {
    const told = story(twoBrokers).does('producer.send').does('broker.produce').repeats('replica.fetch');
    expect(told.can('replica.fetch')).toBe(false);
  });

  it('truncates what the new leader does not have', () => {
    const told = story(replicated(2, 1, { producer: acksOne, faults: crashes(1) }))
      .does('producer.send')
      .does('broker.produce')
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.restart')
      .does('broker.update-metadata', { broker: 0 });
    expect(logOf(told, 0)).toEqual([0]);
    told.does('replica.fetch', { broker: 0 });
    expect(logOf(told, 0)).toEqual([]);
  });

  it('keeps a committed record though its high watermark does not cover it', () => {
    const told = story(twoBrokers)
      .does('producer.send')
      .does('broker.produce')
      .does('replica.fetch', { broker: 1 })
      .does('replica.fetch', { broker: 1 })
      .does('broker.crash', { broker: 0 })
      .settles();
    expect([logOf(told, 0), logOf(told, 1)]).toEqual([[0], [0]]);
  });

  it('that truncates to its high watermark cuts a committed record off (KIP-101, scenario 1)', () => {
    const told = story({ ...twoBrokers, protocol: { truncation: 'high-watermark' } })
      .does('producer.send')
      .does('broker.produce')
      .does('replica.fetch', { broker: 1 })
      .does('replica.fetch', { broker: 1 })
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker')
      .does('broker.restart')
      .does('broker.update-metadata', { broker: 1 });
    expect([highWatermark(told, 0), logOf(told, 1)]).toEqual([1, []]);
  });

  it('gets nothing from a broker that does not know yet that it leads', () => {
    const told = story(replicated(3, 1, { faults: crashes(1) }))
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 2 });
    expect(told.can('replica.fetch', { broker: 2 })).toBe(false);
    told.does('broker.update-metadata', { broker: 1 });
    expect(told.can('replica.fetch', { broker: 2 })).toBe(true);
  });
});

describe('the in-sync replicas', () => {
  const lagging = { producer: acksOne, scope: { lags: 1 } };
  const withLag = (minIsr: number, kafka = '4.1') => story(replicated(2, minIsr, { ...lagging, kafka }));

  it('lose a follower that lags, once the controller agrees', () => {
    const told = withLag(1).does('producer.send').does('broker.produce').does('replica.lag', { broker: 1 });
    expect(controllerOf(told).isr).toBe(0b11);
    told.does('controller.alter-partition');
    expect(controllerOf(told)).toMatchObject({ isr: 0b01, partitionEpoch: 1, leaderEpoch: 0 });
    expect(highWatermark(told, 0)).toBe(1);
  });

  it('take a follower back that has caught up, once the controller agrees', () => {
    const told = withLag(1)
      .does('producer.send')
      .does('broker.produce')
      .does('replica.lag', { broker: 1 })
      .does('controller.alter-partition')
      .does('replica.fetch', { broker: 1 })
      .does('replica.fetch', { broker: 1 });
    expect(controllerOf(told).isr).toBe(0b01);
    told.does('controller.alter-partition');
    expect(controllerOf(told)).toMatchObject({ isr: 0b11, partitionEpoch: 2 });
  });

  it('hold the high watermark still while there are fewer than min.insync.replicas (KAFKA-15583)', () => {
    const shrunk = (kafka: string) =>
      withLag(2, kafka)
        .does('producer.send')
        .does('broker.produce')
        .does('replica.lag', { broker: 1 })
        .does('controller.alter-partition');
    expect(highWatermark(shrunk('3.6'), 0)).toBe(1);
    expect(highWatermark(shrunk('3.7'), 0)).toBe(0);
  });

  it('are not asked to take a follower back that their leader knows to be fenced (KIP-841)', () => {
    const told = story(replicated(2, 1, { faults: { 'broker.stall': 1 } }))
      .does('producer.send')
      .does('broker.stall', { broker: 1 })
      .does('broker.update-metadata', { broker: 0 })
      .does('broker.produce')
      .repeats('replica.fetch');
    expect(told.can('controller.alter-partition')).toBe(false);
    told.does('controller.unfence-broker').does('replica.fetch');
    expect(told.can('controller.alter-partition')).toBe(true);
  });

  it('lose nobody while nobody leads', () => {
    const told = story(replicated(2, 1, { faults: crashes(2), scope: { lags: 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker')
      .does('broker.crash', { broker: 1 })
      .does('controller.fence-broker');
    expect([controllerOf(told).leader, told.can('replica.lag')]).toEqual([-1, false]);
  });

  it('count a member of a proposed ISR before the controller has agreed (KIP-497)', () => {
    const told = story(replicated(2, 1, { producer: acksOne, scope: { lags: 1, records: 2 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('replica.lag', { broker: 1 })
      .does('controller.alter-partition')
      .does('replica.fetch', { broker: 1 })
      .does('replica.fetch', { broker: 1 })
      .does('producer.send')
      .does('broker.produce');
    expect(controllerOf(told).isr).toBe(0b01);
    expect([logOf(told, 0), highWatermark(told, 0)]).toEqual([[0, 1], 1]);
  });
});

describe('a follower outside the ISR, under a leader whose own high watermark is behind', () => {
  /** The record is committed on brokers 0 and 1; then broker 1 leads, and broker 2 fetches for the first time. */
  const firstFetch = (isrExpandWaitsForEpochStart: boolean) =>
    story(replicated(3, 2, { protocol: { isrExpandWaitsForEpochStart }, faults: crashes(1), scope: { lags: 1 } }))
      .does('producer.send')
      .does('broker.produce')
      .does('replica.fetch', { broker: 1 })
      .does('replica.fetch', { broker: 1 })
      .does('replica.lag', { broker: 2 })
      .does('controller.alter-partition')
      .does('broker.crash', { broker: 0 })
      .does('controller.fence-broker')
      .does('broker.update-metadata', { broker: 1 })
      .does('broker.update-metadata', { broker: 2 })
      .does('replica.fetch', { broker: 2 });

  it('may not join before it has reached the start of the leader’s epoch (KAFKA-7128)', () => {
    expect(firstFetch(true).can('controller.alter-partition')).toBe(false);
    expect(firstFetch(true).does('replica.fetch', { broker: 2 }).can('controller.alter-partition')).toBe(true);
  });

  it('could join at once before that: the high watermark was all that it had to reach', () => {
    expect(firstFetch(false).can('controller.alter-partition')).toBe(true);
  });
});

describe('a follower whose log is longer than its leader’s', () => {
  /** The leader loses power and leads again without its record, before anybody has missed it. */
  const longer = (truncation: 'high-watermark' | 'kip-320'): Story =>
    story(
      replicated(2, 1, {
        producer: { acks: '1', 'enable.idempotence': false },
        faults: { 'leader.moved': 1, 'broker.power-loss': 1 },
        scope: { records: 2 },
        protocol: { truncation, registrationFencesOldIncarnation: false, eligibleLeaderReplicas: false },
      }),
    )
      .does('producer.send')
      .does('broker.produce')
      .repeats('replica.fetch')
      .does('broker.power-loss', { broker: 0, keeps: 0 })
      .does('broker.restart', { broker: 0 })
      .does('broker.update-metadata', { broker: 0 });

  it.each(['high-watermark', 'kip-320'] as const)('fetches out of range and truncates: %s', (truncation) => {
    const told = longer(truncation).does('replica.fetch', { broker: 1 });
    expect(logOf(told, 1)).toEqual([]);
  });

  it('notices nothing any more once the leader has written as far, if it does not compare epochs (KIP-101)', () => {
    const told = longer('high-watermark')
      .does('producer.give-up')
      .does('producer.send')
      .does('broker.produce')
      .repeats('replica.fetch');
    expect([logOf(told, 0), logOf(told, 1)]).toEqual([[1], [0]]);
  });

  it.each([
    ['kip-101', [0]],
    ['kip-279', []],
  ] as const)(
    'compares epochs with every fetch since KIP-279, and before with the first one after it heard of its leader: %s',
    (truncation, left) => {
      const told = story(
        replicated(2, 1, {
          producer: acksOne,
          faults: { 'broker.power-loss': 1 },
          scope: { records: 3, lags: 1 },
          protocol: { truncation, eligibleLeaderReplicas: false },
        }),
      )
        .does('producer.send')
        .does('broker.produce')
        .repeats('replica.fetch')
        .does('producer.receive')
        .does('producer.send')
        .does('broker.produce')
        .does('producer.receive')
        .does('replica.lag')
        .does('controller.alter-partition')
        // Alone in the ISR it leads again, in an epoch of which its follower has not heard.
        .does('broker.power-loss', { broker: 0, keeps: 0 })
        .does('controller.fence-broker')
        .does('broker.restart')
        .does('broker.update-metadata', { broker: 0 })
        .does('producer.send')
        .does('broker.produce')
        .does('replica.fetch', { broker: 1 });
      expect(logOf(told, 1)).toEqual(left);
    },
  );
});
