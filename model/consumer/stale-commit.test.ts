import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { joined, stored } from '../testing/beginnings.ts';
import { committedOffset, processedBy } from '../testing/looking.ts';
import { type Story, small, story } from '../testing/story.ts';

/** A member of a group under the consumer protocol has polled a record. */
const polled = (draft: SetupDraft): Story =>
  joined(
    stored(
      story(
        small({
          kafka: '4.2',
          consumer: { 'group.protocol': 'consumer' },
          scope: { members: 2 },
          faults: { rebalance: 1 },
          ...draft,
        }),
      ),
    ),
  ).does('consumer.poll', { member: 0 });

/** It has processed the record, as the group's epoch is raised. */
const processed = (shift: number, draft: SetupDraft = {}): Story =>
  polled(draft).does('consumer.process').does('rebalance').does('group.complete', { shift });

/** ConsumerGroup.validateOffsetCommit at 4.1.2; 58 such refusals in 40 seconds of a broker of 4.1.2, none of 4.3.1. */
describe('a commit that crosses the answer to a heartbeat', () => {
  it('is refused before 4.3, though its member keeps the partition, and the loop goes on', () => {
    const told = processed(0);
    const { positions } = told.state.members[0];
    told.does('consumer.commit-stale', { member: 0 });
    expect(told.state.groups[0].committed).toEqual([-1]);
    expect(told.state.members[0]).toMatchObject({ step: 'poll', positions, owned: 0b1 });
  });

  it('is of records that nobody processes where the loop commits first: its position is behind them', () => {
    const told = polled({ application: { commit: 'before-processing' } })
      .does('rebalance')
      .does('group.complete', { shift: 0 })
      .does('consumer.commit-stale', { member: 0 });
    expect(told.state.members[0]).toMatchObject({ step: 'poll', batch: [], positions: [1] });
    expect([processedBy(told.settles()), committedOffset(told)]).toEqual([[], -1]);
  });

  it('is one of those that may as well come before', () => {
    expect(processed(0).does('consumer.commit', { member: 0 }).state.groups[0].committed).toEqual([1]);
  });

  it.each<[string, Story]>([
    ['from 4.3 on (KIP-1251)', processed(0, { kafka: '4.3' })],
    ['of a member that has something to give up, whose epoch stays', processed(1)],
    [
      'of a member that has heard of its epoch',
      processed(0).does('consumer.commit-stale', { member: 0 }).does('consumer.sync', { member: 0 }),
    ],
    ['that nobody waits for', processed(0, { client: { commitsInOrder: false } })],
  ])('is not refused %s', (_, told) => {
    expect(told.can('consumer.commit-stale')).toBe(false);
  });
});
