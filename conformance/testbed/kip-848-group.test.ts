import { expect, it } from 'vitest';
import { consumerGroupHeartbeatApi } from '../../wire/messages/consumer-group-heartbeat.ts';
import { answering, FakeBroker } from '../../wire/testing/fake-broker.ts';
import { Kip848Group } from './kip-848-group.ts';

/** Runs `use` with a group whose coordinator gives these member epochs, and returns the heartbeats that it got. */
async function heartbeats(epochs: readonly number[], use: (group: Kip848Group) => Promise<void>) {
  const heard: { readonly memberId: string; readonly epoch: number; readonly topics: readonly string[] | null }[] = [];
  const answer = answering(consumerGroupHeartbeatApi, ({ memberId, memberEpoch, subscribedTopicNames }) => {
    heard.push({ memberId, epoch: memberEpoch, topics: subscribedTopicNames });
    return { errorCode: 0, errorMessage: null, memberId, memberEpoch: epochs[heard.length - 1], assignment: null };
  });
  await FakeBroker.with([answer], async (connection) => use(await Kip848Group.found(connection, 'g', 'elsewhere')));
  return heard;
}

it('a new epoch of a KIP-848 group begins as a member wants other topics', async () => {
  const heard = await heartbeats([1, 4], (group) => group.begin(1));
  expect(heard.map(({ epoch }) => epoch)).toEqual([0, 1]);
  expect(heard[0].topics).not.toEqual(heard[1].topics);
});

it('a member epoch stands for the newest generation of the machine that is not newer', async () => {
  await heartbeats([1, 4, 7], async (group) => {
    await group.begin(1);
    await group.begin(2);
    expect([3, 4, 6, 7, 9].map((epoch) => group.machineGeneration(epoch))).toEqual([0, 1, 1, 2, 2]);
  });
});

it('a member whose session is over is said to leave', async () => {
  const heard = await heartbeats([1, -1], (group) => group.expire('c0'));
  expect(heard[1]).toMatchObject({ memberId: 'c0', epoch: -1 });
});

it("the harness's own member leaves, and joins again as the next epoch begins", async () => {
  const heard = await heartbeats([1, -1, 3], async (group) => {
    await group.leave();
    await group.begin(1);
  });
  expect(heard.map(({ epoch }) => epoch)).toEqual([0, -1, 0]);
  expect(heard[1].memberId).toBe(heard[0].memberId);
});
