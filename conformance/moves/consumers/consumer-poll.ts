import type { ActionOf } from '../../../model/action.ts';
import type { Polled as MachineRecord } from '../../../model/consumer/client/member.ts';
import { unlocatedOf } from '../../../model/consumer/client/starting.ts';
import { autoCommitDue } from '../../../model/application/automatic-commits.ts';
import { add, elementsOf, EMPTY, range, type SmallSet } from '../../../model/sets.ts';
import type { ClusterState } from '../../../model/state.ts';
import type { RecordInHand } from '../../testbed/live-member.ts';
import {
  clientOf,
  knowLeaders,
  leaderless,
  liveMember,
  namesOfPartitions,
  pollUntil,
  pollUntilItJoins,
} from '../../actors/member-control.ts';
import { hearOfFencing, whilePolling } from '../../actors/kip-848-members.ts';
import { isKafkajs } from '../../clients/is-kafkajs.ts';
import { kafkaName, memberId } from '../../names.ts';
import { pollByHandler } from './poll-by-handler.ts';
import { pollRecords } from '../../actors/record-polls.ts';
import type { Testbed } from '../../testbed/testbed.ts';
import type { Move, PlayedStep } from '../move.ts';

/** How long a poll() takes in which the network thread commits. */
const COMMITS_MS = 50;

/** One call of the machine's poll(): several of the client's, until that is where the machine's is. */
interface Round {
  /** Those that may be fetched from. */
  readonly partitions: SmallSet;
  /** How many records it is to return. */
  readonly wanted: number;
  readonly atMost?: number;
}

/** The application calls poll() until its client is where the machine's is. */
export const poll: Move<ActionOf<'consumer.poll' | 'consumer.poll-prefix'>> = async (testbed, step) => {
  const { action, before, after } = step;
  const { member } = action;
  const name = memberId(member);
  const { owned, batch, worker } = before.members[member];
  await knowLeaders(testbed, member, owned);
  if (isKafkajs(testbed.world)) return pollByHandler(testbed, step);
  if (autoCommitDue(testbed.world, before, member)) {
    await clientOf(testbed, member).call('consumer.endCommitInterval', { name });
    // From 4.2 on KIP-848's network thread may commit what the same poll() returns (KAFKA-18641): here nothing is fetched yet.
    if (testbed.world.rebalance === 'kip-848')
      await pollUntil(testbed, member, { mode: 'once', timeoutMs: COMMITS_MS });
  }
  if (testbed.world.rebalance === 'kip-848' && owned !== EMPTY && after.members[member].owned === EMPTY) {
    // The coordinator refuses the automatic commit, and tells the member so in its next heartbeat.
    await whilePolling(testbed, member, () => hearOfFencing(testbed, member));
    return;
  }
  const records: RecordInHand[] = [];
  for (const round of roundsOf(testbed, step)) records.push(...(await pollRound(testbed, member, after, round)));
  liveMember(testbed, member).take(records, [...batch, ...worker], after);
  // The coordinator has refused the automatic commit: the client finds out in its next poll().
  if (owned !== EMPTY && after.members[member].owned === EMPTY) await pollUntilItJoins(testbed, member);
};

/**
 * Where poll() returns less than there is, the client says from which partitions: it is let fetch from one after the other, in
 * the machine's order.
 */
function roundsOf(
  testbed: Testbed,
  { action, before, after }: PlayedStep<ActionOf<'consumer.poll' | 'consumer.poll-prefix'>>,
): readonly Round[] {
  const { member } = action;
  const { owned } = before.members[member];
  // A commit that is refused is all that the machine's poll() does then.
  if (after.members[member].owned === EMPTY) return [{ partitions: EMPTY, wanted: 0 }];
  const count = (partition: number): number =>
    inHand(after, member, partition).length - inHand(before, member, partition).length;
  const unlocated = unlocatedOf(before, member);
  const total = elementsOf(owned).reduce((sum, partition) => sum + count(partition), 0);
  const limit = action.type === 'consumer.poll-prefix' ? action.records : testbed.world.maxPollRecords;
  if (total < limit) return [{ partitions: owned & ~unlocated, wanted: total }];
  return elementsOf(owned)
    .filter((partition) => count(partition) > 0)
    .map((partition) => ({ partitions: add(EMPTY, partition), wanted: count(partition), atMost: count(partition) }));
}

async function pollRound(
  testbed: Testbed,
  member: number,
  after: ClusterState,
  { partitions, wanted, atMost }: Round,
): Promise<readonly RecordInHand[]> {
  const { world, names } = testbed;
  const located = partitions & ~leaderless(testbed, partitions);
  const records = await pollRecords(testbed, memberId(member), {
    partitions: namesOfPartitions(testbed, partitions),
    atMost,
    isOver: (count, positions) =>
      count >= wanted &&
      elementsOf(located).every(
        (partition) => positions[kafkaName(names.partition(partition))] === after.members[member].positions[partition],
      ),
  });
  return records.map((record) => {
    const number = range(world.inputs).find((input) => kafkaName(names.partition(input)) === kafkaName(record));
    return { partition: number ?? -1, offset: record.offset, value: record.value };
  });
}

const inHand = ({ members }: ClusterState, member: number, partition: number): readonly MachineRecord[] =>
  [...members[member].batch, ...members[member].worker].filter((record) => record.partition === partition);
