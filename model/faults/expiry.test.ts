import { describe, expect, it } from 'vitest';
import { logOf, processedBy } from '../testing/looking.ts';
import { type Story, story } from '../testing/story.ts';

const stored = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');
const assigned = (told: Story): Story => told.does('group.complete').does('consumer.sync');
const positionOf = ({ state }: Story): number => state.members[0].positions[0];

describe('retention', () => {
  const overtaken = (reset: string, records = 1): Story => {
    const told = story({
      consumer: { 'auto.offset.reset': reset },
      faults: { 'records.expired': records },
      scope: { records: 2 },
    });
    return stored(stored(assigned(told)));
  };

  it('takes nothing that is not committed', () => {
    const told = story({ faults: { 'records.expired': 1 } }).does('producer.send');
    expect(told.can('records.expired')).toBe(false);
    expect(told.does('broker.produce').can('records.expired')).toBe(true);
  });

  it('makes a group with auto.offset.reset=earliest go on at the first record that is left', () => {
    const told = overtaken('earliest').does('records.expired').does('consumer.poll');
    expect(positionOf(told)).toBe(1);
    expect(processedBy(told.settles())).toEqual([1]);
  });

  it('makes a group with auto.offset.reset=latest go on at the end', () => {
    const told = overtaken('latest').does('records.expired').does('consumer.poll');
    expect(positionOf(told)).toBe(2);
    expect(processedBy(told.settles())).toEqual([]);
  });

  it('does not concern a group that has read on', () => {
    const told = overtaken('earliest', 2).does('consumer.poll').does('records.expired').settles();
    expect(processedBy(told)).toEqual([0, 1]);
  });

  it('leaves the offsets of what stays as they are', () => {
    expect(logOf(overtaken('earliest', 2).does('records.expired').does('records.expired'))).toEqual([0, 1]);
  });

  it('is not there unless the setup asks for it', () => {
    expect(story().state.logStarts).toEqual([]);
  });
});

describe('the offsets of a group (KIP-211)', () => {
  const committed = (): Story =>
    stored(assigned(story({ faults: { 'offsets.expired': 1, 'consumer.crash': 1 } })))
      .does('consumer.poll')
      .does('consumer.process')
      .does('consumer.commit');

  it('stay while it has members', () => {
    expect(committed().can('offsets.expired')).toBe(false);
    expect(committed().does('consumer.crash').can('offsets.expired')).toBe(false);
  });

  it('expire once it is empty, and it starts where auto.offset.reset says', () => {
    const told = committed().does('consumer.crash').does('group.evict').does('offsets.expired');
    expect(told.state.groups[0].committed).toEqual([-1]);
    expect(processedBy(told.settles())).toEqual([0, 0]);
  });

  it('expire only where there are any', () => {
    const told = story({ faults: { 'offsets.expired': 1, 'consumer.crash': 1 } })
      .does('consumer.crash')
      .does('group.evict');
    expect(told.can('offsets.expired')).toBe(false);
  });
});
