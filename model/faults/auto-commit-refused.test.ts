import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { committedOffset, processedBy } from '../testing/looking.ts';
import { type Story, story } from '../testing/story.ts';

/** One of two members keeps partition 0, may take partition 1 as well, and works on a record of what it keeps. */
const taking = (draft: SetupDraft = {}): Story =>
  story({
    kafka: '4.1',
    topic: { partitions: 2 },
    consumer: { 'enable.auto.commit': true, 'group.protocol': 'consumer' },
    faults: { rebalance: 1, 'consumer.crash': 1, 'consumer.close': 1 },
    scope: { members: 2 },
    ...draft,
  })
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync')
    .does('consumer.close', { member: 1 })
    .does('consumer.leave', { member: 1 })
    .does('group.complete', { shift: 0 })
    .does('producer.send')
    .does('broker.produce')
    .does('consumer.poll', { member: 0 });

/** CommitRequestManager.autoCommitSyncBeforeRebalanceWithRetries at 4.1.2: "requestAttempt.offsets = subscriptions.allConsumed()". */
describe('an automatic commit before partitions are taken, whose member’s epoch is raised meanwhile', () => {
  it('is made again with what is in hand, and a crash loses that', () => {
    const told = taking().does('auto-commit.refused', { member: 0 });
    expect([committedOffset(told), processedBy(told)]).toEqual([1, []]);
    told.does('consumer.crash', { member: 0, late: false });
    expect(processedBy(told.settles())).toEqual([]);
  });

  it('is a rebalance, after which its member takes what it was to take', () => {
    const told = taking().does('auto-commit.refused', { member: 0 }).does('consumer.process');
    expect([told.can('rebalance'), told.can('auto-commit.refused')]).toEqual([false, false]);
    expect(told.does('consumer.sync', { member: 0 }).state.members[0].owned).toBe(0b11);
  });

  it.each<[string, Story]>([
    ['from 4.3 on (KIP-1251)', taking({ kafka: '4.3', clients: '4.1' })],
    ['with a client of 4.2, which commits that without any fault', taking({ kafka: '4.2' })],
    ['that has nothing in hand', taking().does('consumer.process')],
    [
      'of a member that has partitions to give up, whose epoch stays until it has',
      taking()
        .does('consumer.process')
        .repeats('consumer.sync')
        .does('consumer.restart')
        .does('consumer.join')
        .does('group.complete', { shift: 1 }),
    ],
  ])('is not refused %s', (_, told) => {
    expect(told.can('auto-commit.refused')).toBe(false);
  });
});
