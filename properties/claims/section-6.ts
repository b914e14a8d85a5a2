import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import { AT_LEAST_ONCE, AT_MOST_ONCE, broken, type Claim, EXACTLY_ONCE, kept, TRANSACTIONAL } from './claim.ts';
import {
  ACKS_0,
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
} from './setups.ts';

/** Section 6: three applications. `examples/` runs them with their domain invariants. */
export const SECTION_6: readonly Claim[] = [
  {
    id: '6-metrics',
    section: '6',
    quote: 'If a single CPU usage event is lost, no big deal; duplicates would mess up averages.',
    expected: 'confirmed',
    trials: [
      {
        name: 'acks=0, commit before processing',
        setup: small(
          merged(ACKS_0, COMMIT_BEFORE, faults('consumer.crash', 'broker.crash'), { scope: { records: 2 } }),
        ),
        expects: AT_MOST_ONCE,
      },
    ],
    explanation: 'An at-most-once setup loses samples and counts none twice. examples/metrics takes the averages.',
  },
  {
    id: '6-metrics-config',
    section: '6',
    quote: '**Config:** producer `acks=0`, consumer auto-commit enabled.',
    expected: 'refuted',
    trials: [
      {
        name: 'acks=0, auto-commit',
        setup: small(merged(ACKS_0, AUTO_COMMIT, CRASH)),
        expects: [kept('no-duplicates')],
      },
    ],
    premise: {
      text: 'the consumer commits before it processes, instead of auto-commit',
      trials: [
        {
          name: 'acks=0, commit before processing',
          setup: small(merged(ACKS_0, COMMIT_BEFORE, CRASH)),
          expects: AT_MOST_ONCE,
        },
      ],
    },
    explanation:
      'Auto-commit counts a sample twice when the process dies before its next poll: just what was to be avoided.',
  },
  {
    id: '6-orders-deduplicate',
    section: '6',
    quote: 'If an order event is duplicated, backend can deduplicate using orderId.',
    expected: 'confirmed',
    trials: [
      {
        name: 'the backend knows the order',
        setup: small(merged(ACKS_ALL, COMMIT_AFTER, DEDUPLICATING, faults('consumer.crash', 'response.lost'))),
        expects: EXACTLY_ONCE,
      },
      {
        name: 'the backend does not',
        setup: small(merged(ACKS_ALL, COMMIT_AFTER, faults('consumer.crash', 'response.lost'))),
        expects: [broken('no-duplicates', DELIVERED_TWICE)],
      },
    ],
    explanation: "With the order's id as the key of the charge, the second delivery charges nothing.",
  },
  {
    id: '6-orders-config',
    section: '6',
    quote: '**Config:** producer `acks=all`, retries on; consumer commits offsets after order is written to DB.',
    expected: 'confirmed',
    trials: [
      {
        name: 'two replicas in sync, a broker and a consumer crash',
        setup: replicated(2, merged(ACKS_ALL, COMMIT_AFTER, faults('broker.crash', 'consumer.crash'))),
        expects: AT_LEAST_ONCE,
      },
    ],
    explanation:
      'No acknowledged order is lost, with min.insync.replicas=2; with its default, 1, a power failure can lose one (see 2.2-acks-all).',
  },
  {
    id: '6-bank-once',
    section: '6',
    quote: 'Must debit account A and credit account B once.',
    expected: 'confirmed',
    trials: [
      {
        name: 'debit and credit on two partitions',
        setup: transactional(merged(CRASH, { topic: { partitions: 2 }, scope: { records: 2 } })),
        expects: [...EXACTLY_ONCE, kept('atomic-transaction')],
      },
    ],
    explanation: 'Both legs are records of one transaction: both are visible once, or neither is.',
  },
  {
    id: '6-bank-config',
    section: '6',
    quote:
      '**Config:** transactional producer + idempotence, consumer offsets included in transaction, consumers use `read_committed`.',
    expected: 'confirmed',
    trials: [
      {
        name: 'accounts kept in Kafka, two services',
        setup: transactional(merged(CRASH, { scope: { members: 2 } })),
        expects: [...EXACTLY_ONCE, ...TRANSACTIONAL],
      },
    ],
    explanation:
      'It is enough as long as the accounts are derived from the records; a balance updated outside Kafka needs an idempotency key (see 2.3-end-to-end).',
  },
];
