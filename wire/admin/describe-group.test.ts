import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../error-codes.ts';
import { consumerGroupDescribeApi } from '../messages/consumer-group-describe.ts';
import { writeAssignment } from '../messages/consumer-protocol.ts';
import { describeGroupsApi } from '../messages/describe-groups.ts';
import { answering, FakeBroker } from '../testing/fake-broker.ts';
import { describeConsumerGroup, describeGroup } from './describe-group.ts';

describe('a group of the classic protocol', () => {
  it('has members with what the assignor gave them, and nothing before it did', async () => {
    const answer = answering(describeGroupsApi, ({ groups: [groupId] }) => ({
      groups: [
        {
          groupId,
          groupState: 'CompletingRebalance',
          protocolData: 'range',
          members: [
            { memberId: 'm-1', clientId: 'm', memberAssignment: writeAssignment({ t: [0, 1], u: [2] }) },
            { memberId: 'n-1', clientId: 'n' },
          ],
        },
      ],
    }));
    expect(await FakeBroker.with([answer], async (to) => describeGroup(to, 'g'))).toEqual({
      state: 'CompletingRebalance',
      protocol: 'range',
      members: [
        { memberId: 'm-1', clientId: 'm', assignment: { t: [0, 1], u: [2] } },
        { memberId: 'n-1', clientId: 'n', assignment: {} },
      ],
    });
  });

  it('is not described by a broker that does not coordinate it', async () => {
    const answer = answering(describeGroupsApi, () => ({ groups: [{ errorCode: ERROR_CODES.NOT_COORDINATOR }] }));
    const described = FakeBroker.with([answer], async (to) => describeGroup(to, 'g'));
    await expect(described).rejects.toThrow('describe group g: NOT_COORDINATOR');
  });
});

describe('a group of KIP-848', () => {
  it('has epochs, and members with what they have and what they are to have', async () => {
    const given = (partitions: readonly number[]): object => ({ topicPartitions: [{ topicName: 't', partitions }] });
    const member = {
      memberId: 'm',
      clientId: 'c',
      memberEpoch: 1,
      assignment: given([0]),
      targetAssignment: given([1]),
    };
    const answer = answering(consumerGroupDescribeApi, () => ({
      groups: [{ groupState: 'Reconciling', groupEpoch: 2, assignmentEpoch: 2, members: [member] }],
    }));
    expect(await FakeBroker.with([answer], async (to) => describeConsumerGroup(to, 'g'))).toEqual({
      state: 'Reconciling',
      groupEpoch: 2,
      assignmentEpoch: 2,
      members: [{ memberId: 'm', clientId: 'c', memberEpoch: 1, assignment: { t: [0] }, target: { t: [1] } }],
    });
  });
});
