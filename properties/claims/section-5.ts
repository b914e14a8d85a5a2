import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import { AT_LEAST_ONCE, AT_MOST_ONCE, broken, type Claim, EXACTLY_ONCE, kept } from './claim.ts';
import {
  COMMIT_AFTER,
  COMMIT_BEFORE,
  CRASH,
  faults,
  merged,
  replicated,
  small,
  TWO_MEMBERS,
  WORKER,
} from './setups.ts';

/** N = 2 groups of M = 2 members. */
const TWO_GROUPS = { scope: { groups: 2, members: 2 } };
const TWO_PARTITIONS = { topic: { partitions: 2 }, scope: { records: 2 } };

/** Section 5: N consumer groups of M consumers. */
export const SECTION_5: readonly Claim[] = [
  {
    id: '5-independent-groups',
    section: '5',
    quote: 'Each group is independent. All messages go to each group (like independent subscribers).',
    expected: 'confirmed',
    trials: [
      {
        name: 'two groups of two, one member crashes',
        setup: small(merged(COMMIT_AFTER, TWO_GROUPS, CRASH)),
        expects: [kept('group-independence'), kept('no-loss')],
      },
    ],
    explanation:
      'Each group has its own offsets and generations. A group that starts at the end, as by default, gives up what came before it.',
  },
  {
    id: '5-copies',
    section: '5',
    quote: 'So N groups = N copies of processing.',
    expected: 'confirmed',
    trials: [
      {
        name: 'two groups of two, two partitions, no faults',
        setup: small(merged(COMMIT_AFTER, TWO_GROUPS, TWO_PARTITIONS)),
        expects: [...EXACTLY_ONCE, kept('group-independence')],
      },
    ],
    explanation: 'Without faults every group processes every record exactly once: two groups, two copies.',
  },
  {
    id: '5-one-consumer',
    section: '5',
    quote:
      "Kafka's group coordinator assigns partitions → each partition is consumed by exactly one consumer in the group.",
    expected: 'confirmed',
    trials: [
      {
        name: 'two members, two partitions, one crashes',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, TWO_PARTITIONS, CRASH)),
        expects: [kept('exclusive-ownership')],
      },
      {
        name: 'a member stalls and is evicted',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, faults('consumer.stall'))),
        expects: [kept('exclusive-ownership')],
      },
    ],
    explanation:
      'One owner per partition and generation. A member that was evicted without noticing may still be processing: it can no longer commit.',
  },
  {
    id: '5-no-duplication',
    section: '5',
    quote:
      "This ensures no duplication inside a group unless there's a crash/rebalance (where offsets may be replayed).",
    expected: 'confirmed',
    trials: [
      {
        name: 'no crash, no rebalance',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, TWO_PARTITIONS)),
        expects: [kept('no-duplicates')],
      },
      {
        name: 'the same, a response is lost',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, TWO_PARTITIONS, faults('response.lost'))),
        expects: [kept('no-duplicates')],
      },
      {
        name: 'a crash',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, CRASH)),
        expects: [broken('no-duplicates', DELIVERED_TWICE)],
      },
      {
        name: 'a rebalance while a worker is busy',
        setup: small(merged(COMMIT_AFTER, WORKER, TWO_MEMBERS, faults('rebalance'))),
        expects: [broken('no-duplicates', DELIVERED_TWICE)],
      },
    ],
    explanation:
      'While nobody dies and nothing moves, one owner reads each record once. What a producer without idempotence wrote twice would be a duplicate all the same.',
  },
  {
    id: '5-offsets-stored',
    section: '5',
    quote: 'Stored in `__consumer_offsets`.',
    expected: 'confirmed',
    trials: [
      {
        name: "the coordinator's broker crashes",
        setup: replicated(2, merged(COMMIT_AFTER, faults('broker.crash', 'consumer.crash'))),
        expects: [kept('resume-from-committed')],
      },
    ],
    explanation:
      'Committed offsets survive the broker that took them. The model takes __consumer_offsets as durable and does not replicate it record by record.',
  },
  {
    id: '5-resume',
    section: '5',
    quote: 'On crash, new consumer resumes from last committed offset.',
    expected: 'confirmed',
    trials: [
      {
        name: 'a crash, two members',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, CRASH)),
        expects: [kept('resume-from-committed')],
      },
      {
        name: 'a crash and a rebalance',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, faults('consumer.crash', 'rebalance'))),
        expects: [kept('resume-from-committed')],
      },
    ],
    explanation: 'A new owner starts at the committed offset; where there is none, auto.offset.reset decides.',
  },
  {
    id: '5-timing',
    section: '5',
    quote: 'Timing of commit determines if duplicates or losses happen (→ defines semantics).',
    expected: 'confirmed',
    trials: [
      { name: 'before processing', setup: small(merged(COMMIT_BEFORE, CRASH)), expects: AT_MOST_ONCE },
      { name: 'after processing', setup: small(merged(COMMIT_AFTER, CRASH)), expects: AT_LEAST_ONCE },
    ],
    explanation: 'The two setups differ in nothing but the commit, and have opposite semantics.',
  },
];
