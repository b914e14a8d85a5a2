import { describe, expect, it } from 'vitest';
import type { SetupDraft } from '../../setups/input.ts';
import { committedOffset, processedBy } from '../testing/looking.ts';
import { replicated, type Story, story } from '../testing/story.ts';

const automatic = { 'enable.auto.commit': true };

/** A member has processed a record, and the leader of the partition is another one since; the group has committed nothing. */
const moved = ({ consumer, faults, scope, ...draft }: SetupDraft = {}): Story =>
  story(
    replicated(2, 1, {
      ...draft,
      consumer: { ...automatic, ...consumer },
      faults: { 'leader.moved': 1, rebalance: 1, ...faults },
      scope: { members: 2, ...scope },
    }),
  )
    .does('producer.send')
    .does('broker.produce')
    .repeats('replica.fetch', 'producer.receive')
    .does('group.complete', { shift: 0 })
    .repeats('consumer.sync')
    .does('consumer.poll', { member: 0 })
    .does('consumer.process', { member: 0 })
    .does('leader.moved')
    .does('broker.update-metadata', { broker: 1 });

describe('a position that is compared with a new leader’s log', () => {
  it('is in no automatic commit before partitions are revoked, and what was processed comes again', () => {
    const told = moved().does('rebalance').does('consumer.revoke-unvalidated', { member: 0 });
    expect(committedOffset(told)).toBe(-1);
    expect(processedBy(told.settles())).toEqual([0, 0]);
  });

  it('is committed by a client that has not heard of the leader, or has been answered', () => {
    const told = moved().does('rebalance').does('consumer.join', { member: 0 });
    expect(committedOffset(told)).toBe(1);
    expect(processedBy(told.settles())).toEqual([0]);
  });

  it('is in no commit of close() either', () => {
    const told = moved({ faults: { 'consumer.close': 1 } })
      .does('consumer.close', { member: 0 })
      .does('consumer.revoke-unvalidated', { member: 0 });
    expect(committedOffset(told)).toBe(-1);
    expect(processedBy(told.settles())).toEqual([0, 0]);
  });

  it('is in no commit of a member of KIP-848 that gives its partition up', () => {
    const told = moved({ consumer: { 'group.protocol': 'consumer' } })
      .does('rebalance')
      .does('group.complete', { shift: 1 })
      .does('consumer.revoke-unvalidated', { member: 0 });
    expect(committedOffset(told)).toBe(-1);
    expect(processedBy(told.settles())).toEqual([0, 0]);
  });

  it('is kept by a cooperative member as it rejoins', () => {
    const told = moved({ consumer: { 'partition.assignment.strategy': 'cooperative' } })
      .does('rebalance')
      .does('consumer.revoke-unvalidated', { member: 0 });
    expect([committedOffset(told), told.state.members[0].positions]).toEqual([-1, [1]]);
  });

  it('does not happen where the application commits in its listener, or as it is closed', () => {
    expect(
      moved({ application: { 'on.revoke': 'commit' } })
        .does('rebalance')
        .can('consumer.revoke-unvalidated'),
    ).toBe(false);
    const closed = moved({ application: { 'on.close': 'commit' }, faults: { 'consumer.close': 1 } });
    expect(closed.does('consumer.close', { member: 0 }).can('consumer.revoke-unvalidated')).toBe(false);
  });

  it('does not happen before KIP-320, nor with clients that commit whatever they are at', () => {
    const can = (draft: SetupDraft): boolean => moved(draft).does('rebalance').can('consumer.revoke-unvalidated');
    expect(can({ protocol: { consumerValidatesEpoch: false } })).toBe(false);
    expect(can({ client: { holdsBackUnvalidated: false } })).toBe(false);
    expect(can({})).toBe(true);
  });

  it('does not happen while the leader is the one that it has read from', () => {
    const told = story(replicated(2, 1, { consumer: automatic, faults: { rebalance: 1 }, scope: { members: 2 } }))
      .does('producer.send')
      .does('broker.produce')
      .repeats('replica.fetch', 'producer.receive')
      .does('group.complete', { shift: 0 })
      .repeats('consumer.sync')
      .does('consumer.poll', { member: 0 })
      .does('consumer.process', { member: 0 })
      .does('rebalance');
    expect([told.can('consumer.revoke-unvalidated'), told.can('consumer.join')]).toEqual([false, true]);
  });
});
