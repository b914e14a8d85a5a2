import { describe, expect, it } from 'vitest';
import { committedOffset } from '../testing/looking.ts';
import { type Story, polled, story, transforming } from '../testing/story.ts';

/** So many records of one partition have been polled. */
const committing = (application: object, draft: object = {}, records = 3): Story =>
  polled({ ...draft, application, scope: { records, members: 1 } });

describe('commit.every: record', () => {
  it('commits each record before the next one is processed', () => {
    const told = committing({ 'commit.every': 'record' }).does('consumer.process');
    expect(told.can('consumer.process')).toBe(false);
    expect(committedOffset(told.does('consumer.commit'))).toBe(1);
    expect(committedOffset(told.does('consumer.process').does('consumer.commit'))).toBe(2);
    expect(committedOffset(told.settles())).toBe(3);
  });

  it('commits before processing the next record and no more', () => {
    const told = committing({ commit: 'before-processing', 'commit.every': 'record' }).does('consumer.commit');
    expect(committedOffset(told)).toBe(1);
    expect(committedOffset(told.does('consumer.process').does('consumer.commit'))).toBe(2);
  });

  it('in a transform waits for the answer to a send before it commits', () => {
    const told = story(
      transforming({
        application: { commit: 'after-processing', 'commit.every': 'record' },
        scope: { records: 2 },
      }),
    )
      .does('group.complete')
      .does('consumer.sync')
      .does('consumer.poll')
      .does('producer.send');
    expect(told.can('consumer.commit')).toBe(false);
    expect(committedOffset(told.does('broker.produce').does('producer.receive').does('consumer.commit'))).toBe(1);
  });

  it('of a partition that was given up behind its back commits what it has processed since', () => {
    const told = committing(
      { 'commit.every': 'record', 'rebalance.listener': false },
      { consumer: { 'group.protocol': 'consumer' }, faults: { 'consumer.stall': 1 } },
    )
      .does('consumer.process')
      .does('consumer.commit')
      .does('consumer.stall')
      .does('group.evict')
      .does('consumer.resume')
      .does('consumer.join');
    expect(told.state.members[0].owned).toBe(0);
    expect(committedOffset(told.does('consumer.process').does('consumer.commit'))).toBe(2);
  });
});

describe('commit.every: a number', () => {
  it('counts records over polls', () => {
    const told = committing({ 'commit.every': 2 }, { consumer: { 'max.poll.records': 1 } }).does('consumer.process');
    expect(told.can('consumer.commit')).toBe(false);
    expect(committedOffset(told.does('consumer.poll').does('consumer.process').does('consumer.commit'))).toBe(2);
  });

  it('leaves uncommitted what does not make up the number', () => {
    expect(committedOffset(committing({ 'commit.every': 2 }).settles())).toBe(2);
    expect(committedOffset(committing({ 'commit.every': 500 }).settles())).toBe(-1);
  });

  it('begins to count anew after a commit, and after one that failed', () => {
    const told = committing({ 'commit.every': 2 }, { faults: { 'consumer.stall': 1 } })
      .does('consumer.process')
      .does('consumer.process');
    expect(told.state.members[0].uncommitted).toBe(2);
    const stalled = told.does('consumer.stall').does('group.evict').does('consumer.resume');
    expect(stalled.does('consumer.commit').state.members[0].uncommitted).toBe(0);
  });

  it('has workers commit once that much more is done', () => {
    const told = committing({ processing: 'async', 'commit.every': 2 }).does('worker.process');
    expect(told.can('consumer.commit')).toBe(false);
    expect(committedOffset(told.does('worker.process').does('consumer.commit'))).toBe(2);
  });

  it('is committed in whole by on.close: commit', () => {
    const closed = (onClose: string) =>
      committing({ 'commit.every': 2, 'on.close': onClose }, { faults: { 'consumer.close': 1 } }, 1)
        .does('consumer.process')
        .does('consumer.close')
        .does('consumer.leave');
    expect(committedOffset(closed('nothing'))).toBe(-1);
    expect(committedOffset(closed('commit'))).toBe(1);
  });
});

describe('commit.covers: highest', () => {
  const pool = { processing: 'async', workers: 3, 'commit.covers': 'highest' };

  it('commits past a record that is still in hand', () => {
    const told = committing(pool).does('worker.overtake', { worker: 2 }).does('consumer.commit');
    expect(committedOffset(told)).toBe(3);
    expect(told.state.members[0].worker).toHaveLength(2);
  });

  it('does not go back when an older record is done', () => {
    const told = committing(pool).does('worker.overtake', { worker: 1 }).does('consumer.commit').does('worker.process');
    expect(committedOffset(told)).toBe(2);
    expect(told.can('consumer.commit')).toBe(false);
  });

  it('names the highest of a partition that was given up as well', () => {
    const told = committing(pool, { faults: { rebalance: 1 } })
      .does('rebalance')
      .does('consumer.join')
      .does('worker.overtake', { worker: 2 });
    expect(told.state.members[0].stored).toEqual([3]);
  });
});
