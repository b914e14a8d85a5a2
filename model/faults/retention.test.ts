import { describe, expect, it } from 'vitest';
import { committedOffset, logOf, processedBy } from '../testing/looking.ts';
import { type Story, story, transforming } from '../testing/story.ts';

const stored = (told: Story): Story => told.does('producer.send').does('broker.produce').does('producer.receive');

describe('records that retention deletes', () => {
  const deleted = (reset: 'earliest' | 'latest'): Story =>
    stored(
      story({
        consumer: { 'auto.offset.reset': reset },
        faults: { 'records.deleted': 1 },
        scope: { records: 2 },
      })
        .does('group.complete')
        .does('consumer.sync'),
    ).does('records.deleted');

  it('are those below the high watermark, and nothing twice', () => {
    const told = deleted('earliest');
    expect([told.state.logStarts, told.can('records.deleted')]).toEqual([[1], false]);
  });

  it.each(['earliest', 'latest'] as const)('are passed over by a reader that is out of range: %s', (reset) => {
    const told = stored(deleted(reset).does('consumer.poll')).settles();
    expect([logOf(told), processedBy(told)]).toEqual([[0, 1], [1]]);
  });

  it('are not read by a group that starts at the earliest offset', () => {
    const told = stored(story({ faults: { 'records.deleted': 1 } }))
      .does('records.deleted')
      .settles();
    expect(processedBy(told)).toEqual([]);
  });
});

describe('committed offsets', () => {
  const committed = (kafka: string): Story =>
    stored(story({ kafka, faults: { 'offsets.expired': 1, 'consumer.crash': 1 } }))
      .settles('consumer.join')
      .does('consumer.crash');

  it('outlive their age while the group has members, since KIP-211', () => {
    expect([committed('2.0').can('offsets.expired'), committed('2.1').can('offsets.expired')]).toEqual([true, false]);
  });

  it('expire once the group is empty, and the group starts by auto.offset.reset', () => {
    const told = committed('2.1').does('group.evict').does('offsets.expired');
    expect(processedBy(told.settles())).toEqual([0, 0]);
  });

  it('are not those that the application keeps itself, in a row or a checkpoint', () => {
    const faults = { 'offsets.expired': 1 };
    const row = stored(story({ kafka: '2.0', application: { offsets: 'external' }, faults })).settles();
    const job = story(transforming({ kafka: '2.0', application: { offsets: 'checkpoint' }, faults })).settles();
    expect([row, job].map(committedOffset)).toEqual([1, 1]);
    expect([row, job].map((told) => told.can('offsets.expired'))).toEqual([false, false]);
  });
});
