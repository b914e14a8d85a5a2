import { addPartitions } from '../../../model/ports/transaction.ts';
import { add, EMPTY } from '../../../model/sets.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { addPartitionsToTxnApi } from '../../../wire/messages/add-partitions-to-txn.ts';
import { answered, type Handled, handler } from '../handler.ts';
import { partitionOf, topicNamed } from '../topic-named.ts';
import { refusalOf, transactionCode, withTransactionState } from './identified.ts';

type Added = Handled<ReturnType<typeof addPartitionsToTxnApi.readResponse>>;

/** The last version that clients speak: later ones are of brokers among each other (KIP-890). */
const OF_CLIENTS = 3;

/** AddPartitionsToTxn: all of them, or none where one is not there. */
export const addPartitionsToTxn = handler(
  addPartitionsToTxnApi,
  (cluster, { broker, version, body }): Added => {
    const {
      v3AndBelowTransactionalId: transactionalId,
      v3AndBelowProducerId: producerId,
      v3AndBelowProducerEpoch: epoch,
      v3AndBelowTopics: topics,
    } = body;
    const numbers = topics.flatMap(({ name, partitions }) =>
      partitions.map((index) => partitionOf(topicNamed(cluster, name, ''), index)),
    );
    const told = (after: typeof cluster, code: number): Added =>
      answered(after, {
        resultsByTopicV3AndBelow: topics.map(({ name, partitions }) => ({
          name,
          resultsByPartition: partitions.map((partitionIndex) => ({
            partitionIndex,
            partitionErrorCode: numbers.includes(-1)
              ? partitionOf(topicNamed(cluster, name, ''), partitionIndex) < 0
                ? ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION
                : ERROR_CODES.OPERATION_NOT_ATTEMPTED
              : code,
          })),
        })),
      });
    const refusal = refusalOf(cluster, broker, { transactionalId, producerId });
    if (refusal !== 0 || numbers.includes(-1)) return told(cluster, refusal);
    const partitions = numbers.reduce(add, EMPTY);
    const asked = { producerId, epoch };
    const added = addPartitions(cluster.world, cluster.machine, asked, partitions, cluster.transactions);
    return told(withTransactionState(cluster, added), transactionCode(added.error, version >= 2));
  },
  OF_CLIENTS,
);
