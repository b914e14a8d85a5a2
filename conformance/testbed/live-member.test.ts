import { describe, expect, it } from 'vitest';
import type { ClusterState } from '../../model/state.ts';
import { LiveMember } from './live-member.ts';

const polled = { partition: 0, offset: 0, leaderEpoch: 0, value: 0 };
const record = { partition: 0, offset: 0, value: 'r0' };
const extra = { partition: 0, offset: 1, value: 'r1' };
const afterPoll = {} as ClusterState;
const later = {} as ClusterState;

describe('a member of a group', () => {
  it('has in its hands whatever poll() has returned, also what the machine knows nothing of', () => {
    const member = new LiveMember();
    member.take([record, extra], [], afterPoll);
    expect(member.inHand([polled], afterPoll)).toEqual([record, extra]);
  });

  it('has what the loop of the schedule is not done with, once that goes on', () => {
    const member = new LiveMember();
    member.take([record, extra], [], afterPoll);
    expect(member.inHand([polled], later)).toEqual([record]);
    expect(member.inHand([], later)).toEqual([]);
  });

  it('works on what one poll() returned partition by partition, whichever its client had first', () => {
    const member = new LiveMember();
    const other = { partition: 1, offset: 0, value: 'r1' };
    member.take([other, record], [], afterPoll);
    expect(member.inHand([], afterPoll)).toEqual([record, other]);
  });

  it('has nothing when its process has died', () => {
    const member = new LiveMember();
    member.take([record], [], afterPoll);
    member.die();
    expect(member.inHand([polled], later)).toEqual([]);
  });
});
