import { describe, expect, it } from 'vitest';
import { type Partitions, readAssignment } from '../../wire/messages/consumer-protocol.ts';
import { joinGroupApi } from '../../wire/messages/join-group.ts';
import { syncGroupApi } from '../../wire/messages/sync-group.ts';
import { answering, FakeBroker } from '../../wire/testing/fake-broker.ts';
import { GroupLeader } from './group-leader.ts';
import { HarnessError } from '../harness-error.ts';

const founding = { groupId: 'g', topic: 'elsewhere', sessionTimeoutMs: 60_000 };

/** A coordinator whose generations come one after the other, and what it is given to distribute in each. */
function coordinator(leader: string, members: readonly (readonly string[])[]) {
  const given: Record<string, object>[] = [];
  const answers = [
    answering(joinGroupApi, ({ memberId }) => ({
      errorCode: 0,
      generationId: given.length + 1,
      leader,
      memberId: memberId === '' ? 'leader-1' : memberId,
      members: members[given.length].map((id) => ({ memberId: id, groupInstanceId: null, metadata: Buffer.alloc(0) })),
    })),
    answering(syncGroupApi, ({ assignments }) => {
      given.push(Object.fromEntries(assignments.map((of) => [of.memberId, readAssignment(of.assignment)])));
      return { errorCode: 0, assignment: Buffer.alloc(0) };
    }),
  ];
  return { given, answers };
}

describe('the leader of a group', () => {
  it('is alone in the first generation, and gives the members of the next what they are to have', async () => {
    const { given, answers } = coordinator('leader-1', [['leader-1'], ['leader-1', 'c0-1', 'c1-1']]);
    await FakeBroker.with(answers, async (connection) => {
      const leader = await GroupLeader.found(async () => connection, founding);
      const assignments: Record<string, Partitions> = { 'c1-1': { orders: [0, 1] } };
      await leader.complete(7, (memberId) => assignments[memberId] ?? {});
      expect([1, 2, 3].map((generation) => leader.machineGeneration(generation))).toEqual([0, 7, -1]);
    });
    expect(given).toEqual([{ 'leader-1': {} }, { 'leader-1': {}, 'c0-1': {}, 'c1-1': { orders: [0, 1] } }]);
  });

  it('fails where somebody else leads: who gets what is not the harness’s to say then', async () => {
    const { answers } = coordinator('c0-1', [['leader-1']]);
    const founded = FakeBroker.with(answers, (connection) => GroupLeader.found(async () => connection, founding));
    await expect(founded).rejects.toThrow(HarnessError);
    await expect(founded).rejects.toThrow('c0-1 leads g');
  });
});
