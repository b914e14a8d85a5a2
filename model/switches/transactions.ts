import { ON_OFF, type ProtocolSwitch } from './switch.ts';

/** Idempotence and transactions: sequence numbers, epochs, markers, and offsets inside a transaction. */
export const TRANSACTIONS = {
  clientBumpsEpoch: {
    takes: ON_OFF,
    side: 'client',
    history: [[false], [true, '2.5']],
    sources: ['KIP-360'],
    ofTransactions: 'both',
    decided:
      'commits fecb977b257 and 5a073fca4cc, first tag 2.5.0; TransactionManager: the bump of an idempotent producer is local, that of a transactional one asks InitProducerId version 3 of a broker of 2.5',
    does: 'the client bumps its epoch after an unresolved batch instead of resetting sequence numbers',
    otherwise:
      'after UNKNOWN_PRODUCER_ID the client starts over at sequence 0, which the broker takes for the first batch: a record is acknowledged and lost',
  },
  /** Since KIP-360 a broker takes whatever comes first from a producer that its log does not know. */
  unknownProducerStartsAtZero: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true], [false, '2.5']],
    sources: ['KIP-360'],
    decided:
      'ProducerStateManager refuses a sequence other than 0 without state from 0.11.0.2 to 2.4.1 (UNKNOWN_PRODUCER_ID since 1.0), at 2.5.0 no more (commit fecb977b257)',
    does: 'a broker takes only sequence 0 from a producer whose records its log does not have, whatever else the log has',
    otherwise: 'a batch that was refused is overtaken by the next one of its producer, for good',
  },
  /** From 2.5 to 4.4 a first batch that was refused can be overtaken by the second, for good. */
  emptyPartitionStartsAtZero: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true], [false, '2.5'], [true, '4.5']],
    sources: ['KAFKA-15591'],
    decided:
      'ProducerStateManager: up to 2.4.1 a sequence other than 0 is refused without state, at 2.5.0 no more (fecb977b257); ProducerAppendInfo.checkSequence: 3.9.0 to 4.4.0 without, fixed on trunk only (apache/kafka #23234), which will be 4.5',
    does: 'a partition that never held a record takes only sequence 0 from a producer that it does not know',
    otherwise: 'a first batch that was refused is overtaken by the second',
  },
  /**
   * With version 1, and on brokers of 4.0, a leader refuses only what is above the lowest sequence that it has seen since
   * it began to verify the transaction (`verification.ts`); a first batch that never reached it protects nothing.
   */
  transactionStartsAtZero: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '4.1']],
    sources: ['KAFKA-18202'],
    needs: 'transaction.version 2',
    decided:
      'ProducerAppendInfo.checkSequence refuses a sequence other than 0 without state where the epoch is bumped by the broker, at 4.1.0 to 4.4.0, not at 3.9.0 to 4.0.2 (apache/kafka #19902)',
    does: 'a broker takes only sequence 0 of a transaction from a producer that it does not know',
    otherwise: 'the first batch of a transaction is overtaken by the second',
  },
  transactionTimeoutBumpsEpoch: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '0.11.0.2']],
    sources: ['KAFKA-6119'],
    decided: 'commits 5bbfd614d00, def1a768a63 and 501a5e26270, first tags 0.11.0.2, 1.0.0 and 1.1.0',
    does: 'the coordinator bumps the epoch, and so fences the producer, when it times a transaction out',
    otherwise: 'a producer goes on under the same epoch, and half of its transaction is committed',
  },
  transactionalOffsetsFencedByGeneration: {
    takes: ON_OFF,
    side: 'both',
    history: [[false], [true, '2.5']],
    sources: ['KIP-447'],
    decided: 'commits ed7c071e07f and de90175fc24, first tag 2.5.0: TxnOffsetCommit has version 3 on both sides',
    does: 'TxnOffsetCommit carries member and generation, and the group coordinator fences stale ones',
    otherwise: 'a member that was replaced commits its transaction beside its successor’s',
  },
  offsetFetchRequiresStable: {
    takes: ON_OFF,
    side: 'both',
    history: [[false], [true, '2.5']],
    sources: ['KIP-447'],
    decided: 'commit 6da70f9b95d, first tag 2.5.0: OffsetFetch has version 7 on both sides',
    does: 'OffsetFetch waits for pending transactional offsets (UNSTABLE_OFFSET_COMMIT)',
    otherwise: 'a new owner starts at the offset before a transaction that is being committed',
  },
  transactionVerification: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '3.6']],
    sources: ['KIP-890'],
    decided:
      'commit 56dcb837a2f was taken back before 3.5.0; KafkaConfig has transaction.partition.verification.enable, on, from 3.6.0',
    does: 'the leader verifies with the coordinator that the transaction is ongoing (part 1)',
    otherwise: 'a late request opens a transaction that nobody will end',
  },
  transactionVersion: {
    takes: [1, 2],
    side: 'both',
    history: [[1], [2, '4.0']],
    sources: ['KIP-890'],
    decided:
      'TransactionVersion: TV_2 is bootstrapped from metadata 4.0-IV2 on; the coordinator goes by the version of the client’s EndTxn, which is above 4 from clients of 4.0; an upgraded cluster keeps its level until it is told',
    does: '2 bumps the producer epoch at the end of every transaction (part 2)',
    otherwise: 'a late record, or a late EndTxn, becomes part of the next transaction',
  },
  /**
   * Never so in the client itself, which asks for a new epoch only when it is not yet completing the transaction
   * (`TransactionManager.maybeTransitionToErrorState`): with transaction.version 2 the coordinator does it at every end.
   */
  expiryDuringAbortBumpsEpoch: {
    takes: ON_OFF,
    side: 'both',
    history: [[false], [true, '4.0']],
    sources: ['KIP-890'],
    needs: 'transaction.version 2',
    decided:
      'TransactionManager.maybeTransitionToErrorState asks for no bump while it completes, from 2.5.0 to 4.4.0: it is the coordinator that bumps, with transaction.version 2, which came with 4.0',
    does: 'a batch that expires while `abortTransaction()` waits for it costs the client its epoch',
    otherwise: 'a late record of an aborted transaction becomes part of the next one',
  },
  fetchReadsHighWatermarkOnce: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '2.5']],
    sources: ['KAFKA-9807'],
    decided:
      'commit 6e7ebfa9db3 (apache/kafka #8418), first tag 2.5.0; Log reads it twice at 2.4.1, Replica at 0.11.0.2',
    does: 'a `read_committed` fetch reads the high watermark once, so that it cannot rise meanwhile',
    otherwise: 'the fetch ends above the last stable offset, and returns records of an open transaction',
  },
  offsetsAppliedBeforeAnswer: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true], [false, '0.11.0.3', '1.0.2', '1.1.1', '2.0'], [true, '3.9.1']],
    sources: ['KAFKA-17507', 'KAFKA-6917'],
    decided:
      'GroupMetadataManager.scheduleHandleTxnCompletion is asynchronous at 0.11.0.3, 1.0.2, 1.1.1 and 2.0.0, not at 0.11.0.2, 1.0.1 and 1.1.0; it returns a future at 3.9.1, nothing at 3.9.0; the coordinator of 4.0 never had the fault',
    does: 'the group coordinator applies a transaction’s offsets before it answers the marker',
    otherwise: 'offsets that were answered for are lost to the next transaction',
  },
  expiredBufferStaysTaken: {
    takes: ON_OFF,
    side: 'client',
    history: [[true], [false, '2.8'], [true, '3.9.2', '4.0.2', '4.1.2']],
    sources: ['KAFKA-19012'],
    decided:
      'ProducerBatch has bufferDeallocated at 3.9.2, 4.0.2, 4.1.2 and 4.2.0, not at 3.9.1, 4.0.1 and 4.1.1; the fault came with commit 30bc21ca35b, first tag 2.8.0',
    does: 'the buffer of a batch that expired is not used again while it is being sent',
    otherwise: 'a request on its way is written over by a batch of another partition',
  },
  markerRetryAccepted: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true]],
    sources: ['KAFKA-19999'],
    decided:
      'ProducerAppendInfo.checkProducerEpoch: 4.0.0 to 4.1.2 refuse only an older epoch; the stricter check of 4.2.0 came with the exception for a repeated marker (apache/kafka #21176): the fault was on trunk only',
    does: 'a marker written again with the same producer epoch is answered as the first one was',
    otherwise: 'the marker is refused, and its transaction never completes',
  },
  bumpWaitsForEarlierBatches: {
    takes: ON_OFF,
    side: 'client',
    history: [[false]],
    sources: ['KAFKA-14034'],
    decided:
      'TransactionManager.handleFailedBatch bumps at once at 4.1.2, 4.3.1 and 4.4.0; apache/kafka #13796 was closed unmerged; before 2.5 no epoch is bumped',
    does: 'before a refused batch begins a new epoch, the batches before it are answered',
    otherwise: 'one that is stored and not answered is sent anew in that epoch, and stored again',
  },
  batchesExpireInFlight: {
    takes: ON_OFF,
    side: 'client',
    history: [[false], [true, '2.1']],
    sources: ['KIP-91', 'KAFKA-5886'],
    decided:
      'Sender has getExpiredInflightBatches from 2.1.0 to 4.3.1, not at 2.0.1 (commit 7fc7136ffd2, apache/kafka #5270)',
    does: '`delivery.timeout.ms` passes for a batch while its request is on its way',
    otherwise: 'the client waits for the request, which its own time-out ends',
  },
  producerStateOutlivesRecords: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '2.4']],
    sources: ['KAFKA-7190'],
    decided:
      'commit 1a5971ebdc7 (apache/kafka #7388), first tag 2.4.0: ProducerStateManager.truncateHead drops producers at 2.3.1, not at 2.4.0',
    does: 'a partition remembers a producer after retention has deleted its last record, as long as its broker goes on',
    otherwise: 'a retry of a deleted batch is stored again, and a fenced producer writes again',
  },
  /** What is there of the transaction of a marker is told by its epoch, which only version 2 raises at every end. */
  lateMarkersRefused: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '4.2']],
    sources: ['KAFKA-19446', 'KIP-1228'],
    needs: 'transaction.version 2',
    decided:
      'ProducerAppendInfo.checkProducerEpoch refuses only an older epoch up to 4.1.2; at 4.2.0 one that is not newer as well, where WriteTxnMarkers says transaction version 2 (apache/kafka #20882, not brought to 4.0 and 4.1)',
    does: 'a partition refuses a marker with the producer epoch of the transaction that is open on it',
    otherwise: 'a late marker of one transaction ends the next',
  },
  transactionalOffsetsVerified: {
    takes: ON_OFF,
    side: 'broker',
    history: [[false], [true, '3.7']],
    sources: ['KAFKA-15449'],
    decided:
      'GroupCoordinator.handleTxnCommitOffsets asks the transaction coordinator at 3.7.0 (commit b6c78554753, apache/kafka #14370), not at 3.6.2',
    does: 'the group coordinator verifies with the transaction coordinator that the transaction of TxnOffsetCommit is ongoing',
    otherwise: 'a late TxnOffsetCommit leaves an offset pending that no marker will settle',
  },
} as const satisfies Readonly<Record<string, ProtocolSwitch>>;
