import type { SetupDraft } from '../setups/input.ts';

/** A setup that gives a guarantee up, in a world small enough for a breadth-first search to come to the violation. */
export interface Mistake {
  readonly name: string;
  /** The id of the property that it violates, and the guarantee's. */
  readonly violates: string;
  readonly setup: SetupDraft;
}

const cluster = { brokers: 2 };
const durable = { 'replication.factor': 2, 'min.insync.replicas': 2 };
const available = { 'replication.factor': 2, 'min.insync.replicas': 1 };
const consumer = { 'auto.offset.reset': 'earliest' };
const afterProcessing = { commit: 'after-processing' };
const transactional = { shape: 'transform', commit: 'transaction' };
const tiny = { records: 1, members: 2 };

/** Faults that may happen besides, and that a counterexample seldom needs. */
const distractions = { rebalance: 1, 'response.lost': 1 };

/** What people get wrong about Kafka's delivery, one mistake each. */
export const MISTAKES: readonly Mistake[] = [
  {
    name: 'acks=1',
    violates: 'no-loss',
    setup: { producer: { acks: 1 }, application: afterProcessing, faults: { 'broker.crash': 1 } },
  },
  {
    name: 'acks=0',
    violates: 'no-loss',
    setup: { producer: { acks: 0 }, application: { commit: 'before-processing' }, faults: { 'broker.crash': 1 } },
  },
  {
    name: 'commit before processing',
    violates: 'no-loss',
    setup: { application: { commit: 'before-processing' }, faults: { 'consumer.crash': 1 } },
  },
  {
    name: 'commit after processing',
    violates: 'no-duplicates',
    setup: { application: afterProcessing, faults: { 'consumer.crash': 1 } },
  },
  {
    name: 'idempotence off',
    violates: 'no-duplicates',
    setup: {
      producer: { 'enable.idempotence': false },
      application: afterProcessing,
      faults: { 'response.lost': 1 },
    },
  },
  {
    name: 'the application resends',
    violates: 'no-duplicates',
    setup: { application: { ...afterProcessing, 'on.send.failure': 'resend' }, faults: { 'response.lost': 1 } },
  },
  {
    name: 'auto-commit, asynchronous processing',
    violates: 'no-loss',
    setup: { application: { commit: 'auto', processing: 'async' }, faults: { 'consumer.crash': 1 } },
  },
  {
    name: 'auto.offset.reset=latest',
    violates: 'no-loss',
    setup: { consumer: { 'auto.offset.reset': 'latest' }, application: afterProcessing, faults: {} },
  },
  {
    name: 'transaction, effect outside Kafka',
    violates: 'no-duplicates',
    setup: { application: { ...transactional, effect: 'external' }, faults: { 'consumer.crash': 1 } },
  },
  {
    name: 'downstream read_uncommitted',
    violates: 'read-committed-visibility',
    setup: {
      downstream: { 'isolation.level': 'read_uncommitted' },
      application: transactional,
      faults: { 'consumer.crash': 1 },
    },
  },
  {
    name: 'min.insync.replicas=1',
    violates: 'no-loss',
    setup: {
      topic: available,
      application: afterProcessing,
      faults: { 'broker.power-loss': 1 },
    },
  },
  {
    name: 'without ELR (Kafka 3.9)',
    violates: 'no-loss',
    setup: { kafka: '3.9', application: afterProcessing, faults: { 'broker.power-loss': 1 } },
  },
  {
    name: 'unclean leader election',
    violates: 'no-loss',
    setup: {
      topic: available,
      broker: { 'unclean.leader.election.enable': true },
      application: afterProcessing,
      faults: { 'broker.crash': 1 },
    },
  },
].map(({ setup, ...mistake }) => ({
  ...mistake,
  setup: { cluster, topic: durable, consumer, scope: tiny, ...setup, faults: { ...distractions, ...setup.faults } },
}));
