import { NEVER_STORED, SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import {
  AT_LEAST_ONCE,
  AT_MOST_ONCE,
  broken,
  type Claim,
  defaultIs,
  EXACTLY_ONCE,
  kept,
  TRANSACTIONAL,
} from './claim.ts';
import {
  ACKS_0,
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
} from './setups.ts';

/** Section 1: the three delivery semantics. */
export const SECTION_1: readonly Claim[] = [
  {
    id: '1-at-most-once',
    section: '1',
    quote: 'messages may be lost, but never redelivered.',
    expected: 'confirmed',
    trials: [
      {
        name: 'acks=0, commit before processing',
        setup: small(merged(ACKS_0, COMMIT_BEFORE, faults('consumer.crash', 'broker.crash', 'connection.lost'))),
        expects: [...AT_MOST_ONCE, broken('no-loss', NEVER_STORED), broken('no-loss', SKIPPED_BY_GROUP)],
      },
    ],
    explanation:
      'A producer that does not wait and a group that commits first lose records on both sides, and nothing is ever sent or read again.',
  },
  {
    id: '1-default',
    section: '1',
    quote: 'At-least-once (default)',
    expected: 'refuted',
    trials: [{ name: 'the defaults of Kafka 4.1', setup: defaults('4.1'), expects: [kept('no-loss')] }],
    premise: {
      text: 'auto.offset.reset is earliest, the topic has replicas of which two must be in sync, and records are processed before the next poll',
      trials: [
        {
          name: 'earliest, min.insync.replicas=2',
          setup: replicated(2, faults('consumer.crash', 'broker.power-loss')),
          expects: [...AT_LEAST_ONCE, defaultIs('consumer', 'enable.auto.commit', 'true')],
        },
      ],
    },
    explanation:
      'A group without committed offsets starts at the end of the log (auto.offset.reset=latest) and skips what was acknowledged before it arrived.',
  },
  {
    id: '1-at-least-once',
    section: '1',
    quote: 'messages are never lost, but can be redelivered (duplicates possible).',
    expected: 'confirmed',
    trials: [
      {
        name: 'acks=all, commit after processing',
        setup: replicated(2, merged(ACKS_ALL, COMMIT_AFTER, faults('consumer.crash', 'broker.crash'))),
        expects: AT_LEAST_ONCE,
      },
    ],
    explanation:
      'Replicas keep what was acknowledged, and a commit that comes last can only make a group read a record again.',
  },
  {
    id: '1-exactly-once',
    section: '1',
    quote: 'every message is processed once and only once (no loss, no duplicates).',
    expected: 'confirmed',
    trials: [
      {
        name: 'consume, transform, produce in a transaction',
        setup: transactional(merged(CRASH, { scope: { members: 2 } })),
        expects: [...EXACTLY_ONCE, ...TRANSACTIONAL],
      },
    ],
    explanation:
      'With the output and the offsets in one transaction each input has exactly one visible output, as long as processing has no effect outside Kafka.',
  },
];
