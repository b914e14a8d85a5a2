import { range } from '../../model/sets.ts';
import { API } from '../../wire/api-keys.ts';
import type { Frame, Matcher } from '../../wire/frame.ts';
import { consumerGroupHeartbeatApi } from '../../wire/messages/consumer-group-heartbeat.ts';
import { planAssignments, type PlannedPartition } from '../lab/jars/planned-assignor.ts';
import { Kip848Group } from '../testbed/kip-848-group.ts';
import { clientOf, liveMember, pollUntil } from './member-control.ts';
import { HOME } from '../lab/listeners.ts';
import { memberId } from '../names.ts';
import type { MembershipState } from '../clients/protocol.ts';
import { startMember } from './start-members.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** Members of KIP-848: their heartbeats go on in moves alone. */

const heartbeats = (member: number | null, direction?: Frame['direction']): Matcher => ({
  api: API.ConsumerGroupHeartbeat,
  clientId: member === null ? /^c\d+$/ : memberId(member),
  ...(direction === undefined ? {} : { direction }),
});

/** Heartbeats of the member that wait for a move. */
export const heldRequests = ({ gate }: Testbed, member: number): readonly Frame[] =>
  gate.frames(heartbeats(member, 'request'));

/** Heartbeats of the member that are there, and answers to them, go on. */
export function letOn({ gate }: Testbed, member: number): void {
  for (const frame of gate.frames(heartbeats(member))) gate.pass(frame);
}

const requestIn = ({ payload, header }: Frame) => consumerGroupHeartbeatApi.readRequest(payload, header);

/** Founds the groups, and has every member join: the assignor gives nobody anything before the first generation begins. */
export async function startKip848Groups(testbed: Testbed): Promise<void> {
  const { world, gate, names, controlled } = testbed;
  gate.hold(heartbeats(null));
  planAssignments(controlled.cluster.brokerDirectory(HOME), []);
  for (let group = 0; group < world.groups; group += 1) {
    const connection = await testbed.brokers.connect(HOME);
    testbed.kip848Groups.push(await Kip848Group.found(connection, names.group(group), names.home));
  }
  await Promise.all(
    range(world.members).map(async (member) => {
      await startMember(testbed, member);
      await joinGroup(testbed, member);
    }),
  );
}

/** What the coordinator's assignor gives the members of a group from now on. */
export function plan(testbed: Testbed, group: number, planned: readonly PlannedPartition[]): void {
  testbed.kip848Groups[group].planned = planned;
  planAssignments(
    testbed.controlled.cluster.brokerDirectory(HOME),
    testbed.kip848Groups.flatMap((each) => each.planned),
  );
}

/** heartbeat.interval.ms is over for the member; an earlier heartbeat of its may wait still. */
export async function beat(testbed: Testbed, member: number): Promise<void> {
  if (testbed.gate.frames(heartbeats(member)).length > 0) return;
  await clientOf(testbed, member).call('consumer.endHeartbeatInterval', { name: memberId(member), aside: true });
  await heldRequest(testbed, member);
}

/** A heartbeat of the member that waits to be let on. */
const heldRequest = (testbed: Testbed, member: number): Promise<Frame> =>
  testbed.held(`a heartbeat of ${memberId(member)}`, heartbeats(member, 'request'));

/** One heartbeat goes to the coordinator, and its answer to the member. */
export async function exchange(testbed: Testbed, member: number): Promise<void> {
  testbed.gate.pass(await heldRequest(testbed, member));
  testbed.gate.pass(await heldAnswer(testbed, member));
}

/** heartbeat.interval.ms is over for the member, and what the coordinator answers waits. */
export async function answerToHeartbeat(testbed: Testbed, member: number): Promise<Frame> {
  await beat(testbed, member);
  testbed.gate.pass(await heldRequest(testbed, member));
  return heldAnswer(testbed, member);
}

const heldAnswer = (testbed: Testbed, member: number): Promise<Frame> =>
  testbed.held(`an answer to ${memberId(member)}`, heartbeats(member, 'response'));

/** How the member's client sees itself. */
export const stateOf = (testbed: Testbed, member: number): Promise<MembershipState> =>
  clientOf(testbed, member).call('consumer.membershipState', { name: memberId(member), aside: true });

/** Lets heartbeats and their answers on until something is so of the member, and none is under way. */
export async function exchangeUntil(
  testbed: Testbed,
  member: number,
  what: string,
  isSo: (state: MembershipState) => boolean,
): Promise<void> {
  await testbed.poll(what, async () => {
    letOn(testbed, member);
    const state = await stateOf(testbed, member);
    return isSo(state) && !state.heartbeatInFlight && testbed.gate.frames(heartbeats(member)).length === 0;
  });
}

/** Whether the member has done what the coordinator last asked for, and said so. */
export const isStable = ({ state }: MembershipState): boolean => state === 'STABLE';

/** Whether the member has heard that its group goes on without it, and its listener has yet to be called. */
export const isFenced = ({ state }: MembershipState): boolean => state === 'FENCED';

/** While the application calls poll(), something else comes about. */
export async function whilePolling<T>(testbed: Testbed, member: number, work: () => Promise<T>): Promise<T> {
  const polling = pollUntil(testbed, member, { mode: 'joining' });
  // Told to whoever waits for it below.
  polling.catch(() => undefined);
  try {
    return await work();
  } finally {
    await clientOf(testbed, member).call('consumer.stop', { name: memberId(member) });
    await polling;
  }
}

/** Whether the coordinator has given the member an epoch; it may have to call poll() until it has said that it has nothing. */
export const hasJoined = ({ state }: MembershipState): boolean =>
  state === 'STABLE' || state === 'RECONCILING' || state === 'ACKNOWLEDGING';

/**
 * The member joins its group, which gives it nothing yet. Its application has to call poll() meanwhile, the first time.
 *
 * @param isOver when it has joined.
 */
export async function askToJoin(testbed: Testbed, member: number, isOver = isStable): Promise<void> {
  const request = await testbed.held(`${memberId(member)} to join`, {
    ...heartbeats(member, 'request'),
    where: isOfStranger,
  });
  liveMember(testbed, member).memberId = requestIn(request).memberId;
  await exchangeUntil(testbed, member, `${memberId(member)} to have joined`, isOver);
}

/** As a stranger a member calls poll(), and so joins. */
const joinGroup = (testbed: Testbed, member: number): Promise<void> =>
  whilePolling(testbed, member, () => askToJoin(testbed, member));

/** Whether the heartbeat that waits says that the member has done what it was asked for. */
export const acknowledges = (frame: Frame): boolean => requestIn(frame).topicPartitions !== null;

/** Whether the heartbeat is of a stranger that joins. */
const isOfStranger = (frame: Frame): boolean => requestIn(frame).memberEpoch === 0;

/**
 * A member that the group goes on without hears of it in its next heartbeat, and gives up what it has; without a listener its
 * application need not call poll() for that. That it joins again waits at the gate.
 */
export async function hearOfFencing(testbed: Testbed, member: number): Promise<void> {
  await beat(testbed, member);
  if (isOfStranger(await heldRequest(testbed, member))) return;
  await exchange(testbed, member);
  await testbed.held(`${memberId(member)} to join again`, {
    ...heartbeats(member, 'request'),
    where: isOfStranger,
  });
}
