import { DELIVERED_TWICE, TWO_OUTPUTS } from '../guarantees/no-duplicates.ts';
import { LOST_BY_BROKERS, NEVER_STORED, SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import {
  AT_LEAST_ONCE,
  AT_MOST_ONCE,
  broken,
  type Claim,
  EXACTLY_ONCE,
  defaultIs,
  kept,
  TRANSACTIONAL,
} from './claim.ts';
import {
  ACKS_0,
  ACKS_1,
  ACKS_ALL,
  AUTO_COMMIT,
  COMMIT_AFTER,
  COMMIT_BEFORE,
  CRASH,
  DEDUPLICATING,
  faults,
  merged,
  replicated,
  small,
  transactional,
  WORKER,
} from './setups.ts';

/** Section 4: how to enable the other semantics. */
export const SECTION_4: readonly Claim[] = [
  {
    id: '4-acks-0',
    section: '4',
    quote: '**Producer:** `acks=0` (fire-and-forget).',
    expected: 'confirmed',
    trials: [
      {
        name: 'acks=0',
        setup: small(merged(ACKS_0, COMMIT_BEFORE, faults('broker.crash', 'request.lost', 'connection.lost'))),
        expects: [...AT_MOST_ONCE, broken('no-loss', NEVER_STORED)],
      },
    ],
    explanation: 'Nobody waits for an answer, so nothing is ever sent again.',
  },
  {
    id: '4-commit-before',
    section: '4',
    quote: '**Consumer:** commit offsets before processing',
    expected: 'confirmed',
    trials: [
      { name: 'commit before processing', setup: small(merged(ACKS_0, COMMIT_BEFORE, CRASH)), expects: AT_MOST_ONCE },
    ],
    explanation: 'What is committed is not read again, processed or not.',
  },
  {
    id: '4-auto-commit',
    section: '4',
    quote: 'or keep auto-commit on (risk of losing).',
    expected: 'refuted',
    trials: [
      {
        name: 'acks=0, auto-commit, processed between two polls',
        setup: small(merged(ACKS_0, AUTO_COMMIT, CRASH)),
        expects: [kept('no-duplicates')],
      },
    ],
    premise: {
      text: 'records are handed to a worker whose effect has an idempotency key',
      trials: [
        {
          name: 'auto-commit, a worker with an idempotency key',
          setup: small(merged(ACKS_0, AUTO_COMMIT, WORKER, DEDUPLICATING, CRASH)),
          expects: AT_MOST_ONCE,
        },
      ],
    },
    explanation:
      'Auto-commit with synchronous processing does not lose, it repeats: the commit of a record comes with the poll after it. It does lose where a worker holds the record, and then it may repeat as well.',
  },
  {
    id: '4-default-acks',
    section: '4',
    quote: '`acks=1` (default)',
    expected: 'refuted',
    trials: [
      {
        name: 'acks=1: the leader acknowledges alone, and crashes',
        setup: replicated(1, merged(ACKS_1, COMMIT_AFTER, faults('broker.crash'))),
        expects: [broken('no-loss', LOST_BY_BROKERS)],
      },
      {
        name: 'Kafka 3.0 with acks left out',
        setup: replicated(1, merged({ kafka: '3.0' }, COMMIT_AFTER, faults('broker.crash'))),
        expects: [defaultIs('producer', 'acks', '1'), broken('no-loss', LOST_BY_BROKERS)],
      },
    ],
    premise: {
      text: 'the client is of Kafka 2.8 or older',
      trials: [
        {
          name: 'Kafka 2.8 with acks left out',
          setup: replicated(1, merged({ kafka: '2.8' }, COMMIT_AFTER, faults('broker.crash'))),
          expects: [defaultIs('producer', 'acks', '1'), broken('no-loss', LOST_BY_BROKERS)],
        },
      ],
    },
    explanation: 'acks=all is the default since Kafka 3.0 (KIP-679).',
  },
  {
    id: '4-at-least-once-acks',
    section: '4',
    quote: '`acks=1` (default) or `acks=all`. Retries enabled.',
    expected: 'refuted',
    trials: [
      {
        name: 'acks=1, retries',
        setup: replicated(1, merged(ACKS_1, COMMIT_AFTER, faults('broker.crash'))),
        expects: [kept('no-loss')],
      },
    ],
    premise: {
      text: 'acks is all',
      trials: [
        {
          name: 'acks=all, retries',
          setup: replicated(2, merged(ACKS_ALL, COMMIT_AFTER, faults('broker.crash', 'consumer.crash'))),
          expects: AT_LEAST_ONCE,
        },
      ],
    },
    explanation: 'acks=1 loses what only the crashed leader had, however often it retries what was not acknowledged.',
  },
  {
    id: '4-commit-after',
    section: '4',
    quote: '**Consumer:** commit offsets after processing.',
    expected: 'confirmed',
    trials: [
      { name: 'commit after processing', setup: small(merged(COMMIT_AFTER, CRASH)), expects: AT_LEAST_ONCE },
      {
        name: 'the same with a worker',
        setup: small(merged(COMMIT_AFTER, WORKER, CRASH)),
        expects: AT_LEAST_ONCE,
      },
    ],
    explanation:
      'A commit of what has been processed loses nothing, in a worker as well, as long as it is the processed records that are committed.',
  },
  {
    id: '4-exactly-once',
    section: '4',
    quote: 'Use `beginTransaction()`, `send()`, `sendOffsetsToTransaction()`, `commitTransaction()`.',
    expected: 'confirmed',
    trials: [
      {
        name: 'a crash, and a lost response',
        setup: transactional(faults('consumer.crash', 'response.lost')),
        expects: [...EXACTLY_ONCE, ...TRANSACTIONAL],
      },
      {
        name: 'requests that arrive after their producer is gone',
        setup: transactional(faults('consumer.crash', 'connection.lost')),
        expects: [...EXACTLY_ONCE, ...TRANSACTIONAL, kept('zombie-fencing')],
      },
      {
        name: 'without sendOffsetsToTransaction()',
        setup: transactional(merged(COMMIT_AFTER, CRASH)),
        expects: [broken('no-duplicates', TWO_OUTPUTS)],
      },
    ],
    explanation:
      'All four calls are needed: with the offsets committed apart, a crash between the two commits makes a second output.',
  },
  {
    id: '4-read-committed',
    section: '4',
    quote: 'Only sees committed messages, not aborted ones.',
    expected: 'confirmed',
    trials: [
      { name: 'read_committed', setup: transactional(CRASH), expects: [kept('read-committed-visibility')] },
      {
        name: 'read_uncommitted, the default of the Java client',
        setup: transactional(merged(CRASH, { downstream: { 'isolation.level': 'read_uncommitted' } })),
        expects: [broken('read-committed-visibility'), broken('no-duplicates', TWO_OUTPUTS)],
      },
    ],
    explanation: 'A reader that leaves isolation.level out sees aborted outputs, and so their repetition.',
  },
  {
    id: '4-transactional-id',
    section: '4',
    quote: 'transactional.id=my-transactional-id',
    expected: 'confirmed',
    trials: [
      {
        name: 'with a transactional id',
        setup: transactional(CRASH),
        expects: [kept('no-duplicates'), kept('zombie-fencing')],
      },
      {
        name: 'idempotence alone',
        setup: small(merged(COMMIT_AFTER, CRASH, { application: { shape: 'transform' } })),
        expects: [broken('no-duplicates', TWO_OUTPUTS)],
      },
      {
        name: 'a consumer that acts outside is helped by neither',
        setup: small(
          merged(COMMIT_AFTER, CRASH, {
            producer: { 'transactional.id': 'my-transactional-id' },
            consumer: { 'isolation.level': 'read_committed' },
          }),
        ),
        expects: [broken('no-duplicates', DELIVERED_TWICE)],
      },
    ],
    explanation:
      'The transactional id survives a restart: the new process fences the old one and its open transaction is aborted. A producer id alone does not.',
  },
  {
    id: '4-auto-commit-off',
    section: '4',
    quote: 'enable.auto.commit=false',
    expected: 'confirmed',
    trials: [
      {
        name: 'offsets in the transaction alone',
        setup: transactional(faults('consumer.stall')),
        expects: [kept('no-loss'), kept('offsets-with-records')],
      },
      {
        name: 'auto-commit beside the transaction',
        setup: transactional(merged(faults('consumer.stall'), { consumer: { 'enable.auto.commit': true } })),
        expects: [broken('no-loss', SKIPPED_BY_GROUP), broken('offsets-with-records')],
      },
    ],
    explanation:
      'A transaction that times out while its process is paused ends the producer; closing the consumer then commits the positions of the batch that was never written.',
  },
];
