import { ON_OFF, type ProtocolSwitch } from './switch.ts';

/**
 * Sabotage: no version of Kafka was ever without these. Each takes one safety mechanism away, so that a test can show
 * that a named guarantee notices.
 */
export const MECHANISMS = {
  generationFencing: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true]],
    sources: [],
    decided: 'GroupCoordinator answers ILLEGAL_GENERATION in every version',
    does: 'the group coordinator takes commits of the current generation only',
    otherwise: 'the coordinator takes commits of any generation',
  },
  sequenceDeduplication: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true]],
    sources: [],
    decided: 'ProducerStateManager finds duplicates since idempotence came, 0.11.0.0',
    does: 'the broker does not append a batch that it already has',
    otherwise: 'the broker appends batches that it already has',
  },
  producerEpochFencing: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true]],
    sources: [],
    decided: 'ProducerAppendInfo.checkProducerEpoch and TransactionCoordinator compare epochs since 0.11.0.0',
    does: 'broker and coordinator refuse an older producer epoch',
    otherwise: 'broker and coordinator take any producer epoch',
  },
  lastStableOffset: {
    takes: ON_OFF,
    side: 'both',
    history: [[true]],
    sources: [],
    decided: 'Log.lastStableOffset and Fetcher’s aborted transactions, since 0.11.0.0',
    does: '`read_committed` reads up to the last stable offset and skips aborted records',
    otherwise: '`read_committed` reads to the high watermark and skips nothing',
  },
  followerTruncates: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true]],
    sources: [],
    decided: 'ReplicaFetcherThread truncates in every version: to the high watermark first, by epoch since 0.11.0.0',
    does: 'a follower truncates what differs when it meets a new leader',
    otherwise: 'a follower keeps what it has when it meets a new leader',
  },
  offsetsWaitForMarker: {
    takes: ON_OFF,
    side: 'broker',
    history: [[true]],
    sources: [],
    decided: 'GroupMetadata keeps a transaction’s offsets pending since 0.11.0.0',
    does: 'offsets of a transaction are applied by its commit marker',
    otherwise: 'offsets of a transaction apply when they are sent',
  },
} as const satisfies Readonly<Record<string, ProtocolSwitch>>;
