import { describe, expect, it } from 'vitest';
import { committedOffset, outputsOf } from '../testing/looking.ts';
import { outputWritten, story, type Story, transforming } from '../testing/story.ts';

/** A member that has sent the output of its first record, and polls on in the open transaction. */
const open = (application: object = {}, draft: object = {}): Story =>
  outputWritten(
    transforming({
      ...draft,
      application: { 'transaction.spans': 'polls', ...application },
      consumer: { 'max.poll.records': 1, ...Object(draft).consumer },
      faults: { rebalance: 1, 'consumer.close': 1, 'consumer.stall': 1 },
      scope: { records: 2 },
    }),
  );

const producerState = ({ state }: Story): string => state.producers[0].transactionState;
const transactions = ({ state }: Story): readonly string[] => state.ledger.transactions.map(({ decided }) => decided);

describe('transaction.spans: polls', () => {
  it('polls on in the open transaction, and commits all of it at once', () => {
    const told = open().does('consumer.poll').does('producer.send').does('broker.produce').does('producer.receive');
    told.does('consumer.send-offsets').settles();
    expect(transactions(told)).toEqual(['commit']);
    expect(outputsOf(told)).toEqual([0, 1]);
    expect(committedOffset(told)).toBe(2);
  });

  it('may commit after any poll', () => {
    const told = open().does('consumer.send-offsets').settles();
    expect(transactions(told)).toEqual(['commit', 'commit']);
    expect(outputsOf(told)).toEqual([0, 1]);
  });

  it('is not rebalanced while its sends wait for an answer', () => {
    const told = open().does('consumer.poll').does('producer.send').does('rebalance');
    expect(told.can('consumer.join')).toBe(false);
  });

  it('aborts at an orderly end what it has open, or commits it first', () => {
    const aborted = open().does('consumer.close').repeats('producer.end-transaction', 'consumer.leave');
    expect(transactions(aborted)).toEqual(['abort']);
    const commits = open({ 'on.close': 'commit' });
    expect(commits.can('consumer.close')).toBe(false);
    commits.does('consumer.send-offsets').does('producer.end-transaction', { commit: true });
    expect(commits.can('consumer.close')).toBe(true);
  });
});

describe('a rebalance in an open transaction', () => {
  it('with on.revoke: nothing leaves it open, and the partition comes back at the committed offset', () => {
    const told = open().does('rebalance').does('consumer.join').does('group.complete').does('consumer.sync');
    expect(producerState(told)).toBe('open');
    expect(outputsOf(told.settles())).toEqual([0, 0, 1]);
  });

  it.each(['commit', 'drain'])('with on.revoke: %s waits until it is committed', (onRevoke) => {
    const told = open({ 'on.revoke': onRevoke }).does('rebalance');
    expect(told.can('consumer.join')).toBe(false);
    told.does('consumer.send-offsets').does('producer.end-transaction', { commit: true }).does('consumer.join');
    expect(outputsOf(told.settles())).toEqual([0, 1]);
  });

  it('with on.revoke: commit is committed in the new generation by a cooperative member that gives something up', () => {
    const told = story(
      transforming({
        application: { 'transaction.spans': 'polls', 'on.revoke': 'commit' },
        consumer: { 'partition.assignment.strategy': 'cooperative' },
        faults: { rebalance: 1 },
        scope: { members: 2 },
      }),
    )
      .does('group.complete', { shift: 0 })
      .repeats('consumer.sync')
      .does('consumer.poll')
      .repeats('producer.send', 'broker.produce', 'producer.receive')
      .does('rebalance')
      .repeats('consumer.join')
      .does('group.complete', { shift: 1 })
      .does('consumer.sync', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ owned: 1, generation: 2 });
    expect(told.can('consumer.sync', { member: 0 })).toBe(false);
    told.does('consumer.send-offsets').does('producer.end-transaction', { commit: true });
    expect(told.does('consumer.sync', { member: 0 }).state.members[0].owned).toBe(0);
    expect(outputsOf(told.settles())).toEqual([0]);
  });

  it('with on.revoke: drop is aborted before the member joins, and nothing is polled meanwhile', () => {
    const told = open({ 'on.revoke': 'drop' });
    expect(told.can('producer.end-transaction')).toBe(false);
    told.does('rebalance');
    expect([told.can('consumer.join'), told.can('consumer.poll')]).toEqual([false, false]);
    told.does('producer.end-transaction', { commit: false }).does('consumer.join');
    expect(outputsOf(told.settles())).toEqual([0, 1]);
    expect(transactions(told)[0]).toBe('abort');
  });

  it.each([
    ['commit', 'abort'],
    ['drop', 'abort'],
  ])('that the member has missed, with on.revoke: %s, ends in an %s', (onRevoke, end) => {
    const told = open({ 'on.revoke': onRevoke }).does('consumer.stall').does('group.evict').does('consumer.resume');
    expect(outputsOf(told.settles('transaction.time-out'))).toEqual([0, 1]);
    expect(transactions(told)[0]).toBe(end);
  });
});
