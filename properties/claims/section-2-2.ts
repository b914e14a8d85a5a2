import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import { AT_LEAST_ONCE, broken, type Claim, EXACTLY_ONCE, kept, reaches } from './claim.ts';
import {
  ACKS_1,
  ACKS_ALL,
  COMMIT_AFTER,
  CRASH,
  DEDUPLICATING,
  faults,
  merged,
  replicated,
  small,
  TWO_MEMBERS,
  WORKER,
} from './setups.ts';

/** Section 2.2: how Kafka achieves at-least-once. */
export const SECTION_2_2: readonly Claim[] = [
  {
    id: '2.2-acks-1',
    section: '2.2',
    quote: "`acks=1` or `acks=all` (with retries enabled). Broker retries ensure message isn't lost.",
    expected: 'refuted',
    trials: [
      {
        name: 'acks=1, the leader crashes',
        setup: replicated(1, merged(ACKS_1, COMMIT_AFTER, faults('broker.crash'))),
        expects: [kept('no-loss')],
      },
      {
        name: 'acks=all, the leader crashes',
        setup: replicated(1, merged(ACKS_ALL, COMMIT_AFTER, faults('broker.crash'))),
        expects: [kept('no-loss')],
      },
    ],
    premise: {
      text: 'acks is all',
      trials: [
        {
          name: 'acks=all',
          setup: replicated(2, merged(ACKS_ALL, COMMIT_AFTER, faults('broker.crash', 'request.lost'))),
          expects: [kept('no-loss')],
        },
      ],
    },
    explanation:
      'With acks=1 the leader acknowledges before any follower has the record, and a new leader never had it. Nobody retries what was acknowledged; and it is the producer that retries, not the broker.',
  },
  {
    id: '2.2-acks-all',
    section: '2.2',
    quote: "`acks=all` (with retries enabled). Broker retries ensure message isn't lost.",
    expected: 'refuted',
    trials: [
      {
        name: 'acks=all, min.insync.replicas left out',
        setup: replicated(1, merged(ACKS_ALL, COMMIT_AFTER, faults('broker.power-loss'), { scope: { lags: 1 } })),
        expects: [kept('no-loss')],
      },
    ],
    premise: {
      text: 'min.insync.replicas is at least 2',
      trials: [
        {
          name: 'acks=all, min.insync.replicas=2',
          setup: replicated(2, merged(ACKS_ALL, COMMIT_AFTER, faults('broker.power-loss'), { scope: { lags: 1 } })),
          expects: [kept('no-loss')],
        },
      ],
    },
    explanation:
      'acks=all waits for the replicas that are in sync, and by default one is enough: when it is alone and its power fails, what it acknowledged is gone.',
  },
  {
    id: '2.2-crash-before-commit',
    section: '2.2',
    quote:
      'commit offsets after processing. If consumer crashes after processing but before commit, Kafka will redeliver → duplicate possible.',
    expected: 'confirmed',
    trials: [
      {
        name: 'process, crash, commit',
        setup: small(merged(COMMIT_AFTER, CRASH)),
        expects: [
          reaches('crash between processing and commit'),
          broken('no-duplicates', DELIVERED_TWICE),
          kept('no-loss'),
        ],
      },
    ],
    explanation: 'The group goes on at the committed offset, which is before the record that was already processed.',
  },
  {
    id: '2.2-one-owner',
    section: '2.2',
    quote: "Kafka's consumer group protocol ensures each partition is assigned to one consumer in the group.",
    expected: 'confirmed',
    trials: [
      {
        name: 'a member stalls and comes back',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, faults('consumer.stall', 'rebalance'))),
        expects: [kept('exclusive-ownership'), reaches('zombie commit refused')],
      },
    ],
    explanation:
      'Within a generation a partition has one owner, and commits of an older generation are refused. An evicted member that is still alive may go on processing what it has.',
  },
  {
    id: '2.2-reassigned',
    section: '2.2',
    quote: 'On crash/rebalance, uncommitted offsets are reassigned → duplicates possible.',
    expected: 'confirmed',
    trials: [
      {
        name: 'a crash',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, CRASH)),
        expects: [broken('no-duplicates', DELIVERED_TWICE)],
      },
      {
        name: 'an eviction',
        setup: small(merged(COMMIT_AFTER, TWO_MEMBERS, faults('consumer.stall'))),
        expects: [broken('no-duplicates', DELIVERED_TWICE)],
      },
      {
        name: 'a rebalance while a worker is busy',
        setup: small(merged(COMMIT_AFTER, WORKER, TWO_MEMBERS, faults('rebalance'))),
        expects: [broken('no-duplicates', DELIVERED_TWICE)],
      },
    ],
    explanation:
      'Whoever is given the partition reads again what was not committed. A rebalance alone does that only while records are being worked on in the background: a loop that commits before it polls gives up nothing uncommitted.',
  },
  {
    id: '2.2-result',
    section: '2.2',
    quote: 'Messages are not lost, but some may be processed more than once.',
    expected: 'confirmed',
    trials: [
      {
        name: 'acks=all, commit after processing',
        setup: replicated(2, merged(ACKS_ALL, COMMIT_AFTER, faults('broker.crash', 'consumer.crash', 'response.lost'))),
        expects: AT_LEAST_ONCE,
      },
    ],
    explanation: 'So it is with acks=all and two replicas in sync; acks=1 can lose (see 2.2-acks-1).',
  },
  {
    id: '2.2-idempotent-service',
    section: '2.2',
    quote: 'Duplicates can be handled with idempotent order service.',
    expected: 'confirmed',
    trials: [
      {
        name: 'effects keyed by the record',
        setup: small(merged(COMMIT_AFTER, DEDUPLICATING, TWO_MEMBERS, faults('consumer.crash', 'response.lost'))),
        expects: EXACTLY_ONCE,
      },
    ],
    explanation: 'At-least-once delivery to a service that knows what it has done is exactly-once in effect.',
  },
];
