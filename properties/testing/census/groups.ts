import type { SetupDraft } from '../../../setups/input.ts';
import { replicated, small } from '../../../model/testing/story.ts';

const autoCommit = { 'enable.auto.commit': true };
const kip429 = { 'partition.assignment.strategy': 'cooperative' };
const kip848 = { 'group.protocol': 'consumer' };

/** How groups read, commit and rebalance. */
export const GROUP_WORLDS: Readonly<Record<string, SetupDraft>> = {
  'commit after processing, a crash': small({ faults: { 'consumer.crash': 1 }, scope: { records: 2 } }),
  'commit before processing, a crash': small({
    application: { commit: 'before-processing' },
    faults: { 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'automatic commits, a crash': small({
    consumer: autoCommit,
    application: { commit: 'auto' },
    faults: { 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'automatic commits beside one after processing, one record a poll': small({
    consumer: { ...autoCommit, 'max.poll.records': 1 },
    faults: { 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'a worker, automatic commits': small({
    consumer: autoCommit,
    application: { commit: 'auto', processing: 'async' },
    faults: { 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'a worker, commit after processing, a rebalance': small({
    application: { processing: 'async' },
    faults: { rebalance: 1 },
    scope: { records: 2 },
  }),
  'two workers, a rebalance': small({
    application: { processing: 'async', workers: 2 },
    faults: { rebalance: 1 },
    scope: { records: 2 },
  }),
  'three workers in the order of keys': small({
    application: { processing: 'async', workers: 3, order: 'key' },
    scope: { records: 3 },
  }),
  'two workers that commit the highest, a crash': small({
    application: { processing: 'async', workers: 2, 'commit.covers': 'highest' },
    faults: { 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'a commit for each record, a crash': small({
    application: { 'commit.every': 'record' },
    faults: { 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'a commit for two records, a crash': small({
    application: { 'commit.every': 2 },
    consumer: { 'max.poll.records': 1 },
    faults: { 'consumer.crash': 1 },
    scope: { records: 3 },
  }),
  'rows beside the effects, a stall': small({
    application: { offsets: 'external' },
    faults: { 'consumer.stall': 1 },
    scope: { members: 2 },
  }),
  'guarded rows beside the effects of a worker, a crash': small({
    application: { offsets: 'external', 'offsets.guard': 'offset', processing: 'async' },
    faults: { 'consumer.crash': 1, rebalance: 1 },
    scope: { records: 2 },
  }),
  'two processes that assign themselves a partition, a crash': small({
    application: { subscription: 'assign' },
    faults: { 'consumer.crash': 1 },
    scope: { members: 2 },
  }),
  'a worker, commit before processing': small({
    application: { processing: 'async', commit: 'before-processing' },
    faults: { 'consumer.crash': 1 },
  }),
  'one record a poll, two partitions, one member': small({
    topic: { partitions: 2 },
    consumer: { 'max.poll.records': 1 },
    faults: { rebalance: 1 },
    scope: { records: 2 },
  }),
  'a lost commit response': small({ faults: { 'response.lost': 1, rebalance: 1 } }),
  'commits that no one answers, an effect with a key': small({
    application: { 'idempotency.key': true, effect: 'external' },
    faults: { 'response.lost': 1, 'consumer.crash': 1 },
  }),
  'a late commit, commit before processing, a crash': small({
    application: { commit: 'before-processing' },
    faults: { 'connection.lost': 1, 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'a late commit, two members, a rebalance': small({
    faults: { 'connection.lost': 1, rebalance: 1 },
    scope: { records: 2, members: 2 },
  }),
  'a late automatic commit, an orderly end': small({
    consumer: autoCommit,
    application: { commit: 'auto' },
    faults: { 'connection.lost': 1, 'consumer.close': 1 },
    scope: { records: 2 },
  }),
  'a late commit of a process that assigns itself its partition, a crash': small({
    application: { subscription: 'assign' },
    faults: { 'connection.lost': 1, 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'latest, a rebalance': small({ consumer: { 'auto.offset.reset': 'latest' }, faults: { rebalance: 1 } }),
  'automatic commits, a leader that moves, a rebalance': replicated(2, 1, {
    consumer: autoCommit,
    application: { commit: 'auto' },
    faults: { 'leader.moved': 1, rebalance: 1 },
  }),
  'latest, a crash of the leader': replicated(2, 2, {
    consumer: { 'auto.offset.reset': 'latest' },
    faults: { 'leader.moved': 1 },
  }),
  'no reset': small({ consumer: { 'auto.offset.reset': 'none' }, faults: { rebalance: 1 } }),
  'offsets that expire': small({
    faults: { 'offsets.expired': 1, 'consumer.crash': 1 },
  }),
  'records deleted before they are read': small({
    faults: { 'records.deleted': 1, 'consumer.crash': 1 },
    scope: { records: 2 },
  }),
  'records deleted before they are read, no reset': small({
    consumer: { 'auto.offset.reset': 'none' },
    faults: { 'records.deleted': 1 },
    scope: { records: 2 },
  }),
  'two members, a crash': small({ faults: { 'consumer.crash': 1 }, scope: { members: 2 } }),
  'two members, two partitions, a rebalance': small({
    topic: { partitions: 2 },
    faults: { rebalance: 1 },
    scope: { records: 2, members: 2 },
  }),
  'two members, one stalls': small({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } }),
  'two members, offsets committed on revocation': small({
    application: { 'on.revoke': 'commit', processing: 'async' },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'two members, automatic commits, a rebalance': small({
    consumer: autoCommit,
    application: { commit: 'auto' },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'three members, a crash': small({ faults: { 'consumer.crash': 1 }, scope: { members: 3 } }),
  'two groups': small({ faults: { 'consumer.crash': 1 }, scope: { groups: 2 } }),
  'KIP-429, two members, a rebalance': small({
    consumer: kip429,
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'KIP-429, two members, commit on revocation': small({
    consumer: kip429,
    application: { 'on.revoke': 'commit', processing: 'async' },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'KIP-429, a late commit, a crash': small({
    consumer: kip429,
    faults: { 'connection.lost': 1, 'consumer.crash': 1 },
    scope: { records: 2, members: 2 },
  }),
  'KIP-429, one stalls': small({ consumer: kip429, faults: { 'consumer.stall': 1 }, scope: { members: 2 } }),
  'KIP-429, automatic commits': small({
    consumer: { ...kip429, ...autoCommit },
    application: { commit: 'auto' },
    faults: { 'consumer.crash': 1 },
    scope: { members: 2 },
  }),
  'KIP-848, two members, a rebalance': small({
    consumer: kip848,
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'KIP-848, two members, two partitions, commit on revocation': small({
    topic: { partitions: 2 },
    consumer: kip848,
    application: { 'on.revoke': 'commit', processing: 'async' },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'KIP-848, one stalls': small({ consumer: kip848, faults: { 'consumer.stall': 1 }, scope: { members: 2 } }),
  'KIP-848, a late commit, two partitions, a rebalance': small({
    topic: { partitions: 2 },
    consumer: kip848,
    faults: { 'connection.lost': 1, rebalance: 1 },
    scope: { records: 2, members: 2 },
  }),
  'KIP-848 with KIP-1251, a late commit, two partitions, a rebalance': small({
    kafka: '4.3',
    topic: { partitions: 2 },
    consumer: kip848,
    faults: { 'connection.lost': 1, rebalance: 1 },
    scope: { records: 2, members: 2 },
  }),
  'KIP-848, no listener, a rebalance': small({
    consumer: kip848,
    application: { 'rebalance.listener': false },
    faults: { rebalance: 1 },
    scope: { members: 2 },
  }),
  'KIP-848, no listener, one stalls': small({
    kafka: '4.3',
    consumer: kip848,
    application: { 'rebalance.listener': false },
    faults: { 'consumer.stall': 1 },
    scope: { members: 2 },
  }),
  'KIP-848, automatic commits, a crash': small({
    consumer: { ...kip848, ...autoCommit },
    application: { commit: 'auto' },
    faults: { 'consumer.crash': 1 },
    scope: { members: 2 },
  }),
  'a handler that fails, automatic commits': small({
    consumer: autoCommit,
    application: { commit: 'auto' },
    faults: { 'processing.failed': 1 },
    scope: { records: 2 },
  }),
  'a worker that fails, a last commit, two members': small({
    application: { processing: 'async', 'on.close': 'commit' },
    faults: { 'processing.failed': 1 },
    scope: { records: 2, members: 2 },
  }),
  'a loop that skips what its handler fails on': small({
    application: { 'on.processing.failure': 'skip' },
    faults: { 'processing.failed': 1 },
    scope: { records: 2 },
  }),
  'dead letters that nobody waits for': small({
    application: { 'on.processing.failure': 'dead-letter' },
    faults: { 'processing.failed': 1, 'request.refused': 1 },
  }),
  'a worker whose dead letters are waited for': small({
    application: { 'on.processing.failure': 'dead-letter', 'on.send.failure': 'resend', processing: 'async' },
    faults: { 'processing.failed': 1, 'request.refused': 1 },
  }),
  'a worker whose dead letters are waited for, and logs a refusal': small({
    application: { 'on.processing.failure': 'dead-letter', 'on.send.failure': 'log', processing: 'async' },
    faults: { 'processing.failed': 1, 'request.refused': 1 },
  }),
  'a loop that seeks back behind two workers': small({
    application: { 'on.processing.failure': 'seek', workers: 2 },
    faults: { 'processing.failed': 1 },
    scope: { records: 2 },
  }),
  'an orderly close, a worker, automatic commits': small({
    consumer: autoCommit,
    application: { commit: 'auto', processing: 'async' },
    faults: { 'consumer.close': 1 },
  }),
  'KIP-848, an orderly close, two members': small({
    consumer: kip848,
    faults: { 'consumer.close': 1 },
    scope: { members: 2 },
  }),
  'a coordinator that crashes': small({
    cluster: { brokers: 2 },
    faults: { 'broker.crash': 1 },
  }),
  'a coordinator that moves': small({
    cluster: { brokers: 2 },
    faults: { 'leader.moved': 1, rebalance: 1 },
  }),
};
