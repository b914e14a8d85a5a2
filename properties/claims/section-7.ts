import { SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import { DELIVERED_TWICE, TWO_ENTRIES } from '../guarantees/no-duplicates.ts';
import { AT_LEAST_ONCE, AT_MOST_ONCE, broken, type Claim, EXACTLY_ONCE, kept, TRANSACTIONAL } from './claim.ts';
import {
  ACKS_0,
  ACKS_1,
  ACKS_ALL,
  COMMIT_AFTER,
  COMMIT_BEFORE,
  CRASH,
  defaults,
  faults,
  merged,
  replicated,
  small,
  transactional,
  TWO_MEMBERS,
} from './setups.ts';

/** Two records of one producer, one of whose requests is lost. */
const REQUEST_LOST = merged({ scope: { records: 2 } }, faults('request.lost'));

/** Section 7: the summary. */
export const SECTION_7: readonly Claim[] = [
  {
    id: '7-three-semantics',
    section: '7',
    quote: 'Kafka supports **at-most-once**, **at-least-once**, **exactly-once**.',
    expected: 'confirmed',
    trials: [
      { name: 'at-most-once', setup: small(merged(ACKS_0, COMMIT_BEFORE, CRASH)), expects: AT_MOST_ONCE },
      { name: 'at-least-once', setup: small(merged(ACKS_ALL, COMMIT_AFTER, CRASH)), expects: AT_LEAST_ONCE },
      { name: 'exactly-once', setup: transactional(CRASH), expects: [...EXACTLY_ONCE, ...TRANSACTIONAL] },
    ],
    explanation: 'There is a setup for each of them.',
  },
  {
    id: '7-default',
    section: '7',
    quote: '**Default = at-least-once**.',
    expected: 'refuted',
    trials: [{ name: 'the defaults of Kafka 4.1', setup: defaults('4.1', CRASH), expects: AT_LEAST_ONCE }],
    premise: {
      text: 'auto.offset.reset is earliest, processing is synchronous and two replicas must be in sync',
      trials: [
        {
          name: 'earliest, synchronous, min.insync.replicas=2',
          setup: replicated(2, faults('consumer.crash', 'broker.crash')),
          expects: AT_LEAST_ONCE,
        },
      ],
    },
    explanation: 'The defaults skip what was written before the group started.',
  },
  {
    id: '7-depends-on-producer',
    section: '7',
    quote: 'Delivery semantics depend on producer acks/idempotence',
    expected: 'confirmed',
    trials: [
      {
        name: 'acks=1',
        setup: replicated(1, merged(ACKS_1, COMMIT_AFTER, faults('broker.crash'))),
        expects: [broken('no-loss')],
      },
      {
        name: 'acks=all',
        setup: replicated(1, merged(ACKS_ALL, COMMIT_AFTER, faults('broker.crash'))),
        expects: [kept('no-loss'), kept('no-duplicates')],
      },
      {
        name: 'acks=all, idempotence off',
        setup: small(
          merged(ACKS_ALL, { producer: { 'enable.idempotence': false } }, COMMIT_AFTER, faults('response.lost')),
        ),
        expects: [broken('no-duplicates', TWO_ENTRIES)],
      },
      {
        name: 'acks=all, idempotence on',
        setup: small(merged(ACKS_ALL, COMMIT_AFTER, faults('response.lost'))),
        expects: [kept('no-duplicates')],
      },
    ],
    explanation: 'acks decides about loss at the brokers, idempotence about duplicates from retries.',
  },
  {
    id: '7-depends-on-consumer',
    section: '7',
    quote: 'consumer commit strategy, and transactional use.',
    expected: 'confirmed',
    trials: [
      { name: 'commit before', setup: small(merged(COMMIT_BEFORE, CRASH)), expects: AT_MOST_ONCE },
      { name: 'commit after', setup: small(merged(COMMIT_AFTER, CRASH)), expects: AT_LEAST_ONCE },
      {
        name: 'a transform without transactions',
        setup: small(merged(COMMIT_AFTER, CRASH, { application: { shape: 'transform' } })),
        expects: AT_LEAST_ONCE,
      },
      { name: 'the same in transactions', setup: transactional(CRASH), expects: EXACTLY_ONCE },
    ],
    explanation: 'Each of the settings by itself changes the semantics.',
  },
  {
    id: '7-at-most-once',
    section: '7',
    quote: '**At-most-once** → commit before processing (risk: loss).',
    expected: 'confirmed',
    trials: [
      {
        name: 'commit before processing',
        setup: small(merged(COMMIT_BEFORE, TWO_MEMBERS, CRASH)),
        expects: [...AT_MOST_ONCE, broken('no-loss', SKIPPED_BY_GROUP)],
      },
    ],
    explanation: 'The risk is a crash between commit and processing.',
  },
  {
    id: '7-at-least-once',
    section: '7',
    quote: '**At-least-once** → commit after processing (risk: duplicate).',
    expected: 'confirmed',
    trials: [
      {
        name: 'commit after processing',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, CRASH)),
        expects: [...AT_LEAST_ONCE, broken('no-duplicates', DELIVERED_TWICE)],
      },
    ],
    explanation: 'The risk is a crash between processing and commit.',
  },
  {
    id: '7-exactly-once',
    section: '7',
    quote: '**Exactly-once** → transactional producer + read_committed consumers (no loss, no duplicate).',
    expected: 'refuted',
    trials: [
      {
        name: 'a transactional producer, a read_committed consumer',
        setup: small(
          merged(COMMIT_AFTER, CRASH, {
            producer: { 'transactional.id': 'my-transactional-id' },
            consumer: { 'isolation.level': 'read_committed' },
          }),
        ),
        expects: EXACTLY_ONCE,
      },
    ],
    premise: {
      text: "the consumer's offsets are part of the transaction, and what processing does is written in it",
      trials: [
        {
          name: 'offsets in the transaction, effect in Kafka',
          setup: transactional(merged(CRASH, TWO_MEMBERS)),
          expects: [...EXACTLY_ONCE, ...TRANSACTIONAL],
        },
      ],
    },
    explanation:
      'A consumer of committed transactions that processes and then commits by itself is at-least-once like any other: the summary leaves out sendOffsetsToTransaction().',
  },
  {
    id: '7-full-stream',
    section: '7',
    quote: '**Consumer groups:** each group gets full stream',
    expected: 'confirmed',
    trials: [
      {
        name: 'two groups, two partitions',
        setup: small(merged(COMMIT_AFTER, CRASH, { topic: { partitions: 2 }, scope: { groups: 2, records: 2 } })),
        expects: [kept('group-independence'), kept('no-loss')],
      },
    ],
    explanation: 'Whatever happens in one group, the other one is given everything.',
  },
  {
    id: '7-distributed',
    section: '7',
    quote: 'partitions distributed within group',
    expected: 'confirmed',
    trials: [
      {
        name: 'two members, two partitions',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, { topic: { partitions: 2 }, scope: { records: 2 } })),
        expects: [kept('exclusive-ownership'), kept('no-loss'), kept('no-duplicates')],
      },
    ],
    explanation: 'Every partition has one owner, and together the members read everything once.',
  },
  {
    id: '7-ordering',
    section: '7',
    quote: '(ensures scaling + ordering per partition).',
    expected: 'refuted',
    trials: [
      {
        name: 'acks=1, a retry overtaken by the next record',
        setup: small(merged(ACKS_1, COMMIT_AFTER, REQUEST_LOST)),
        expects: [kept('partition-order')],
      },
    ],
    premise: {
      text: 'the producer has one request in flight at a time, or is idempotent and, before Kafka 4.5, its first batch is not refused (KAFKA-15591)',
      trials: [
        {
          name: 'idempotent',
          setup: small(merged(ACKS_ALL, COMMIT_AFTER, REQUEST_LOST)),
          expects: [kept('partition-order')],
        },
        {
          name: 'acks=1, one request in flight',
          setup: small(
            merged(ACKS_1, COMMIT_AFTER, REQUEST_LOST, {
              producer: { 'max.in.flight.requests.per.connection': 1 },
            }),
          ),
          expects: [kept('partition-order')],
        },
      ],
    },
    explanation:
      "The guide's own acks=1 switches idempotence off: a record whose request was lost is retried after the one behind it. Distribution within the group keeps the order of the log, not that of the sends.",
  },
];
