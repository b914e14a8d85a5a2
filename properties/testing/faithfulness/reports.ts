import { small, transforming } from '../../../model/testing/story.ts';
import type { SetupDraft } from '../../../setups/input.ts';
import { DELETED_BY_RETENTION, SKIPPED_BY_GROUP } from '../../guarantees/no-loss.ts';
import type { Entries } from './entry.ts';

/** A sink that was down for longer than its topic keeps records. */
const retention: SetupDraft = {
  kafka: '3.7',
  faults: { 'consumer.crash': 1, 'records.deleted': 1 },
  scope: { records: 2 },
};

/** One connection of a transform breaks; only the clients are of an older version. */
const brokersAhead = transforming({ kafka: '4.3', faults: { 'connection.lost': 1 }, scope: { records: 1 } });

/** Setups after public reports that are of no one subsystem, and one version for everything. */
export const REPORTS: Entries = {
  c08: [
    {
      title: 'records are deleted while a group with latest is down: it goes on behind those that are there',
      setup: small({ ...retention, consumer: { 'auto.offset.reset': 'latest' } }),
      guarantee: 'no-loss',
      cause: SKIPPED_BY_GROUP,
      verdict: 'violated',
      decided: 'SubscriptionState resets to the log end where a position is out of range and the policy is latest',
    },
  ],
  c08b: [
    {
      title: 'with earliest it skips none that is there',
      setup: small(retention),
      guarantee: 'no-loss',
      cause: SKIPPED_BY_GROUP,
      verdict: 'holds',
      decided: 'SubscriptionState resets to the log start where a position is out of range and the policy is earliest',
    },
    {
      title: 'and loses those that were deleted before it read them',
      setup: small(retention),
      guarantee: 'no-loss',
      cause: DELETED_BY_RETENTION,
      verdict: 'violated',
      decided: 'topic configuration retention.ms: what a group has read is not asked',
    },
  ],
  c12: [
    {
      title: 'the offset of a record is committed while its copy for another topic is refused',
      setup: small({
        kafka: '3.7',
        application: { shape: 'transform', commit: 'after-processing', processing: 'async' },
        faults: { 'request.refused': 1 },
      }),
      guarantee: 'offsets-with-records',
      verdict: 'violated',
      decided: 'KafkaProducer.send() returns before the broker has answered; nothing binds the offset to the answer',
    },
    {
      title: 'not where the loop waits for the answer',
      setup: small({
        kafka: '3.7',
        application: { shape: 'transform', commit: 'after-processing', processing: 'sync' },
        faults: { 'request.refused': 1 },
      }),
      guarantee: 'offsets-with-records',
      verdict: 'holds',
      decided: 'KafkaProducer.flush() returns when every send has its answer',
    },
  ],
  c21: [
    {
      title: 'a process that ends without flush() loses what nobody was told is stored, and no acknowledged record',
      setup: small({ kafka: '3.7', faults: { 'producer.crash': 1 } }),
      guarantee: 'no-loss',
      verdict: 'holds',
      decided: 'KafkaProducer.send(): the record is stored when its future says so',
    },
  ],
  F6: [
    {
      title: 'brokers and clients of 4.3: a late request is none of the transaction’s',
      setup: brokersAhead,
      guarantee: 'atomic-transaction',
      verdict: 'holds',
      decided: '4.3.1: a late TxnOffsetCommit and a late marker are refused',
    },
    {
      title: 'with clients of 3.9 on the same brokers it is: the client’s version decides',
      setup: { ...brokersAhead, clients: '3.9' },
      guarantee: 'atomic-transaction',
      verdict: 'violated',
      decided: 'client 3.9.2 on 4.3.1: rows 10b and 13, 3 of 3 runs each',
    },
  ],
};
