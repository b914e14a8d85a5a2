import { elementsOf } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { replicaOf } from '../../model/update.ts';
import { API } from '../../wire/api-keys.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import type { Frame, Matcher } from '../../wire/frame.ts';
import { alterPartitionApi } from '../../wire/messages/alter-partition.ts';
import { answerTo } from './answer-to.ts';
import { HarnessError } from '../harness-error.ts';
import type { Testbed } from '../testbed/testbed.ts';

/**
 * What leaders ask of the controller: AlterPartition requests, held at the gate. A leader has one of them under way at a
 * time, for as many partitions as have something to ask for; what an answer leaves out it asks for again at once, together
 * with what has come up since (`AlterPartitionManager.handleAlterPartitionResponse`).
 */

/** One partition in a request: the machine's number of it, and the brokers asked for, as in `0,1`. */
interface Proposal {
  readonly partition: number;
  readonly isr: string;
}

/** How long nothing new is looked for after a leader had nothing else to ask for than before, in ms. */
const PAUSE_MS = 60;

const proposalsOf = (broker: number): Matcher => ({
  direction: 'request',
  api: API.AlterPartition,
  clientId: String(broker),
  listener: 'controller',
});

/** The ISR that the machine's leader has asked for, as a set; 0 for none. */
export const proposedIsr = ({ world }: Testbed, state: ClusterState, leader: number, partition: number): number =>
  replicaOf(world, state, leader, partition).leading?.proposedIsr ?? 0;

/**
 * Whether a leader asks for the ISR of a partition that it asks for in `state`, within some time. What the machine's leader
 * does not ask for is refused, as the controller may do at any time (INELIGIBLE_REPLICA): replica.lag.time.max.ms passes for
 * every slow follower, and the schedule says for which it does.
 */
export async function asks(
  testbed: Testbed,
  state: ClusterState,
  leader: number,
  partition: number,
  patienceMs: number,
): Promise<boolean> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const [frame] = testbed.gate.frames(proposalsOf(leader));
    const proposals = frame === undefined ? [] : proposalsIn(testbed, frame);
    if (proposals.some((proposal) => proposal.partition === partition && isWanted(testbed, state, leader, proposal)))
      return true;
    if (frame !== undefined) refuseUnwanted(testbed, state, leader, frame);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return false;
}

/** As `asks`, for what has to come. @throws {HarnessError} when it does not. */
export async function untilAsks(
  testbed: Testbed,
  state: ClusterState,
  leader: number,
  partition: number,
): Promise<void> {
  if (await asks(testbed, state, leader, partition, 20_000)) return;
  const wanted = elementsOf(proposedIsr(testbed, state, leader, partition)).join(',');
  throw new HarnessError(`waited 20 s for broker ${leader} to ask for the ISR ${wanted} of partition ${partition}`);
}

/** Refuses what a leader asks for by now and the machine's does not, so that it may ask for something else. */
export function refuseOthers(testbed: Testbed, state: ClusterState, leader: number): void {
  for (const frame of testbed.gate.frames(proposalsOf(leader))) {
    const proposals = proposalsIn(testbed, frame);
    if (!proposals.every((proposal) => isWanted(testbed, state, leader, proposal))) {
      refuseUnwanted(testbed, state, leader, frame);
    }
  }
}

/** The controller hears what a leader asks for one partition, and nothing else; resolves when the leader has the answer. */
export async function decide(testbed: Testbed, state: ClusterState, leader: number, partition: number): Promise<void> {
  await untilAsks(testbed, state, leader, partition);
  const [frame] = testbed.gate.frames(proposalsOf(leader));
  const { payload, header } = frame;
  const request = alterPartitionApi.readRequest(payload, header);
  const topics = request.topics
    .map((topic) => ({
      ...topic,
      partitions: topic.partitions.filter(
        ({ partitionIndex }) => partitionOf(testbed, topic, partitionIndex) === partition,
      ),
    }))
    .filter(({ partitions }) => partitions.length > 0);
  const answered = answerTo(testbed, frame);
  testbed.gate.pass(frame, alterPartitionApi.writeRequest(header, { ...request, topics }));
  await testbed.within(`the controller to answer broker ${leader}`, answered);
}

const isWanted = (testbed: Testbed, state: ClusterState, leader: number, { partition, isr }: Proposal): boolean =>
  partition >= 0 && elementsOf(proposedIsr(testbed, state, leader, partition)).join(',') === isr;

/** Answers a request: what the machine's leader asks for as well is left out, so that it comes again. */
function refuseUnwanted(testbed: Testbed, state: ClusterState, leader: number, frame: Frame): void {
  const { payload, header } = frame;
  const topics = alterPartitionApi.readRequest(payload, header).topics.map((topic) => ({
    topicName: topic.topicName,
    topicId: topic.topicId,
    partitions: topic.partitions
      .filter((asked) => {
        const proposal = {
          partition: partitionOf(testbed, topic, asked.partitionIndex),
          isr: isrOf(asked, header.apiVersion),
        };
        return !isWanted(testbed, state, leader, proposal);
      })
      .map(({ partitionIndex }) => ({ partitionIndex, errorCode: ERROR_CODES.INELIGIBLE_REPLICA })),
  }));
  const kept = topics.filter(({ partitions }) => partitions.length > 0);
  testbed.gate.answer(
    frame,
    alterPartitionApi.writeResponse(header.apiVersion, header.correlationId, { topics: kept }),
  );
}

const proposalsIn = (testbed: Testbed, { payload, header }: Frame): readonly Proposal[] =>
  alterPartitionApi.readRequest(payload, header).topics.flatMap((topic) =>
    topic.partitions.map((asked) => ({
      partition: partitionOf(testbed, topic, asked.partitionIndex),
      isr: isrOf(asked, header.apiVersion),
    })),
  );

type Topic = ReturnType<typeof alterPartitionApi.readRequest>['topics'][number];

const isrOf = ({ newIsr, newIsrWithEpochs }: Topic['partitions'][number], version: number): string =>
  (version < 3 ? newIsr : newIsrWithEpochs.map(({ brokerId }) => brokerId)).toSorted((a, b) => a - b).join(',');

/** The machine's number of a partition; -1 where it is of another topic, such as one that has been deleted. */
function partitionOf({ world, names, topicIds }: Testbed, { topicName, topicId }: Topic, index: number): number {
  for (let partition = 0; partition < world.partitions; partition += 1) {
    const { topic, partition: number } = names.partition(partition);
    if (number === index && (topicName === topic || topicId === topicIds.get(topic))) return partition;
  }
  return -1;
}
