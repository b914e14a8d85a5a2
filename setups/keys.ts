import { assignmentStrategy } from './assignors.ts';
import { bool, INT_MAX, int, type Kind, LONG_MAX, nameOrNull, oneOf, oneOfAnyCase, oneOfNumbers } from './kinds.ts';
import { perFault } from './per-fault.ts';

const acks: Kind<'0' | '1' | 'all'> = {
  allowed: 'all, -1, 1 or 0',
  words: ['all', '-1', '1', '0'],
  parse(value) {
    const text = String(value).trim();
    if (text === 'all' || text === '-1') return 'all';
    return text === '0' || text === '1' ? text : undefined;
  },
};

/** `by_duration` (KIP-1106) is read as earliest: the model has no clock, and every record of it is recent. */
const offsetReset: Kind<'earliest' | 'latest' | 'none'> = {
  allowed: 'earliest, latest, none or by_duration:<ISO 8601 duration>',
  words: ['earliest', 'latest', 'none'],
  parse(value) {
    const text = typeof value === 'string' ? value.trim() : '';
    if (text === 'earliest' || text === 'latest' || text === 'none') return text;
    return /^by_duration:P(?=.*\d)[\dDTHMS.]+$/.test(text) ? 'earliest' : undefined;
  },
};

/** How long `"4.1"` may be is checked by the release table, not here. */
const version: Kind<string> = {
  allowed: 'a version of Kafka, such as "4.1"',
  words: [],
  parse: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined),
};

const faultBudget = int(0, 9);
const replicas = int(1, 7);

const PROTOCOL_KEYS = {
  truncation: oneOf('high-watermark', 'kip-101', 'kip-279', 'kip-320'),
  isrExpandWaitsForEpochStart: bool,
  highWatermarkWaitsForMinIsr: bool,
  eligibleLeaderReplicas: bool,
  registrationFencesOldIncarnation: bool,
  alterPartitionChecksBrokerEpoch: bool,
  consumerValidatesEpoch: bool,
  clientBumpsEpoch: bool,
  emptyPartitionStartsAtZero: bool,
  transactionTimeoutBumpsEpoch: bool,
  transactionalOffsetsFencedByGeneration: bool,
  offsetFetchRequiresStable: bool,
  transactionVerification: bool,
  transactionVersion: oneOfNumbers(1, 2),
  expiryDuringAbortBumpsEpoch: bool,
  fetchReadsHighWatermarkOnce: bool,
  offsetsAppliedBeforeAnswer: bool,
  expiredBufferStaysTaken: bool,
  markerRetryAccepted: bool,
  bumpWaitsForEarlierBatches: bool,
  producerStateOutlivesRecords: bool,
  activeGroupKeepsOffsets: bool,
  rebalancingGroupKeepsOffsets: bool,
  deposedCoordinatorIsSilent: bool,
  listOffsetsWaitsForEpochStart: bool,
  clientMutesPartition: bool,
  olderClaimsCount: bool,
  returnedPartitionStaysOwned: bool,
  autoCommitsReturnedOnly: bool,
  revocationPausesFetching: bool,
  retainedBatches: int(1, 5),
  generationFencing: bool,
  sequenceDeduplication: bool,
  producerEpochFencing: bool,
  lastStableOffset: bool,
  followerTruncates: bool,
  offsetsWaitForMarker: bool,
};

const CLIENT_KEYS = {
  abortsOnOutOfOrder: bool,
  failsTransactionOnTimeout: bool,
  keepsSequencesOverMetadataLoss: bool,
  numbersSendsAtomically: bool,
  numbersBufferedRecords: bool,
  burnsIndefiniteSequences: bool,
  mutesPartitionOnRetry: bool,
  sendsOverOneConnection: bool,
  lateOffsetStore: oneOf('refused', 'kept', 'committed'),
  dropsBatchOnRebalance: bool,
  flushesQueueOnRebalance: bool,
  forgetsRevokedPartitions: bool,
  retriesOffsetFetch: bool,
  ignoresEmptyAborts: bool,
  seeksBackOnCacheExpiry: bool,
  autoCommitsPreviousPoll: bool,
  commitsInOrder: bool,
  keepsAssignmentOnIllegalGeneration: bool,
  commitsNextOffset: bool,
  sendsGenerationWithOffsets: bool,
};

/**
 * Every key that bears on delivery, by section, with the values that it takes.
 *
 * Dotted keys of `topic`, `broker`, `producer` and `consumer` are Kafka's own, with the ranges of its ConfigDef; the other
 * sections and `topic.partitions` are this project's (DESIGN §7). The empty section is the top of a setup file.
 */
export const DELIVERY_KEYS = {
  '': { kafka: version, scope: oneOf('tiny', 'small', 'medium') },
  cluster: { brokers: replicas },
  topic: {
    partitions: int(1, 4),
    'replication.factor': replicas,
    'min.insync.replicas': int(1, INT_MAX),
    'flush.messages': int(1, LONG_MAX),
    'unclean.leader.election.enable': bool,
  },
  broker: {
    'unclean.leader.election.enable': bool,
    'min.insync.replicas': int(1, INT_MAX),
    'default.replication.factor': replicas,
    'num.partitions': int(1, INT_MAX),
    'log.flush.interval.messages': int(1, LONG_MAX),
    'transaction.partition.verification.enable': bool,
    'eligible.leader.replicas.version': oneOfNumbers(0, 1),
    'transaction.version': oneOfNumbers(0, 1, 2),
  },
  producer: {
    acks,
    'enable.idempotence': bool,
    retries: int(0, INT_MAX),
    'max.in.flight.requests.per.connection': int(1, INT_MAX),
    'transactional.id': nameOrNull,
  },
  consumer: {
    'isolation.level': oneOf('read_uncommitted', 'read_committed'),
    'enable.auto.commit': bool,
    'auto.offset.reset': offsetReset,
    'max.poll.records': int(1, INT_MAX),
    'group.protocol': oneOfAnyCase('classic', 'consumer'),
    'partition.assignment.strategy': assignmentStrategy,
  },
  downstream: { 'isolation.level': oneOf('read_uncommitted', 'read_committed') },
  application: {
    shape: oneOf('consume', 'transform'),
    commit: oneOf('before-processing', 'after-processing', 'auto', 'transaction'),
    processing: oneOf('sync', 'async'),
    'on.send.failure': oneOf('drop', 'resend'),
    'idempotency.key': bool,
    effect: oneOf('kafka', 'external'),
    'commit.on.revoke': bool,
    'rewind.on.abort': bool,
  },
  faults: perFault(() => faultBudget),
  scope: {
    records: int(1, 8),
    producers: int(1, 3),
    groups: int(1, 3),
    members: int(1, 4),
    attempts: int(1, 5),
    lags: int(0, 9),
  },
  protocol: PROTOCOL_KEYS,
  client: CLIENT_KEYS,
};

export type Sections = typeof DELIVERY_KEYS;
export type Section = keyof Sections;
export type Key<S extends Section> = keyof Sections[S] & string;
export type Value<S extends Section, K extends Key<S>> = Sections[S][K] extends Kind<infer T> ? T : never;

/** The sections that a setup file may have, in the order of DESIGN §7. */
export const SECTIONS = [
  'cluster',
  'topic',
  'broker',
  'producer',
  'consumer',
  'downstream',
  'application',
  'faults',
  'scope',
  'protocol',
  'client',
] as const satisfies readonly Section[];

export const isSection = (name: string): name is Section => Object.hasOwn(DELIVERY_KEYS, name);

/** The keys of a section that bear on delivery. */
export const deliveryKeys = (section: Section): readonly string[] => Object.keys(DELIVERY_KEYS[section]);

/** What a key that bears on delivery takes, or undefined when the section has no such key. */
export function kindOf(section: Section, key: string): Kind<unknown> | undefined {
  const keys: Readonly<Record<string, Kind<unknown>>> = DELIVERY_KEYS[section];
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}
