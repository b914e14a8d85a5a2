import { isLeaderFor } from '../../model/consumer/client/reading.ts';
import { presumedLeader } from '../../model/broker/reachability.ts';
import { elementsOf, type SmallSet } from '../../model/sets.ts';
import { replicaOf } from '../../model/update.ts';
import { API } from '../../wire/api-keys.ts';
import type { Frame, Matcher } from '../../wire/frame.ts';
import { joinGroupApi } from '../../wire/messages/join-group.ts';
import type { PollUntil, Polled } from '../clients/protocol.ts';
import type { ClientProcess } from '../clients/client-process.ts';
import { HarnessError } from '../harness-error.ts';
import { isKafkajs } from '../clients/is-kafkajs.ts';
import type { LiveMember } from '../testbed/live-member.ts';
import { HOME } from '../lab/listeners.ts';
import { kafkaName, memberId } from '../names.ts';
import type { Testbed } from '../testbed/testbed.ts';

/** How long a poll() may go on that ends when something comes about. */
const POLLS_MS = 60_000;

export const clientOf = (testbed: Testbed, member: number): ClientProcess => testbed.client(memberId(member));

/** What is known of a member that runs. @throws {HarnessError} when none has been started. */
export function liveMember({ members }: Testbed, member: number): LiveMember {
  const live = members.get(member);
  if (live === undefined) throw new HarnessError(`member ${member} has not been started`);
  return live;
}

/** Kafka's names of some of the machine's partitions. */
export const namesOfPartitions = ({ names }: Testbed, partitions: SmallSet): readonly string[] =>
  elementsOf(partitions).map((partition) => kafkaName(names.partition(partition)));

/** A member's client learns who leads each of these partitions, of which somebody does in his own eyes. */
export async function knowLeaders(testbed: Testbed, member: number, partitions: SmallSet): Promise<void> {
  const name = memberId(member);
  for (const partition of elementsOf(partitions)) {
    const leader = presumedLeader(testbed.world, testbed.state, partition);
    if (leader < 0) continue;
    const epoch = testbed.state.members[member].positionEpochs[partition];
    if (!isLeaderFor(testbed.world, replicaOf(testbed.world, testbed.state, leader, partition), epoch)) continue;
    testbed.answersMetadata(name, leader);
    await clientOf(testbed, member).call('consumer.leader', {
      name,
      ...testbed.names.partition(partition),
      leader,
      timeoutMs: 15_000,
    });
  }
  testbed.answersMetadata(name, HOME);
}

/** Partitions that nobody leads in his own eyes, where a position cannot be asked for. */
export const leaderless = ({ world, state }: Testbed, partitions: SmallSet): SmallSet =>
  elementsOf(partitions).reduce(
    (set, partition) => (presumedLeader(world, state, partition) < 0 ? set | (1 << partition) : set),
    0,
  );

/** The application calls poll(), and again, until `until`. What the client says of itself is noted. */
export async function pollUntil(
  testbed: Testbed,
  member: number,
  until: Omit<PollUntil, 'timeoutMs'> & { readonly timeoutMs?: number },
): Promise<Polled> {
  const name = memberId(member);
  const polled = await clientOf(testbed, member).call(
    'consumer.poll',
    { name, timeoutMs: POLLS_MS, ...until },
    2 * POLLS_MS,
  );
  if (polled.ended === 'late') throw new HarnessError(`${name} polled for ${POLLS_MS / 1000} s in vain`);
  const { generation = -1, assignment, positions } = polled;
  liveMember(testbed, member).ownership = { generation, assignment, positions };
  return polled;
}

const fetches = (member: number): Matcher => ({ api: API.Fetch, clientId: memberId(member) });

/** What a member asks the coordinator where to start with, held where producers begin before. */
export const offsetFetches = (member: number): Matcher => ({
  api: API.OffsetFetch,
  clientId: memberId(member),
  direction: 'request',
});

/** Commits of a member, and the answers to them. */
export const offsetCommits = (member: number): Matcher => ({ api: API.OffsetCommit, clientId: memberId(member) });

/** JoinGroup frames of a member. */
const joins = (member: number, direction: Frame['direction']): Matcher => ({
  api: API.JoinGroup,
  clientId: memberId(member),
  direction,
});

/** Whether the coordinator has taken the member in, and lets it wait for the others. */
export const waitsForOthers = ({ gate }: Testbed, member: number): boolean =>
  gate.unanswered(joins(member, 'request')).length > 0;

/** The answers that wait for a member that has joined. */
export const joinAnswers = (member: number): Matcher => joins(member, 'response');

/**
 * The application calls poll() until its client asks to join the group: it has been told that it has to, or is told by its
 * next heartbeat. The request waits at the gate.
 */
export async function pollUntilItJoins(testbed: Testbed, member: number): Promise<Frame> {
  const { gate } = testbed;
  const name = memberId(member);
  const client = clientOf(testbed, member);
  const polling = pollUntil(testbed, member, { mode: 'joining' });
  // Told to whoever waits for it below, which nobody does where the process has been killed.
  polling.catch(() => undefined);
  try {
    await client.call('consumer.endHeartbeatInterval', { name, aside: true });
    await testbed.until(`${name} to ask to join`, () => {
      // Before it asks to join comes what it has asked for on the same connection.
      for (const request of gate.frames(offsetFetches(member))) gate.pass(request);
      // Of a generation that it has not learned of it hears that there is a next one, as it synchronises.
      for (const answer of gate.frames(joinAnswers(member))) gate.pass(answer);
      // KafkaJS waits for its fetches, and drops what they bring.
      if (isKafkajs(testbed.world)) for (const fetch of gate.frames(fetches(member))) gate.pass(fetch);
      return gate.frames(joins(member, 'request')).length > 0;
    });
  } finally {
    await client.call('consumer.stop', { name });
    await polling;
  }
  return gate.frames(joins(member, 'request'))[0];
}

/** A member joins, and waits for the others: as a stranger it is given an id first. */
export async function joinGroup(testbed: Testbed, member: number): Promise<void> {
  const { gate } = testbed;
  const live = liveMember(testbed, member);
  for (;;) {
    const waiting = gate.frames(joins(member, 'request'));
    const request = waiting.length > 0 ? waiting[0] : await pollUntilItJoins(testbed, member);
    const id = joinGroupApi.readRequest(request.payload, request.header).memberId;
    gate.pass(request);
    if (id !== '' && id !== live.evictedId) {
      live.memberId = id;
      return;
    }
    // MEMBER_ID_REQUIRED, with an id; or UNKNOWN_MEMBER_ID.
    gate.pass(await testbed.held(`an answer to ${memberId(member)}, which joins as a stranger`, joinAnswers(member)));
  }
}
