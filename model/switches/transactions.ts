import { ON_OFF, type ProtocolSwitch } from './switch.ts';

/** Idempotence and transactions: sequence numbers, epochs, markers, and offsets inside a transaction. */
export const TRANSACTIONS = {
  clientBumpsEpoch: {
    takes: ON_OFF,
    history: [[false], [true, '2.5']],
    sources: ['KIP-360'],
    does: 'the client bumps its epoch after an unresolved batch instead of resetting sequence numbers',
    otherwise:
      'after UNKNOWN_PRODUCER_ID the client starts over at sequence 0, which the broker takes for the first batch: a record is acknowledged and lost',
  },
  /** Before 4.0, since KIP-360, a first batch that was refused could be overtaken by the second, for good. */
  emptyPartitionStartsAtZero: {
    takes: ON_OFF,
    history: [[false], [true, '4.0']],
    sources: ['KAFKA-15591'],
    does: 'a partition that never held a record takes only sequence 0 from a producer that it does not know',
    otherwise: 'a first batch that was refused is overtaken by the second',
    mended: '4.5; taken as on from 4.0, and verdicts on 4.0 to 4.4 say so ([findings](findings.md))',
  },
  transactionTimeoutBumpsEpoch: {
    takes: ON_OFF,
    history: [[false], [true, '0.11.0.2']],
    sources: ['KAFKA-6119'],
    does: 'the coordinator bumps the epoch, and so fences the producer, when it times a transaction out',
    otherwise: 'a producer goes on under the same epoch, and half of its transaction is committed',
  },
  transactionalOffsetsFencedByGeneration: {
    takes: ON_OFF,
    history: [[false], [true, '2.5']],
    sources: ['KIP-447'],
    does: 'TxnOffsetCommit carries member and generation, and the group coordinator fences stale ones',
    otherwise: 'a member that was replaced commits its transaction beside its successor’s',
  },
  offsetFetchRequiresStable: {
    takes: ON_OFF,
    history: [[false], [true, '2.5']],
    sources: ['KIP-447'],
    does: 'OffsetFetch waits for pending transactional offsets (UNSTABLE_OFFSET_COMMIT)',
    otherwise: 'a new owner starts at the offset before a transaction that is being committed',
  },
  transactionVerification: {
    takes: ON_OFF,
    history: [[false], [true, '3.6']],
    sources: ['KIP-890'],
    does: 'the leader verifies with the coordinator that the transaction is ongoing (part 1)',
    otherwise: 'a late request opens a transaction that nobody will end',
  },
  transactionVersion: {
    takes: [1, 2],
    history: [[1], [2, '4.0']],
    sources: ['KIP-890'],
    does: '2 bumps the producer epoch at the end of every transaction (part 2)',
    otherwise: 'a late record, or a late EndTxn, becomes part of the next transaction',
  },
  /**
   * Never so in the client itself, which asks for a new epoch only when it is not yet completing the transaction
   * (`TransactionManager.maybeTransitionToErrorState`): with transaction.version 2 the coordinator does it.
   */
  expiryDuringAbortBumpsEpoch: {
    takes: ON_OFF,
    history: [[false], [true, '4.0']],
    sources: ['KIP-890'],
    does: 'a batch that expires while `abortTransaction()` waits for it costs the client its epoch',
    otherwise: 'a late record of an aborted transaction becomes part of the next one',
  },
  fetchReadsHighWatermarkOnce: {
    takes: ON_OFF,
    history: [[false], [true, '2.5']],
    sources: ['KAFKA-9807'],
    does: 'a `read_committed` fetch reads the high watermark once, so that it cannot rise meanwhile',
    otherwise: 'the fetch ends above the last stable offset, and returns records of an open transaction',
  },
  offsetsAppliedBeforeAnswer: {
    takes: ON_OFF,
    history: [[true], [false, '2.0'], [true, '3.9.1']],
    sources: ['KAFKA-17507'],
    does: 'the group coordinator applies a transaction’s offsets before it answers the marker',
    otherwise: 'offsets that were answered for are lost to the next transaction',
  },
  expiredBufferStaysTaken: {
    takes: ON_OFF,
    history: [[true], [false, '2.8'], [true, '3.9.2', '4.0.2', '4.1.2']],
    sources: ['KAFKA-19012'],
    does: 'the buffer of a batch that expired is not used again while it is being sent',
    otherwise: 'a request on its way is written over by a batch of another partition',
  },
  markerRetryAccepted: {
    takes: ON_OFF,
    history: [[true]],
    sources: ['KAFKA-19999'],
    does: 'a marker written again with the same producer epoch is answered as the first one was',
    otherwise: 'the marker is refused, and its transaction never completes',
    mended: '4.2, a fault of 4.0 and 4.1; taken as on there too',
  },
  bumpWaitsForEarlierBatches: {
    takes: ON_OFF,
    history: [[false]],
    sources: ['KAFKA-14034'],
    does: 'before a refused batch begins a new epoch, the batches before it are answered',
    otherwise: 'one that is stored and not answered is sent anew in that epoch, and stored again',
    mended: 'open; off in every version, as every client since KIP-360 lacks it',
  },
  producerStateOutlivesRecords: {
    takes: ON_OFF,
    history: [[false], [true, '2.5']],
    sources: ['KAFKA-7190'],
    does: 'a partition remembers a producer after retention has deleted its last record',
    otherwise: 'a retry of a deleted batch is stored again, and a fenced producer writes again',
  },
} as const satisfies Readonly<Record<string, ProtocolSwitch>>;
