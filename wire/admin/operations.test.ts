import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../error-codes.ts';
import { alterPartitionReassignmentsApi } from '../messages/alter-partition-reassignments.ts';
import { deleteRecordsApi } from '../messages/delete-records.ts';
import { electLeadersApi } from '../messages/elect-leaders.ts';
import { leaveGroupApi } from '../messages/leave-group.ts';
import { offsetDeleteApi } from '../messages/offset-delete.ts';
import { offsetFetchApi } from '../messages/offset-fetch.ts';
import { answering, FakeBroker } from '../testing/fake-broker.ts';
import { alterReassignments } from './alter-reassignments.ts';
import { deleteRecords } from './delete-records.ts';
import { electLeaders } from './elect-leaders.ts';
import { leaveGroup } from './leave-group.ts';
import { offsetDelete } from './offset-delete.ts';
import { offsetFetch } from './offset-fetch.ts';

describe('an operator', () => {
  it('deletes records, and hears where the log begins', async () => {
    const answer = answering(deleteRecordsApi, ({ topics: [{ partitions }] }) => ({
      topics: [{ partitions: [{ lowWatermark: partitions[0].offset }] }],
    }));
    expect(await FakeBroker.with([answer], async (to) => deleteRecords(to, 't', 0, 5))).toBe(5);
  });

  it('has a leader elected, which may not be needed, or not be possible', async () => {
    const answer = answering(electLeadersApi, ({ topicPartitions, electionType }) => {
      const [partitionId] = topicPartitions?.[0].partitions ?? [];
      const { NONE, ELECTION_NOT_NEEDED, ELIGIBLE_LEADERS_NOT_AVAILABLE } = ERROR_CODES;
      const errorCode = electionType === 1 ? ELIGIBLE_LEADERS_NOT_AVAILABLE : [NONE, ELECTION_NOT_NEEDED][partitionId];
      return { replicaElectionResults: [{ partitionResult: [{ partitionId, errorCode }] }] };
    });
    await FakeBroker.with([answer], async (to) => {
      expect(await electLeaders(to, 'preferred', 't', 0)).toBe(true);
      expect(await electLeaders(to, 'preferred', 't', 1)).toBe(false);
      await expect(electLeaders(to, 'unclean', 't', 0)).rejects.toThrow('ELIGIBLE_LEADERS_NOT_AVAILABLE');
    });
  });

  it('moves a partition to other replicas', async () => {
    const answer = answering(alterPartitionReassignmentsApi, ({ topics: [{ partitions }] }) => {
      expect(partitions).toEqual([{ partitionIndex: 0, replicas: [2, 1] }]);
      return { responses: [{ partitions: [{ errorCode: 0 }] }] };
    });
    await FakeBroker.with([answer], async (to) => alterReassignments(to, 't', 0, [2, 1]));
  });

  it('has a member leave its group', async () => {
    const answer = answering(leaveGroupApi, () => ({ members: [{ errorCode: ERROR_CODES.UNKNOWN_MEMBER_ID }] }));
    const left = FakeBroker.with([answer], async (to) => leaveGroup(to, 'g', 'm'));
    await expect(left).rejects.toThrow('have m leave g: UNKNOWN_MEMBER_ID');
  });
});

describe('the offsets of a group', () => {
  it('are those that it committed of the topic', async () => {
    const partition = { partitionIndex: 1, committedOffset: 5, committedLeaderEpoch: 2, metadata: 'm' };
    const answer = answering(offsetFetchApi, ({ groups: [{ groupId }] }) => ({
      groups: [{ groupId, topics: [{ name: 'u' }, { name: 't', partitions: [partition] }] }],
    }));
    const offsets = await FakeBroker.with([answer], async (to) => offsetFetch(to, 'g', 't'));
    expect([...offsets]).toEqual([[1, { offset: 5, leaderEpoch: 2, metadata: 'm' }]]);
  });

  it('are not deleted while a member is subscribed to the topic', async () => {
    const refused = { errorCode: ERROR_CODES.GROUP_SUBSCRIBED_TO_TOPIC };
    const answer = answering(offsetDeleteApi, () => ({ topics: [{ partitions: [refused] }] }));
    const deleted = FakeBroker.with([answer], async (to) => offsetDelete(to, 'g', 't', 1));
    await expect(deleted).rejects.toThrow('delete the offset of g in t-1: GROUP_SUBSCRIBED_TO_TOPIC');
  });
});
