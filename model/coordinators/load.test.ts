import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { processedBy } from '../testing/looking.ts';
import { type Story, small, story } from '../testing/story.ts';

/** `__consumer_offsets` is on broker 2 alone, and the topic on broker 0. */
const apart = (draft: SetupDraft): SetupDraft => ({
  ...draft,
  cluster: { brokers: 3 },
  broker: { 'offsets.topic.replication.factor': 1 },
});

/** A record is processed, and its offset committed. */
const committed = (draft: SetupDraft): Story =>
  story(apart(draft))
    .does('group.complete')
    .does('consumer.sync')
    .does('producer.send')
    .does('broker.produce')
    .does('producer.receive')
    .does('consumer.poll')
    .does('consumer.process')
    .does('consumer.commit');

const backAgain = (told: Story): Story => told.does('controller.fence-broker').does('broker.restart');
const groupOf = ({ state }: Story) => state.groups[0];

const diskLost = (draft: SetupDraft = {}): Story =>
  backAgain(committed({ faults: { 'broker.disk-loss': 1 }, ...draft }).does('broker.disk-loss', { broker: 2 }));

const powerLost = (draft: SetupDraft = {}): Story =>
  backAgain(committed({ faults: { 'broker.power-loss': 1 }, ...draft }).does('coordinator-log.lost', { broker: 2 }));

describe('__consumer_offsets with one replica whose disk is lost', () => {
  it('is gone, and the group with it', () => {
    const told = diskLost().does('coordinator.load', { keeps: 0 });
    expect(groupOf(told)).toMatchObject({ members: 0, committed: [-1] });
    expect(told.can('consumer.join')).toBe(true);
  });

  it('makes earliest repeat', () => {
    expect(processedBy(diskLost().settles())).toEqual([0, 0]);
  });

  it('makes latest skip what was stored meanwhile', () => {
    const told = committed({
      faults: { 'broker.disk-loss': 1 },
      consumer: { 'auto.offset.reset': 'latest' },
      scope: { records: 2 },
    });
    expect(groupOf(told).committed).toEqual([1]);
    told.does('producer.send').does('broker.produce').does('producer.receive').does('broker.disk-loss', { broker: 2 });
    backAgain(told).does('coordinator.load').does('consumer.join');
    expect(processedBy(told.settles())).toEqual([0]);
  });

  it('is waited for: nobody coordinates before it is loaded', () => {
    const told = diskLost();
    expect(told.can('consumer.join')).toBe(false);
    expect(told.can('coordinator.load')).toBe(true);
  });
});

describe('__consumer_offsets with one replica whose broker crashes', () => {
  it('is as it was, and nobody coordinates until the broker is back', () => {
    const told = committed({ faults: { 'broker.crash': 1, 'broker.disk-loss': 1, rebalance: 1 } })
      .does('rebalance')
      .does('broker.crash', { broker: 2 })
      .does('controller.fence-broker');
    expect(told.can('consumer.join')).toBe(false);
    told.does('broker.restart');
    expect([told.can('coordinator.load'), told.can('consumer.join')]).toEqual([false, true]);
    expect(groupOf(told).committed).toEqual([1]);
  });
});

describe('__consumer_offsets of which a power failure leaves a part', () => {
  it('may lack the last commit, which nobody notices but a new owner', () => {
    const told = powerLost({ faults: { 'broker.power-loss': 1, 'consumer.crash': 1 } }).does('coordinator.load', {
      keeps: 2,
    });
    expect(groupOf(told)).toMatchObject({ generation: 1, phase: 'stable', committed: [-1] });
    expect(told.can('consumer.join')).toBe(false);
    expect(processedBy(told.does('consumer.crash').settles())).toEqual([0, 0]);
  });

  it('may lack the generation as well, so that its members join anew', () => {
    const told = powerLost().does('coordinator.load', { keeps: 1 });
    expect(groupOf(told)).toMatchObject({ members: 0, committed: [-1] });
    expect(told.can('consumer.join')).toBe(true);
  });

  it('lacks something, or it would have been a crash', () => {
    expect(powerLost().can('coordinator.load', { keeps: 3 })).toBe(false);
    expect(powerLost().can('coordinator.load', { keeps: 0 })).toBe(false);
  });

  it('lacks nothing where brokers flush what they append', () => {
    const told = committed({ faults: { 'broker.power-loss': 1 } });
    expect(told.can('coordinator-log.lost')).toBe(true);
    const flushed = story({ broker: { 'log.flush.interval.messages': 1 }, faults: { 'broker.power-loss': 1 } });
    expect(flushed.state.offsetsLog).toBeNull();
  });
});

describe('a generation that is lost', () => {
  /** The first member owns the partition in generation 1, and the second one in generation 2. */
  const moved = (protocol: 'classic' | 'consumer'): Story =>
    story(
      apart(
        small({
          consumer: { 'group.protocol': protocol },
          faults: { 'broker.power-loss': 1, rebalance: 1 },
          scope: { members: 2 },
        }),
      ),
    )
      .does('group.complete', { shift: 0 })
      .repeats('consumer.sync')
      .does('rebalance');

  it('is not known to the coordinator, and its members join anew (ILLEGAL_GENERATION)', () => {
    const told = moved('classic')
      .repeats('consumer.join')
      .does('group.complete', { shift: 1 })
      .repeats('consumer.sync');
    backAgain(told.does('coordinator-log.lost', { broker: 2 })).does('coordinator.load', { keeps: 2 });
    expect(groupOf(told)).toMatchObject({ generation: 1, phase: 'preparing', members: 0b11, joined: 0 });
    told.repeats('consumer.join').does('group.complete', { shift: 0 });
    expect(groupOf(told).generation).toBe(2);
  });

  it('fences its members under KIP-848 (FENCED_MEMBER_EPOCH)', () => {
    const told = moved('consumer').does('group.complete', { shift: 1 }).repeats('consumer.sync');
    backAgain(told.does('coordinator-log.lost', { broker: 2 })).does('coordinator.load', { keeps: 2 });
    const { members, assignment } = groupOf(told);
    expect(members).toBe(0);
    expect(assignment).toEqual([-1]);
    expect(told.can('consumer.join', { member: 1 })).toBe(true);
  });
});
