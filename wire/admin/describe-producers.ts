import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { describeProducersApi } from '../messages/describe-producers.ts';

const VERSION = 0;

/** What a replica keeps of a producer that wrote to its partition. */
export interface ProducerState {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly lastSequence: number;
  /** Of the coordinator whose marker came last; -1 where none came. */
  readonly coordinatorEpoch: number;
  /** First offset of its open transaction; -1 without one. */
  readonly transactionStart: number;
}

/**
 * The producers that the leader of a partition remembers, by producer id: what it judges the next sequence by.
 *
 * @throws {BrokerError} NOT_LEADER_OR_FOLLOWER …
 */
export async function describeProducers(
  leader: Connection,
  topic: string,
  partition: number,
): Promise<readonly ProducerState[]> {
  const body = { topics: [{ name: topic, partitionIndexes: [partition] }] };
  const { topics } = await leader.call(describeProducersApi, VERSION, body);
  const [{ errorCode, errorMessage, activeProducers }] = topics[0].partitions;
  expectSuccess(`describe the producers of ${topic}-${partition}`, errorCode, errorMessage);
  return activeProducers
    .map(({ producerId, producerEpoch, lastSequence, coordinatorEpoch, currentTxnStartOffset }) => ({
      producerId,
      producerEpoch,
      lastSequence,
      coordinatorEpoch,
      transactionStart: currentTxnStartOffset,
    }))
    .sort((a, b) => a.producerId - b.producerId);
}
