/**
 * The switches of the clients: what another client library, or an older version of one, does otherwise than Apache
 * Kafka's Java client, whose behaviour is the default.
 *
 * Each switch is a published bug, named after the right behaviour where it is a yes or a no. Its comment says which
 * library and version had the bug, what went wrong and what the fix was.
 */
export interface Client {
  /**
   * librdkafka 1.6.0 to 1.8.0 (#3575): when a batch inside a transaction was answered OUT_OF_ORDER_SEQUENCE_NUMBER, the client
   * asked for a new producer epoch and went on. InitProducerId aborts what is open, so everything sent before was
   * lost, and the commit succeeded. Fixed in 1.8.2: the transaction can only be aborted.
   */
  readonly abortsOnOutOfOrder: boolean;
  /**
   * librdkafka before 1.5.2 (confluent-kafka-dotnet #1568, PR #3087): a record that timed out inside a transaction did not
   * touch the transaction, which could be committed without it. Fixed: the transaction can only be aborted.
   */
  readonly failsTransactionOnTimeout: boolean;
  /**
   * librdkafka before 1.9.0: metadata of a broker that is starting left the topic out; the client dropped the partition
   * with its sequence numbers, and began at 0 when it was back, which the broker takes for records that it has. Fixed: the
   * numbers survive.
   */
  readonly keepsSequencesOverMetadataLoss: boolean;
  /**
   * KafkaJS before 2.0.0 (#598, PR #1050, #1172), @platformatic/kafka 2.1.0 (#326): a record took the next sequence number,
   * and the number moved on only when the record was acknowledged; two sends at a time shared one. Fixed: a number is
   * taken once.
   */
  readonly numbersSendsAtomically: boolean;
  /**
   * Sarama before 1.46.3 (#3354, PR #3362): a record that was handed over while an earlier one waited for its retry was
   * buffered, and sent without a sequence number of its own: as 0. Fixed: it is numbered when the buffer is flushed.
   */
  readonly numbersBufferedRecords: boolean;
  /**
   * franz-go before 1.20.7 (#1217, PR #1218): a record that was cancelled after an indefinite error was taken for never
   * written, and its sequence number used for the next one. Fixed: the number is burnt, a new epoch begins.
   */
  readonly burnsIndefiniteSequences: boolean;
  /**
   * Sarama 1.31.0 to 1.46.x, without idempotence to 1.59 (#2619, #2860, PR #3422, #3644): while a record waits for its
   * retry, later ones of its partition are sent. Fixed: the partition is muted.
   */
  readonly mutesPartitionOnRetry: boolean;
  /**
   * kafka-go 0.4 before PR #716 (#686): every batch of a writer was sent by itself, over a connection of a pool, so that batches
   * of a partition arrived in any order. Fixed: a queue for each partition.
   */
  readonly sendsOverOneConnection: boolean;

  /**
   * An offset that the application stores for the next automatic commit when its partition has just been revoked.
   * `refused`: as it should be. `kept`, librdkafka before 1.9.0 (#2782, #1767, PR #3774): it is committed when the
   * partition comes back, over what others have committed meanwhile. `committed`, Redpanda Connect on franz-go (PR
   * #4477): the next commit names it, whoever owns the partition. Fixed: an offset is stored for what is assigned only.
   */
  readonly lateOffsetStore: 'refused' | 'kept' | 'committed';
  /**
   * KafkaJS 1.13 to 2.2.4, open (#1046): the heartbeat between two records of a batch joins the rebalance, and the loop goes
   * on with the batch, and commits it, under the new generation. True: a rebalance waits until the batch is done (as
   * in the Java client), or the batch is dropped.
   */
  readonly dropsBatchOnRebalance: boolean;
  /**
   * kafka-go 0.4.47, open (#1398); librdkafka's consume_batch before 1.7.0 (#3340): records that were fetched ahead stay in
   * the client's queue through a rebalance and are delivered after it. True: the queue is dropped with the assignment.
   */
  readonly flushesQueueOnRebalance: boolean;
  /**
   * @platformatic/kafka 2.3.0 (PR #321): a partition that moved away was never taken out of the fetch session (KIP-227), so
   * that the broker went on serving it, and the client took, processed and committed its records. Fixed: it is named
   * in forgottenTopicsData, and what was not asked for is dropped.
   */
  readonly forgetsRevokedPartitions: boolean;
  /**
   * @platformatic/kafka, open (#267): an OffsetFetch that is answered STALE_MEMBER_EPOCH (KIP-848) was taken for a partition
   * without a committed offset. True: it is tried again with the new epoch.
   */
  readonly retriesOffsetFetch: boolean;
  /**
   * librdkafka before 1.7.0 (PR #3369): the abort marker of a transaction that wrote nothing to the partition was counted as the
   * end of the next aborted transaction of its producer, whose records were then delivered. Fixed: it is ignored.
   */
  readonly ignoresEmptyAborts: boolean;
  /**
   * confluent-kafka-javascript 1.9.0 and 1.10.0, open (#528): while a handler takes long, the cache of fetched records
   * expires; what had not been delivered is discarded, and the position stays behind it. True: the consumer seeks back.
   */
  readonly seeksBackOnCacheExpiry: boolean;
  /**
   * franz-go in 2021 (#57): automatic commits ran beside the loop and covered the records in its hands. True: they cover the
   * poll before (in the Java client, since KAFKA-2942).
   */
  readonly autoCommitsPreviousPoll: boolean;
  /**
   * Sarama before 1.43.3 (#2940, PR #2947), and retry loops around commitAsync() anywhere: commits are on their way at the
   * same time and take effect in any order. True: one commit is answered before the next is sent.
   */
  readonly commitsInOrder: boolean;
  /**
   * librdkafka 1.6.0 to 2.9 (#4059, PR #4908): a commit that was refused with ILLEGAL_GENERATION during a cooperative rebalance made
   * the member give its partitions up for lost, with what it had processed and not committed. True: it keeps them and
   * commits in the next generation.
   */
  readonly keepsAssignmentOnIllegalGeneration: boolean;
  /** Sarama #713, kafka-go #62: the offset of the last record was committed. True: that of the next one. */
  readonly commitsNextOffset: boolean;
  /**
   * KafkaJS to 2.2.4, open; Sarama before PR #3593: TxnOffsetCommit of version 0 or 1, which has no member and no generation
   * (KIP-447), so that the coordinator cannot tell a member that was replaced.
   */
  readonly sendsGenerationWithOffsets: boolean;
}

/** Apache Kafka's own client. */
export const JAVA_CLIENT: Client = {
  abortsOnOutOfOrder: true,
  failsTransactionOnTimeout: true,
  keepsSequencesOverMetadataLoss: true,
  numbersSendsAtomically: true,
  numbersBufferedRecords: true,
  burnsIndefiniteSequences: true,
  mutesPartitionOnRetry: true,
  sendsOverOneConnection: true,
  lateOffsetStore: 'refused',
  dropsBatchOnRebalance: true,
  flushesQueueOnRebalance: true,
  forgetsRevokedPartitions: true,
  retriesOffsetFetch: true,
  ignoresEmptyAborts: true,
  seeksBackOnCacheExpiry: true,
  autoCommitsPreviousPoll: true,
  commitsInOrder: true,
  keepsAssignmentOnIllegalGeneration: true,
  commitsNextOffset: true,
  sendsGenerationWithOffsets: true,
};
