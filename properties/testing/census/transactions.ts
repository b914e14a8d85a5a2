import type { SetupDraft } from '../../../setups/input.ts';
import { replicated, transactional, transforming } from '../../../model/testing/story.ts';

const uncommitted = { 'isolation.level': 'read_uncommitted' };
const external = { effect: 'external' } as const;
const ids = (value: 'per-partition' | 'per-start' | 'shared') => ({ application: { 'transactional.ids': value } });

/** Transactional producers, and what is consumed, transformed and produced in one transaction. */
export const TRANSACTION_WORLDS: Readonly<Record<string, SetupDraft>> = {
  'a transaction, nothing fails': transactional({ scope: { records: 2 } }),
  'a transaction, read uncommitted': transactional({ consumer: uncommitted, faults: { 'producer.crash': 1 } }),
  'a transaction, the producer restarts': transactional({ faults: { 'producer.crash': 1 } }),
  'version 1, the producer restarts': transactional({ kafka: '3.9', faults: { 'producer.crash': 1 } }),
  'Kafka 2.4, the producer restarts': transactional({ kafka: '2.4', faults: { 'producer.crash': 1 } }),
  'a transaction, a lost connection': transactional({ faults: { 'connection.lost': 1 } }),
  'version 1, a lost connection': transactional({ kafka: '3.9', faults: { 'connection.lost': 1 } }),
  'version 1 without verification, a lost connection': transactional({
    kafka: '3.5',
    faults: { 'connection.lost': 1 },
  }),
  'version 1, two records, a lost connection': transactional({
    kafka: '3.9',
    faults: { 'connection.lost': 1 },
    scope: { records: 2 },
  }),
  'a transaction, lost requests and responses': transactional({ faults: { 'request.lost': 1, 'response.lost': 1 } }),
  'version 1, lost requests and responses': transactional({
    kafka: '3.9',
    faults: { 'request.lost': 1, 'response.lost': 1 },
  }),
  'Kafka 2.4, lost requests and responses': transactional({
    kafka: '2.4',
    faults: { 'request.lost': 1, 'response.lost': 1 },
  }),
  'a transaction, a refused record, resent': transactional({
    application: { 'on.send.failure': 'resend' },
    faults: { 'request.refused': 1 },
    scope: { records: 2 },
  }),
  'a transaction, one retry': transactional({ producer: { retries: 1 }, faults: { 'request.lost': 2 } }),
  'a transaction, the broker crashes': transactional({ faults: { 'broker.crash': 1 } }),
  'a transaction, power lost': transactional({ faults: { 'broker.power-loss': 1 } }),
  'a transaction, its disk lost': transactional({ faults: { 'broker.disk-loss': 1 } }),
  'a transaction, records deleted': transactional({ faults: { 'records.deleted': 1, 'producer.crash': 1 } }),
  'a transaction over two partitions': transactional({
    topic: { partitions: 2 },
    faults: { 'producer.crash': 1 },
    scope: { records: 2 },
  }),
  'a transaction, two brokers, the leader moves': replicated(2, 2, {
    producer: { 'transactional.id': 'writer' },
    consumer: { 'isolation.level': 'read_committed' },
    faults: { 'leader.moved': 1 },
  }),
  'a transaction, two brokers, a crash': replicated(2, 1, {
    producer: { 'transactional.id': 'writer' },
    consumer: { 'auto.offset.reset': 'none' },
    faults: { 'broker.crash': 1 },
  }),
  'a transaction, the producer stalls': transactional({ faults: { 'producer.stall': 1 } }),
  'two transactional producers': transactional({ scope: { producers: 2 } }),
  'a transform in transactions, nothing fails': transforming({ scope: { records: 2 } }),
  'a transform in transactions, a crash': transforming({ faults: { 'consumer.crash': 1 } }),
  'a transform in transactions, version 1, a crash': transforming({ kafka: '3.9', faults: { 'consumer.crash': 1 } }),
  'a transform in transactions, Kafka 2.4, a crash': transforming({ kafka: '2.4', faults: { 'consumer.crash': 1 } }),
  'a transform in transactions, a rebalance': transforming({ faults: { rebalance: 1 } }),
  'a transform in transactions, two members, a rebalance': transforming({
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'a transform in transactions, a handler that fails': transforming({
    faults: { 'processing.failed': 1 },
    scope: { records: 2 },
  }),
  'a transform in transactions that skips what its handler fails on': transforming({
    application: { 'on.processing.failure': 'skip' },
    faults: { 'processing.failed': 1 },
  }),
  'a transform in transactions with a dead letter': transforming({
    application: { 'on.processing.failure': 'dead-letter' },
    faults: { 'processing.failed': 1 },
  }),
  'a transform in transactions that seeks back': transforming({
    application: { 'on.processing.failure': 'seek' },
    faults: { 'processing.failed': 1 },
    scope: { records: 2 },
  }),
  'a transform in transactions, an orderly close': transforming({ faults: { 'consumer.close': 1 } }),
  'a transform in transactions, a stall': transforming({ faults: { 'consumer.stall': 1 } }),
  'a transform in transactions, a lost response': transforming({ faults: { 'response.lost': 1 } }),
  'a transform in transactions, a lost request': transforming({ faults: { 'request.lost': 1 } }),
  'a transform in transactions, no rewind after an abort': transforming({
    application: { 'rewind.on.abort': false },
    faults: { 'request.lost': 1 },
  }),
  'a transform in transactions, version 1, a lost connection': transforming({
    kafka: '3.9',
    faults: { 'connection.lost': 1 },
  }),
  'a transform in transactions, KIP-848, a rebalance': transforming({
    consumer: { 'group.protocol': 'consumer' },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'a transform in transactions, KIP-429, a rebalance': transforming({
    consumer: { 'partition.assignment.strategy': 'cooperative' },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'a transform in transactions, one record a poll, two partitions': transforming({
    topic: { partitions: 2 },
    consumer: { 'max.poll.records': 1 },
    faults: { 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'a transform in transactions, the broker crashes': transforming({ faults: { 'broker.crash': 1 } }),
  'a transform in transactions, two brokers, nothing fails': transforming({
    cluster: { brokers: 2 },
    topic: { 'replication.factor': 2, 'min.insync.replicas': 2 },
  }),
  'a transform in transactions, an effect outside, read uncommitted': transforming({
    application: external,
    downstream: uncommitted,
    faults: { 'consumer.crash': 1 },
  }),
  'a transform, offsets committed beside the transaction': transforming({
    producer: { 'transactional.id': 'writer' },
    application: { commit: 'after-processing' },
    faults: { 'consumer.crash': 1 },
  }),
  'a transform without transactions': transforming({
    producer: { 'enable.idempotence': true },
    application: { commit: 'after-processing' },
    faults: { 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'a transform without transactions, automatic commits, a lost request': transforming({
    producer: { 'enable.idempotence': false, acks: '1' },
    consumer: { 'enable.auto.commit': true },
    application: { commit: 'auto' },
    faults: { 'request.lost': 1 },
  }),
  'a transform without transactions, commit before processing': transforming({
    application: { commit: 'before-processing' },
    faults: { 'consumer.crash': 1, 'response.lost': 1 },
  }),
  'a transform without transactions, handed to a worker': transforming({
    application: { commit: 'after-processing', processing: 'async' },
    faults: { 'consumer.crash': 1 },
  }),
  'an id for each input partition, two partitions': transforming({
    ...ids('per-partition'),
    topic: { partitions: 2 },
    scope: { records: 2 },
  }),
  'an id for each input partition, two members, a rebalance': transforming({
    ...ids('per-partition'),
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'an id made up at every start, the producer restarts': transactional({
    ...ids('per-start'),
    faults: { 'producer.crash': 1 },
  }),
  'an id that two members share': transforming({ ...ids('shared'), scope: { members: 2, attempts: 1 } }),
  'a transaction over polls, a rebalance': transforming({
    application: { 'transaction.spans': 'polls' },
    consumer: { 'max.poll.records': 1 },
    faults: { rebalance: 1 },
    scope: { records: 2 },
  }),
  'a transaction over polls that a listener commits, KIP-429': transforming({
    application: { 'transaction.spans': 'polls', 'on.revoke': 'commit' },
    consumer: { 'partition.assignment.strategy': 'cooperative' },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'a transaction over polls that a listener aborts, a stall': transforming({
    application: { 'transaction.spans': 'polls', 'on.revoke': 'drop' },
    faults: { 'consumer.stall': 1 },
    scope: { members: 2 },
  }),
  'a transaction behind a checkpoint, crashes': transforming({
    application: { offsets: 'checkpoint' },
    faults: { 'consumer.crash': 2 },
  }),
  'a transaction behind a checkpoint that never times out, version 1': transforming({
    kafka: '3.7',
    application: { offsets: 'checkpoint' },
    producer: { 'transaction.timeout.ms': 2_147_483_647 },
    faults: { 'consumer.crash': 1, 'response.lost': 1, 'connection.lost': 1 },
  }),
};
