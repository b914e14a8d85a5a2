import type { OffsetReset } from '../model/offset-reset.ts';
import { assignmentStrategy } from './assignors.ts';
import { key } from './key.ts';
import {
  anyInt,
  bool,
  INT_MAX,
  int,
  type Kind,
  LONG_MAX,
  nameOrNull,
  oneOf,
  oneOfAnyCase,
  oneOfNumbers,
} from './kinds.ts';

const acks: Kind<'0' | '1' | 'all'> = {
  allowed: 'all, -1, 1 or 0',
  spellings: ['all', '-1', '1', '0'],
  schema: { enum: ['all', -1, 1, 0, '-1', '1', '0'] },
  parse(value) {
    const text = String(value).trim();
    if (text === 'all' || text === '-1') return 'all';
    return text === '0' || text === '1' ? text : undefined;
  },
};

const BY_DURATION = '^by_duration:[Pp](?=.*\\d)[\\dDTHMSdthms.]+$';

/** `by_duration` (KIP-1106), as it stands; a duration of nothing, which every record is older than, is read as latest. */
const offsetReset: Kind<OffsetReset> = {
  allowed: 'earliest, latest, none or by_duration:<ISO 8601 duration>',
  spellings: ['earliest', 'latest', 'none'],
  schema: { anyOf: [{ enum: ['earliest', 'latest', 'none'] }, { type: 'string', pattern: BY_DURATION }] },
  parse(value) {
    const text = typeof value === 'string' ? value.trim() : '';
    if (text === 'earliest' || text === 'latest' || text === 'none') return text;
    if (!new RegExp(BY_DURATION).test(text)) return undefined;
    return /[1-9]/.test(text) ? `by_duration:${text.slice(text.indexOf(':') + 1)}` : 'latest';
  },
};

const METADATA_VERSION = /^\d+\.\d+(-IV\d+)?$/;

/** `3.9` or `3.9-IV0`; which releases there are is checked where it is resolved. */
const metadataVersion: Kind<string> = {
  allowed: 'a release, such as "3.9" or "3.9-IV0"',
  spellings: [],
  schema: { anyOf: [{ type: 'string', pattern: METADATA_VERSION.source }, { type: 'number' }] },
  parse(value) {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return METADATA_VERSION.test(text) ? text : undefined;
  },
};

/** The most brokers that the model has, and so the most replicas. */
export const replicas = int(1, 7);

const isolation = oneOf('read_uncommitted', 'read_committed');

/**
 * Kafka's own keys that bear on delivery, by section: the ranges of its ConfigDef, and the defaults of Apache Kafka and
 * its Java client as the source has them at each release tag. `topic.partitions` and `topic.replication.factor` are
 * arguments of Kafka's tools rather than configuration.
 */
export const KAFKA_KEYS = {
  topic: {
    partitions: key(int(1, 4), 'partitions of the topic', [[1]]),
    'replication.factor': key(replicas, 'replicas of each partition', [[1]]),
    'min.insync.replicas': key(int(1, INT_MAX), 'how many replicas must be in sync for acks=all to be answered', [[1]]),
    'flush.messages': key(
      int(1, LONG_MAX),
      'records appended before an fsync is forced: with 1 nothing acknowledged is lost to a power failure',
      [[LONG_MAX]],
    ),
    'unclean.leader.election.enable': key(
      bool,
      'whether a replica that is not in sync may be elected; over the broker’s',
    ),
  },
  broker: {
    // KIP-106, 0.11
    'unclean.leader.election.enable': key(bool, 'whether a replica that is not in sync may be elected', [[false]]),
    'min.insync.replicas': key(
      int(1, INT_MAX),
      'what a topic has that does not say; __consumer_offsets is one of those. With eligible leader replicas that of the controllers counts, and not that of a node with process.roles=broker alone',
      [[1]],
    ),
    'default.replication.factor': key(replicas, 'what a topic has that does not say'),
    'num.partitions': key(int(1, INT_MAX), 'what a topic has that does not say; tried as at most 4'),
    'log.flush.interval.messages': key(
      int(1, LONG_MAX),
      'what a topic has that does not say flush.messages; Kafka’s internal topics are such',
      [[LONG_MAX]],
    ),
    'offsets.topic.replication.factor': key(
      replicas,
      'replicas of __consumer_offsets, where committed offsets are; default: 3, or as many as there are brokers',
    ),
    'transaction.state.log.replication.factor': key(
      replicas,
      'replicas of __transaction_state, where the state of transactional ids is; default: 3, or as many as there are brokers',
    ),
    'transaction.state.log.min.isr': key(
      int(1, INT_MAX),
      'min.insync.replicas of __transaction_state; default: 2, or as many as it has replicas',
    ),
    'transaction.partition.verification.enable': key(bool, 'KIP-890, part 1: the switch transactionVerification'),
    'eligible.leader.replicas.version': key(
      oneOfNumbers(0, 1),
      'KIP-966 feature level: 0 is off, 1 is on; the switch eligibleLeaderReplicas. A new cluster has 1 from 4.1 on, one that was upgraded keeps 0',
    ),
    'transaction.version': key(
      oneOfNumbers(0, 1, 2),
      'KIP-890 feature level: 0 and 1 are the transactions of before 4.0; the switch transactionVersion. A new cluster has 2 from 4.0 on, one that was upgraded keeps its own',
    ),
    'group.version': key(oneOfNumbers(0, 1), 'KIP-848 feature level: with 0 there is no group.protocol=consumer'),
    'metadata.version': key(
      metadataVersion,
      'of a cluster that was upgraded, the release whose features it keeps until it is told; left out: a new cluster',
    ),
  },
  producer: {
    // KIP-679
    acks: key(acks, 'who must have a record before it is answered for', [['1'], ['all', '3.0']]),
    /**
     * KIP-679 announced it for 3.0, but KAFKA-13598 kept the default from being applied in 3.0.0 and 3.1.0; those two go by
     * the rules of 2.8.
     */
    'enable.idempotence': key(bool, 'whether the broker tells a retry from a new record', [
      [false],
      [true, '3.0.1', '3.1.1'],
    ]),
    // KIP-91
    retries: key(int(0, INT_MAX), 'how often a batch is sent again', [[0], [INT_MAX, '2.1']]),
    'max.in.flight.requests.per.connection': key(
      int(1, INT_MAX),
      'how many requests may be unanswered on one connection',
      [[5]],
    ),
    'transactional.id': key(nameOrNull, 'makes the producer transactional, and fences its older incarnations'),
    'transaction.timeout.ms': key(
      anyInt,
      'how long the coordinator waits for a producer that has a transaction open; in the model it may pass at any moment while the producer is down or stalled, but for 2147483647, which is longer than any outage',
      [[60_000]],
    ),
  },
  consumer: {
    'isolation.level': key(isolation, 'whether records of open and aborted transactions are returned', [
      ['read_uncommitted'],
    ]),
    'enable.auto.commit': key(bool, 'whether the consumer commits by itself what the last poll returned', [[true]]),
    'enable.auto.offset.store': key(
      bool,
      'librdkafka’s: whether the offset of a record is stored for the automatic commit as it is handed over; false: the application stores it once it is done with the record. Default: true',
    ),
    'auto.offset.reset': key(offsetReset, 'where a group starts that has committed nothing', [['latest']]),
    'max.poll.records': key(int(1, INT_MAX), 'the most records that one poll returns', [[500]]),
    'group.protocol': key(oneOfAnyCase('classic', 'consumer'), 'classic: JoinGroup and SyncGroup; consumer: KIP-848', [
      ['classic'],
    ]),
    // From 3.0 the default lists cooperative-sticky, but behind range: the group still rebalances eagerly.
    'partition.assignment.strategy': key(
      assignmentStrategy,
      'assignors by class name; or what they make of a rebalance: eager or cooperative',
      [['eager']],
    ),
  },
  downstream: {
    'isolation.level': key(isolation, 'the same for the reader behind a transform; default: the consumer’s'),
  },
};
