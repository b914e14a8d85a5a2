import type { ActionOf } from '../../model/action.ts';
import { elementsOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { autoCommitDue } from '../../model/consumer/poll.ts';
import { API } from '../../wire/api-keys.ts';
import type { Matcher } from '../../wire/frame.ts';
import type { Polled } from '../clients/protocol.ts';
import type { RecordInHand } from '../live-member.ts';
import {
  clientOf,
  kafkaName,
  knowLeaders,
  leaderless,
  liveMember,
  namesOfPartitions,
  pollUntil,
  pollUntilItJoins,
} from '../member-control.ts';
import { hearOfFencing, whilePolling } from '../kip-848-members.ts';
import { memberId } from '../names.ts';
import type { Testbed } from '../testbed.ts';
import type { Move } from './move.ts';

/** How long one poll() waits for records that are on their way. */
const POLL_MS = 50;
/** How long the application goes on polling for what it should get. */
const PATIENCE_MS = 10_000;

/**
 * The application calls poll() until its client is where the machine's is. Fetches are let through one by one, so that no
 * later one brings what the schedule has for the next poll().
 */
export const poll: Move<ActionOf<'consumer.poll'>> = async (testbed, { action: { member }, before, after }) => {
  const name = memberId(member);
  const client = clientOf(testbed, member);
  const { owned } = before.members[member];
  const partitions = namesOfPartitions(testbed, owned);
  await knowLeaders(testbed, member, owned);
  if (autoCommitDue(testbed.world, before, member)) await client.call('consumer.endCommitInterval', { name });
  if (testbed.world.rebalance === 'kip-848' && owned !== 0 && after.members[member].owned === 0) {
    // The coordinator refuses the automatic commit, and tells the member so in its next heartbeat.
    await whilePolling(testbed, member, () => hearOfFencing(testbed, member));
    return;
  }
  await client.call('consumer.resume', { name, partitions });
  const records: RecordInHand[] = [];
  const wanted = inHand(after, member) - inHand(before, member);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const polled = await pollOnce(testbed, member);
    records.push(...polled.records.map((record) => recordOf(testbed, record)));
    if (Date.now() > end || (records.length >= wanted && isThere(testbed, member, after, polled))) break;
  }
  liveMember(testbed, member).take(records, [...before.members[member].batch, ...before.members[member].worker], after);
  await client.call('consumer.pause', { name, partitions });
  await endFetches(testbed, member);
  // The coordinator has refused the automatic commit: the client finds out in its next poll().
  if (owned !== 0 && after.members[member].owned === 0) await pollUntilItJoins(testbed, member);
};

const fetchesOf = (member: number): Matcher => ({ api: API.Fetch, clientId: memberId(member) });

const inHand = ({ members }: ClusterState, member: number): number =>
  members[member].batch.length + members[member].worker.length;

/** One poll(): a fetch to each leader may go on, the one that waits or the one that it sends. */
async function pollOnce(testbed: Testbed, member: number): Promise<Polled> {
  const { gate } = testbed;
  const gone = new Set<number>();
  let isOver = false;
  const polling = pollUntil(testbed, member, { mode: 'once', timeoutMs: POLL_MS }).finally(() => {
    isOver = true;
  });
  const letOn = (): boolean => {
    for (const fetch of gate.frames({ ...fetchesOf(member), direction: 'request' })) {
      if (gone.has(fetch.link)) continue;
      gone.add(fetch.link);
      gate.pass(fetch);
    }
    return isOver;
  };
  void gate.until(letOn);
  return polling;
}

/** Whether the client's positions are the machine's, where it can know them. */
function isThere(testbed: Testbed, member: number, after: ClusterState, { positions }: Polled): boolean {
  const { owned, positions: wanted } = after.members[member];
  return elementsOf(owned & ~leaderless(testbed, owned)).every(
    (partition) => positions[kafkaName(testbed.names.partition(partition))] === wanted[partition],
  );
}

/** The fetch that poll() sends as it returns records finds nothing. */
async function endFetches(testbed: Testbed, member: number): Promise<void> {
  const { gate } = testbed;
  for (const fetch of gate.frames({ ...fetchesOf(member), direction: 'request' })) gate.pass(fetch);
  await testbed.until(
    `fetches of ${memberId(member)} to end`,
    () => gate.unanswered(fetchesOf(member)).length === 0 && gate.frames(fetchesOf(member)).length === 0,
  );
}

function recordOf({ world, names }: Testbed, { topic, partition, offset, value }: Polled['records'][number]) {
  const number = Array.from({ length: world.inputs }, (_, input) => input).find(
    (input) => kafkaName(names.partition(input)) === kafkaName({ topic, partition }),
  );
  return { partition: number ?? -1, offset, value };
}
