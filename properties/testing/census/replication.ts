import type { SetupDraft } from '../../../setups/input.ts';
import { replicated } from '../../../model/testing/story.ts';

const acks1 = { acks: '1', 'enable.idempotence': false };
const acks0 = { acks: '0', 'enable.idempotence': false };
const nobodyReads = { 'auto.offset.reset': 'none' };

/** Two brokers and more: replication, the ISR, elections, truncation. */
export const REPLICATION_WORLDS: Readonly<Record<string, SetupDraft>> = {
  'two brokers, nothing fails': replicated(2, 1, { scope: { records: 2 } }),
  'two brokers, acks=1, a crash': replicated(2, 1, { producer: acks1, faults: { 'broker.crash': 1 } }),
  'two brokers, acks=all, a crash': replicated(2, 1, { faults: { 'broker.crash': 1 } }),
  'two brokers, min.insync.replicas=2, a crash': replicated(2, 2, { faults: { 'broker.crash': 1 } }),
  'two brokers, the leader moves': replicated(2, 1, { faults: { 'leader.moved': 1 } }),
  'two brokers, acks=1, the leader moves, no retries': replicated(2, 1, {
    producer: { ...acks1, retries: 0 },
    faults: { 'leader.moved': 1 },
  }),
  'two brokers, a laggard': replicated(2, 2, { scope: { lags: 1 } }),
  'two brokers, a laggard, idempotence off': replicated(2, 2, {
    producer: { acks: 'all', 'enable.idempotence': false },
    scope: { lags: 1 },
  }),
  'two brokers, power lost': replicated(2, 1, { faults: { 'broker.power-loss': 1 } }),
  'two brokers, min.insync.replicas=2, a disk lost': replicated(2, 2, { faults: { 'broker.disk-loss': 1 } }),
  'two brokers, unclean election': replicated(2, 1, {
    broker: { 'unclean.leader.election.enable': true },
    producer: acks0,
    faults: { 'broker.crash': 1 },
    scope: { lags: 1 },
  }),
  'two brokers, nobody reads, two crashes': replicated(2, 1, {
    producer: acks0,
    consumer: nobodyReads,
    faults: { 'broker.crash': 2 },
  }),
  'two brokers, two partitions, a crash': replicated(2, 1, {
    topic: { partitions: 2 },
    producer: acks0,
    consumer: nobodyReads,
    faults: { 'broker.crash': 1 },
    scope: { records: 2 },
  }),
  'two brokers, one replica, a crash': replicated(2, 1, {
    topic: { 'replication.factor': 1 },
    faults: { 'broker.crash': 1 },
  }),
  'three brokers, nobody reads, a crash': replicated(3, 2, { consumer: nobodyReads, faults: { 'broker.crash': 1 } }),
  'three brokers, min.insync.replicas=1, acks=all waits': replicated(3, 1, {
    consumer: nobodyReads,
    scope: { lags: 1 },
  }),
  'eligible leader replicas, power lost': replicated(2, 2, {
    broker: { 'eligible.leader.replicas.version': 1 },
    consumer: nobodyReads,
    faults: { 'broker.power-loss': 1 },
    scope: { lags: 1 },
  }),
  'records deleted, a follower behind': replicated(2, 1, {
    consumer: nobodyReads,
    faults: { 'records.deleted': 1, 'leader.moved': 1 },
    scope: { records: 2 },
  }),
  'two brokers, an orderly restart of each': replicated(2, 2, {
    consumer: nobodyReads,
    faults: { 'broker.shutdown': 2 },
  }),
  'two brokers, acks=1, one is fenced while it lives': replicated(2, 1, {
    producer: acks1,
    faults: { 'broker.stall': 1 },
  }),
  'two brokers, the topic is new': replicated(2, 1, { faults: { 'topic.created': 1 } }),
};
