import { describe, expect, it } from 'vitest';
import { committedOffset } from '../testing/looking.ts';
import { polled, story, type Story } from '../testing/story.ts';

const processed = ({ state }: Story): readonly number[] => state.ledger.processed[0].map(({ times }) => times);

describe('offsets: external', () => {
  it('writes effect and row in one step, and commits nothing', () => {
    const told = polled({ application: { offsets: 'external' } }).does('consumer.process');
    expect(committedOffset(told)).toBe(1);
    expect(processed(told)).toEqual([1]);
    expect(told.can('consumer.commit')).toBe(false);
  });

  it('has a process that starts again seek to its row', () => {
    const told = polled({ application: { offsets: 'external' }, faults: { 'consumer.crash': 1 } })
      .does('consumer.process')
      .does('consumer.crash')
      .settles();
    expect(processed(told)).toEqual([1]);
    expect(told.state.members[0].positions).toEqual([1]);
  });

  it('writes the row of a worker as well', () => {
    const told = polled({ application: { offsets: 'external', processing: 'async' } }).does('worker.process');
    expect(committedOffset(told)).toBe(1);
    expect(told.can('consumer.commit')).toBe(false);
  });

  it('keeps its rows when Kafka loses its own offsets', () => {
    const told = polled({
      application: { offsets: 'external' },
      broker: { 'offsets.topic.replication.factor': 1 },
      faults: { 'broker.disk-loss': 1 },
    }).does('consumer.process');
    expect(committedOffset(told.does('broker.disk-loss').settles())).toBe(1);
  });
});

/** A member stalls with two records in hand, the other one is done with them, and the first wakes up. */
const zombie = (guard: string): Story =>
  story({
    application: { offsets: 'external', 'offsets.guard': guard },
    faults: { 'consumer.stall': 1 },
    scope: { records: 2, members: 2 },
  })
    .repeats('producer.send', 'broker.produce', 'producer.receive')
    .does('group.complete', { shift: 0 })
    .does('consumer.sync', { member: 0 })
    .does('consumer.poll', { member: 0 })
    .does('consumer.stall', { member: 0 })
    .settles('consumer.resume')
    .does('consumer.resume');

describe('a zombie', () => {
  it('without a guard repeats the effect, and puts the row back', () => {
    const told = zombie('none');
    expect(committedOffset(told)).toBe(2);
    told.does('consumer.process', { member: 0 });
    expect(committedOffset(told)).toBe(1);
    expect(processed(told)).toEqual([2, 1]);
  });

  it('with a guard is refused, effect and row', () => {
    const told = zombie('offset').does('consumer.process', { member: 0 }).does('consumer.process', { member: 0 });
    expect(committedOffset(told)).toBe(2);
    expect(processed(told)).toEqual([1, 1]);
  });
});

/** A zombie has written the row; the member that its group has in its place, and that has read the row before, comes to an end. */
const overtaken = (application: object): Story =>
  story({
    application: { offsets: 'external', 'offsets.guard': 'offset', ...application },
    faults: { 'consumer.stall': 1, 'consumer.close': 1 },
    scope: { records: 1, members: 2 },
  })
    .repeats('producer.send', 'broker.produce', 'producer.receive')
    .does('group.complete', { shift: 0 })
    .does('consumer.sync', { member: 0 })
    .does('consumer.poll', { member: 0 })
    .does('consumer.stall', { member: 0 })
    .does('group.evict', { member: 0 })
    .does('consumer.join', { member: 1 })
    .does('group.complete', { shift: 0 })
    .does('consumer.sync', { member: 1 })
    .does('consumer.resume', { member: 0 })
    .does('consumer.process', { member: 0 });

describe('what is committed at the end writes no row, since every effect has written its own', () => {
  it.each(['nothing', 'commit', 'drain'])('on.revoke: %s', (onRevoke) => {
    const told = overtaken({ 'on.revoke': onRevoke });
    expect(committedOffset(told)).toBe(1);
    told.does('consumer.join', { member: 0 }).does('consumer.join', { member: 1 });
    expect(committedOffset(told)).toBe(1);
  });

  it.each(['nothing', 'commit'])('on.close: %s', (onClose) => {
    const told = overtaken({ 'on.close': onClose });
    expect(committedOffset(told.does('consumer.close', { member: 1 }).settles())).toBe(1);
    expect(processed(told)).toEqual([1]);
  });
});
