import { isBetweenPolls } from '../../../model/application/loop.ts';
import { acceptsCommit } from '../../../model/broker/offset-commits.ts';
import { elementsOf, EMPTY, range, type SmallSet } from '../../../model/sets.ts';
import type { ClusterState } from '../../../model/state.ts';
import { groupOf, memberAt, slotOf, type World } from '../../../model/world.ts';
import { API } from '../../../wire/api-keys.ts';
import {
  acknowledges,
  askToJoin,
  beat,
  exchange,
  exchangeUntil,
  hasJoined,
  hearOfFencing,
  heldRequests,
  isFenced,
  isStable,
  letOn,
  plan,
  stateOf,
  whilePolling,
} from '../../actors/kip-848-members.ts';
import { clientOf, knowLeaders, leaderless, liveMember, namesOfPartitions } from '../../actors/member-control.ts';
import { memberId } from '../../names.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import { offsetsOf } from './consumer-commit.ts';

/**
 * What happens to groups of KIP-848. The coordinator of Kafka decides anew as soon as a member joins or leaves; its assignor,
 * which is the harness's own, gives then what it gave before, and something new when the schedule says so.
 */

/** The assignor has decided: a new group epoch begins, of which each member hears in its next heartbeat. */
export async function completeKip848(testbed: Testbed, group: number, after: ClusterState): Promise<void> {
  const { world, names, topicIds } = testbed;
  const { target, generation } = after.groups[group];
  const planned = target.flatMap((slot, number) => {
    if (slot < 0) return [];
    const { topic, partition } = names.partition(number);
    const { memberId } = liveMember(testbed, memberAt(world, group, slot));
    return [{ memberId, topicId: topicIds.get(topic) ?? '', partition }];
  });
  plan(testbed, group, planned);
  await testbed.kip848Groups[group].begin(generation);
}

/** The member's session is over. */
export async function evictKip848(testbed: Testbed, member: number): Promise<void> {
  const group = groupOf(testbed.world, member);
  const { memberId } = liveMember(testbed, member);
  const { planned } = testbed.kip848Groups[group];
  plan(
    testbed,
    group,
    planned.filter((each) => each.memberId !== memberId),
  );
  await testbed.kip848Groups[group].expire(memberId);
}

/** A stranger joins: a process that has just been started, or a member that hears that its group goes on without it. */
export async function joinKip848(testbed: Testbed, member: number, before: ClusterState): Promise<void> {
  const isNew = liveMember(testbed, member).memberId === '';
  const polls = isBetweenPolls(testbed.world, before, member);
  const join = async (): Promise<void> => {
    if (!isNew) await hearOfFencing(testbed, member);
    await askToJoin(testbed, member, polls ? isStable : hasJoined);
  };
  if (polls) await whilePolling(testbed, member, join);
  else await join();
}

/** A heartbeat in which the member hears what it is to give up, or what it gets. */
export async function syncKip848(
  testbed: Testbed,
  member: number,
  before: ClusterState,
  after: ClusterState,
): Promise<void> {
  const added = after.members[member].owned & ~before.members[member].owned;
  const revoked = before.members[member].owned & ~after.members[member].owned;
  if (after.members[member].generation < 0) await hearOfFencingInLoop(testbed, member);
  else if (revoked !== EMPTY) await giveUp(testbed, member, before, after);
  else if (added !== EMPTY) await take(testbed, member, added);
  else {
    await beat(testbed, member);
    await exchangeUntil(testbed, member, `${memberId(member)} to learn its epoch`, isStable);
  }
}

/** The network thread hears that its group, which is empty, goes on without the member, whose listener waits for poll(). */
async function hearOfFencingInLoop(testbed: Testbed, member: number): Promise<void> {
  await beat(testbed, member);
  await exchange(testbed, member);
  await testbed.poll(`${memberId(member)} to hear that it is fenced`, async () =>
    isFenced(await stateOf(testbed, member)),
  );
  await testbed.kip848Groups[groupOf(testbed.world, member)].leave();
}

/**
 * The member gives partitions up, and says so. Where the answer to that has something for it that it takes in a later step, it
 * waits at the gate for that.
 */
async function giveUp(testbed: Testbed, member: number, before: ClusterState, after: ClusterState): Promise<void> {
  const { world } = testbed;
  const hear = async (): Promise<void> => {
    await beat(testbed, member);
    await exchange(testbed, member);
    await testbed.poll(`${memberId(member)} to say that it has given up`, async () =>
      heldRequests(testbed, member).some(acknowledges),
    );
  };
  const between = isBetweenPolls(world, before, member);
  if (between) {
    await prepareListener(testbed, member, before);
    await whilePolling(testbed, member, hear);
  } else await hear();
  if (isGivenMore(world, after, member)) return;
  await exchangeUntil(testbed, member, `${memberId(member)} to be heard`, isStable);
}

/** What the application's listener commits as partitions are taken from it. */
async function prepareListener(testbed: Testbed, member: number, before: ClusterState): Promise<void> {
  const { onRevoke, setup } = testbed.world;
  const commits = onRevoke === 'commit' || onRevoke === 'drain';
  if (!commits || !setup.application['rebalance.listener'] || !acceptsCommit(testbed.world, before, member)) return;
  const offsets = offsetsOf(testbed, before, member);
  await clientOf(testbed, member).call('consumer.onRevoke', { name: memberId(member), offsets });
}

/** Whether the coordinator has something for the member as soon as it hears that it has given up what it had to. */
function isGivenMore(world: World, { groups, members }: ClusterState, member: number): boolean {
  const { target, assignment } = groups[groupOf(world, member)];
  const slot = slotOf(world, member);
  return (
    range(world.inputs).every((partition) => !owns(members, member, partition) || target[partition] === slot) &&
    target.some((owner, partition) => owner === slot && assignment[partition] < 0)
  );
}

const owns = (members: ClusterState['members'], member: number, partition: number): boolean =>
  (members[member].owned & (1 << partition)) !== 0;

/**
 * The member gets partitions. Before it knows where to start, which it asks for in poll(), they are paused: a listener would
 * see to that, and there may be none.
 */
async function take(testbed: Testbed, member: number, added: SmallSet): Promise<void> {
  const { gate } = testbed;
  const name = memberId(member);
  const partitions = namesOfPartitions(testbed, added);
  await knowLeaders(testbed, member, added);
  await hearOthers(testbed, member);
  const offsets = { api: API.OffsetFetch, clientId: name, direction: 'response' as const };
  const hold = gate.hold(offsets);
  try {
    await whilePolling(testbed, member, async () => {
      await beat(testbed, member);
      await testbed.poll(`${name} to be given ${partitions.join(', ')}`, async () => {
        letOn(testbed, member);
        const { assignment, heartbeatInFlight } = await stateOf(testbed, member);
        if (gate.frames(offsets).length > 0) return partitions.every((partition) => assignment.includes(partition));
        if (!heartbeatInFlight) await beat(testbed, member);
        return false;
      });
    });
    await clientOf(testbed, member).call('consumer.pause', { name, partitions });
  } finally {
    hold.release();
  }
  const located = namesOfPartitions(testbed, added & ~leaderless(testbed, added));
  await whilePolling(testbed, member, () =>
    exchangeUntil(
      testbed,
      member,
      `${name} to know where to start`,
      (state) => isStable(state) && located.every((partition) => partition in state.positions),
    ),
  );
}

/** What other members of the group have given up reaches the coordinator, whose answers wait until they sync. */
async function hearOthers(testbed: Testbed, member: number): Promise<void> {
  const { world, gate } = testbed;
  const group = groupOf(world, member);
  for (const slot of elementsOf(testbed.state.groups[group].members)) {
    const other = memberAt(world, group, slot);
    if (other === member) continue;
    for (const request of heldRequests(testbed, other).filter(acknowledges)) {
      gate.pass(request);
      await testbed.held(`an answer to ${memberId(other)}`, { link: request.link, direction: 'response' });
    }
  }
}
