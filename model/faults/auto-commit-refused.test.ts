import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { taking } from '../testing/beginnings.ts';
import { committedOffset, processedBy } from '../testing/looking.ts';
import type { Story } from '../testing/story.ts';

/** The group may be rebalanced, and its member die. */
const takingOver = (draft: SetupDraft = {}): Story =>
  taking({ kafka: '4.1', faults: { rebalance: 1, 'consumer.crash': 1, 'consumer.close': 1 }, ...draft });

/** CommitRequestManager.autoCommitSyncBeforeRebalanceWithRetries at 4.1.2: "requestAttempt.offsets = subscriptions.allConsumed()". */
describe('an automatic commit before partitions are taken, whose member’s epoch is raised meanwhile', () => {
  it('is made again with what is in hand, and a crash loses that', () => {
    const told = takingOver().does('auto-commit.refused', { member: 0 });
    expect([committedOffset(told), processedBy(told)]).toEqual([1, []]);
    told.does('consumer.crash', { member: 0, late: false });
    expect(processedBy(told.settles())).toEqual([]);
  });

  it('is a rebalance, after which its member takes what it was to take', () => {
    const told = takingOver().does('auto-commit.refused', { member: 0 }).does('consumer.process');
    expect([told.can('rebalance'), told.can('auto-commit.refused')]).toEqual([false, false]);
    expect(told.does('consumer.sync', { member: 0 }).state.members[0].owned).toBe(0b11);
  });

  it.each<[string, Story]>([
    ['from 4.3 on (KIP-1251)', takingOver({ kafka: '4.3', clients: '4.1' })],
    ['with a client of 4.2, which commits that without any fault', takingOver({ kafka: '4.2' })],
    ['that has nothing in hand', takingOver().does('consumer.process')],
    [
      'of a member that has partitions to give up, whose epoch stays until it has',
      takingOver()
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
