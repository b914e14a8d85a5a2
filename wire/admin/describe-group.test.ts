import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../error-codes.ts';
import { writeAssignment } from '../messages/consumer-protocol.ts';
import { describeGroupsApi } from '../messages/describe-groups.ts';
import { answering, FakeBroker } from '../testing/fake-broker.ts';
import { describeGroup } from './describe-group.ts';

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
