/**
 * The switches of the protocol: what differs between the versions of Kafka, and what the suite can break on purpose.
 *
 * Today's protocol is the default. A switch that follows Kafka's history says which KIP or issue changed it and in
 * which version; `kafka: "2.0"` in a setup turns them as that version had them (`versions.ts`). A switch of the last
 * group never was a version of Kafka: it takes one safety mechanism away, so that a test can show that a named
 * guarantee notices.
 */
export interface Protocol {
  /**
   * How a follower finds the offset to truncate to when it meets a new leader.
   * `high-watermark` before 0.11; `kip-101` (leader epochs) from 0.11; `kip-279` (largest common epoch) from 2.0;
   * `kip-320` (fenced fetches, KAFKA-7395) from 2.1.
   */
  readonly truncation: 'high-watermark' | 'kip-101' | 'kip-279' | 'kip-320';
  /** KAFKA-7128 (2.0.1): a follower joins the ISR only once it has reached the start of the leader's epoch. */
  readonly isrExpandWaitsForEpochStart: boolean;
  /** KAFKA-15583 (3.7): the high watermark stands still while the ISR is smaller than `min.insync.replicas`. */
  readonly highWatermarkWaitsForMinIsr: boolean;
  /** KIP-966 (opt-in in 4.0, new clusters from 4.1): eligible leader replicas; the ISR may become empty. */
  readonly eligibleLeaderReplicas: boolean;
  /** KRaft (production-ready from 3.3): a broker that comes back is fenced before it is registered again. */
  readonly registrationFencesOldIncarnation: boolean;
  /** KIP-903 (3.5): AlterPartition carries broker epochs, and a stale one is refused. */
  readonly alterPartitionChecksBrokerEpoch: boolean;
  /** KIP-320 for consumers (2.3): a fetch position carries its leader epoch and is validated after a leader change. */
  readonly consumerValidatesEpoch: boolean;
  /** KIP-360 (2.5): the client bumps its epoch after an unresolved batch instead of resetting sequence numbers. */
  readonly clientBumpsEpoch: boolean;
  /**
   * KAFKA-15591 (4.5): a partition that never held a record takes only sequence 0 from a producer that it does not know.
   * Before, since KIP-360, a first batch that was refused could be overtaken by the second, for good.
   */
  readonly emptyPartitionStartsAtZero: boolean;
  /** KAFKA-6119 (0.11.0.2, 1.0): the coordinator bumps the epoch when it times a transaction out. */
  readonly transactionTimeoutBumpsEpoch: boolean;
  /** KIP-447 (2.5): TxnOffsetCommit carries member and generation, and the group coordinator fences stale ones. */
  readonly transactionalOffsetsFencedByGeneration: boolean;
  /** KIP-447 (2.5): OffsetFetch waits for pending transactional offsets (UNSTABLE_OFFSET_COMMIT). */
  readonly offsetFetchRequiresStable: boolean;
  /** KIP-890 part 1 (3.6): the leader verifies with the coordinator that the transaction is ongoing. */
  readonly transactionVerification: boolean;
  /** KIP-890 part 2 (4.0): 2 bumps the producer epoch at the end of every transaction. */
  readonly transactionVersion: 1 | 2;
  /**
   * A batch that expires while abortTransaction() waits for it costs the client its epoch. Never so in the client
   * itself, which asks for a new epoch only when it is not yet completing the transaction
   * (`TransactionManager.maybeTransitionToErrorState`): with transaction.version 2 (KIP-890, 4.0) the coordinator does it.
   */
  readonly expiryDuringAbortBumpsEpoch: boolean;
  /** KAFKA-9807 (2.5): a fetch with read_committed reads the high watermark once, so that it cannot rise meanwhile. */
  readonly fetchReadsHighWatermarkOnce: boolean;
  /** KAFKA-17507 (3.9.1): the group coordinator applies a transaction's offsets before it answers the marker. */
  readonly offsetsAppliedBeforeAnswer: boolean;
  /** KAFKA-19012 (3.9.2, 4.0.2, 4.1.2): the buffer of a batch that expired is not used again while it is being sent. */
  readonly expiredBufferStaysTaken: boolean;
  /** KAFKA-19999 (4.2): a marker written again with the same producer epoch is answered as the first one was. */
  readonly markerRetryAccepted: boolean;
  /**
   * KAFKA-14034 (open; every client since KIP-360 lacks it): before a new epoch begins because a batch was refused for
   * good, the batches before it are answered. Otherwise one that is stored and not answered is sent anew in that epoch.
   */
  readonly bumpWaitsForEarlierBatches: boolean;
  /** KAFKA-7190 (2.5): a partition remembers a producer after retention has deleted its last record. */
  readonly producerStateOutlivesRecords: boolean;
  /** KIP-211 (2.1): the committed offsets of a group expire only when the group has been empty for long enough. */
  readonly activeGroupKeepsOffsets: boolean;
  /** KAFKA-13636 (2.8.2, 3.0.1, 3.1.1): offsets do not expire either while the members of their group rejoin. */
  readonly rebalancingGroupKeepsOffsets: boolean;
  /**
   * KAFKA-20634 (fixed in 2026; the group coordinator of 4.0 had it): a coordinator that no longer leads its partition of
   * `__consumer_offsets` answers no commit that its successor may not have.
   */
  readonly deposedCoordinatorIsSilent: boolean;
  /** KIP-207 (2.2): ListOffsets(latest) waits until a new leader's high watermark has reached the start of its epoch. */
  readonly listOffsetsWaitsForEpochStart: boolean;
  /** KAFKA-3197 (0.10): with one request in flight a partition is muted as a whole, whichever broker leads it. */
  readonly clientMutesPartition: boolean;
  /**
   * KAFKA-14639 (3.4.1): cooperative-sticky takes a partition for owned as long as a member claims it. From 2.8.1 on
   * (KAFKA-12984) it had dropped the claims of members that had missed a generation.
   */
  readonly olderClaimsCount: boolean;
  /** KAFKA-16147 (3.8): a partition that its member was to give up and may keep after all stays its own (KIP-848). */
  readonly returnedPartitionStaysOwned: boolean;
  /** KAFKA-18641 (4.0): the consumer of KIP-848 auto-commits only what the application has been given. */
  readonly autoCommitsReturnedOnly: boolean;
  /** KAFKA-14196 (3.2.3): an eager consumer returns nothing more once it has sent the commit before its revocation. */
  readonly revocationPausesFetching: boolean;
  /**
   * KAFKA-5494 (1.0): of how many batches of a producer, per partition, a broker knows the sequence numbers: 5, before only
   * the last. Redpanda before 21.11 knew too few as well (#3038, #3039). More in flight than that cannot be deduplicated.
   */
  readonly retainedBatches: number;

  /** Sabotage when false: the group coordinator accepts commits of any generation. */
  readonly generationFencing: boolean;
  /** Sabotage when false: the broker appends batches that it already has. */
  readonly sequenceDeduplication: boolean;
  /** Sabotage when false: the broker and the coordinator accept any producer epoch. */
  readonly producerEpochFencing: boolean;
  /** Sabotage when false: read_committed reads up to the high watermark and does not skip aborted records. */
  readonly lastStableOffset: boolean;
  /** Sabotage when false: a follower keeps whatever it has when it meets a new leader. */
  readonly followerTruncates: boolean;
  /** Sabotage when false: offsets of a transaction are applied when they are sent, not by the commit marker. */
  readonly offsetsWaitForMarker: boolean;
}
