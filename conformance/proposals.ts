import { elementsOf } from '../model/sets.ts';
import { API } from '../wire/api-keys.ts';
import { ERROR_CODES } from '../wire/error-codes.ts';
import type { Frame, Matcher } from '../wire/frame.ts';
import { alterPartitionApi, alterPartitionRequest } from '../wire/messages/alter-partition.ts';
import type { Testbed } from './testbed.ts';

/** AlterPartition requests of a leader. */
export const proposalsOf = (broker: number): Matcher => ({
  direction: 'request',
  api: API.AlterPartition,
  clientId: String(broker),
  listener: 'controller',
});

/**
 * Waits until a leader asks for this ISR of a partition. What else it asks for is refused, as the controller may do at any
 * time (INELIGIBLE_REPLICA): replica.lag.time.max.ms passes for every slow follower, and the schedule says for which it does.
 *
 * @param isr a set of brokers.
 */
export async function refuseOtherProposals(
  testbed: Testbed,
  leader: number,
  partition: number,
  isr: number,
): Promise<void> {
  const wanted = elementsOf(isr).join(',');
  for (;;) {
    const frame = await testbed.held(`broker ${leader} to ask for the ISR ${wanted}`, proposalsOf(leader));
    if (isrOf(testbed, frame, partition) === wanted) return;
    testbed.gate.answer(frame, refusal(frame));
  }
}

/** The controller does not take the proposal: the leader goes on with the ISR that it had. */
function refusal({ payload, header }: Frame): Buffer {
  const { topics } = alterPartitionRequest(payload, header);
  return alterPartitionApi.writeResponse(header.apiVersion, header.correlationId, {
    topics: topics.map(({ topicName, topicId, partitions }) => ({
      topicName,
      topicId,
      partitions: partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        errorCode: ERROR_CODES.INELIGIBLE_REPLICA,
      })),
    })),
  });
}

/** The ISR that the request asks for; undefined where it is about other partitions. */
function isrOf(testbed: Testbed, { payload, header }: Frame, partition: number): string | undefined {
  const { topic, partition: index } = testbed.names.partition(partition);
  const id = testbed.topicIds.get(topic);
  const asked = alterPartitionRequest(payload, header)
    .topics.filter((of) => of.topicId === id || of.topicName === topic)
    .flatMap(({ partitions }) => partitions)
    .find(({ partitionIndex }) => partitionIndex === index);
  const isr = header.apiVersion < 3 ? asked?.newIsr : asked?.newIsrWithEpochs.map(({ brokerId }) => brokerId);
  return isr?.toSorted((a, b) => a - b).join(',');
}
