import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { joined, stored } from '../testing/beginnings.ts';
import { committedOffset, processedBy } from '../testing/looking.ts';
import { type Story, small, story } from '../testing/story.ts';

const AUTOMATIC: SetupDraft = { consumer: { 'enable.auto.commit': true, 'group.protocol': 'consumer' } };

/** A member of a group under the consumer protocol has processed a record and is asked to stop, as the group's epoch is raised. */
const stopping = (draft: SetupDraft, shift = 0): Story =>
  joined(
    stored(
      story(small({ kafka: '4.1', scope: { members: 2 }, faults: { rebalance: 1, 'consumer.close': 1 }, ...draft })),
    ),
  )
    .does('consumer.poll', { member: 0 })
    .does('consumer.process')
    .does('consumer.close', { member: 0 })
    .does('rebalance')
    .does('group.complete', { shift });

/** AsyncKafkaConsumer.autoCommitOnClose and CommitRequestManager.commitSyncWithRetries at 4.1.2: STALE_MEMBER_EPOCH is not tried again. */
describe('the last commit of a member whose epoch is being raised', () => {
  it('is refused as its consumer commits automatically, and what it has processed comes again', () => {
    const told = stopping(AUTOMATIC).does('consumer.leave-stale', { member: 0 });
    expect([committedOffset(told), told.state.members[0].status]).toEqual([-1, 'closed']);
    expect(processedBy(told.settles())).toEqual([0, 0]);
  });

  it('may as well come before', () => {
    const told = stopping(AUTOMATIC).does('consumer.leave', { member: 0 });
    expect(processedBy(told.settles())).toEqual([0]);
  });

  it('is refused as the application commits, behind a handler that has failed', () => {
    const told = joined(
      stored(
        stored(
          story({
            kafka: '4.1',
            consumer: { 'group.protocol': 'consumer' },
            application: { 'on.close': 'commit', 'on.processing.failure': 'close' },
            scope: { records: 2 },
            faults: { rebalance: 1, 'processing.failed': 1 },
          }),
        ),
      ),
    )
      .does('consumer.poll')
      .does('consumer.process')
      .does('processing.failed')
      .does('rebalance')
      .does('group.complete', { shift: 0 })
      .does('consumer.leave-stale');
    expect(processedBy(told.settles())).toEqual([0, 0, 1]);
  });

  it.each<[string, Story]>([
    ['from 4.3 on (KIP-1251)', stopping({ ...AUTOMATIC, kafka: '4.3' })],
    ['of a member that has something to give up, whose epoch stays', stopping(AUTOMATIC, 1)],
    [
      'where a listener commits once more, by which the client has heard of its epoch',
      stopping({ ...AUTOMATIC, application: { 'on.revoke': 'commit' } }),
    ],
    ['of librdkafka, which makes it again', stopping({ ...AUTOMATIC, client: { autoCommitsPreviousPoll: false } })],
  ])('is not refused %s', (_, told) => {
    expect([told.can('consumer.leave-stale'), told.can('consumer.leave')]).toEqual([false, true]);
  });
});
