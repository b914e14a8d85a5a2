import { DELIVERED_TWICE, TWO_ENTRIES } from '../guarantees/no-duplicates.ts';
import { NEVER_STORED, SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import { AT_MOST_ONCE, broken, type Claim, kept, reaches } from './claim.ts';
import {
  ACKS_0,
  ACKS_1,
  AUTO_COMMIT,
  COMMIT_AFTER,
  COMMIT_BEFORE,
  CRASH,
  DEDUPLICATING,
  faults,
  merged,
  small,
  TWO_MEMBERS,
  WORKER,
} from './setups.ts';

/** All of section 2.1 together: fire and forget, commit first. */
const AT_MOST_ONCE_SETUP = small(
  merged(ACKS_0, COMMIT_BEFORE, TWO_MEMBERS, faults('consumer.crash', 'broker.crash', 'rebalance')),
);

/** Section 2.1: how Kafka achieves at-most-once. */
export const SECTION_2_1: readonly Claim[] = [
  {
    id: '2.1-acks-0',
    section: '2.1',
    quote: 'fire-and-forget (e.g., `acks=0`) → messages may be lost if broker fails.',
    expected: 'confirmed',
    trials: [
      {
        name: 'acks=0, the broker crashes',
        setup: small(merged(ACKS_0, COMMIT_AFTER, faults('broker.crash'))),
        expects: [broken('no-loss', NEVER_STORED)],
      },
    ],
    explanation:
      'The send counts as successful once the record is on the socket, whether or not a broker ever reads it.',
  },
  {
    id: '2.1-commit-before',
    section: '2.1',
    quote: 'commit offsets before processing',
    expected: 'confirmed',
    trials: [
      {
        name: 'commit, then process',
        setup: small(merged(COMMIT_BEFORE, TWO_MEMBERS, faults('consumer.crash', 'consumer.stall'))),
        expects: AT_MOST_ONCE,
      },
    ],
    explanation:
      'Once the offset is committed no other member is given the record: it is processed by whoever committed it, or by nobody.',
  },
  {
    id: '2.1-auto-commit',
    section: '2.1',
    quote: '(or use auto-commit)',
    expected: 'refuted',
    trials: [
      {
        name: 'auto-commit, processed between two polls',
        setup: small(merged(AUTO_COMMIT, CRASH)),
        expects: [kept('no-duplicates')],
      },
      {
        name: 'auto-commit, handed to a worker',
        setup: small(merged(AUTO_COMMIT, WORKER, CRASH)),
        expects: [kept('no-duplicates')],
      },
    ],
    premise: {
      text: 'either the application commits by itself before it processes, or records go to a worker whose effect has an idempotency key',
      trials: [
        {
          name: 'commit by hand before processing',
          setup: small(merged(COMMIT_BEFORE, CRASH)),
          expects: AT_MOST_ONCE,
        },
        {
          name: 'auto-commit, a worker with an idempotency key',
          setup: small(merged(AUTO_COMMIT, WORKER, DEDUPLICATING, CRASH)),
          expects: AT_MOST_ONCE,
        },
      ],
    },
    explanation:
      'Auto-commit commits at the next poll what the previous one returned: a crash after processing and before that poll makes the group read it again. Synchronous processing makes it at-least-once.',
  },
  {
    id: '2.1-crash-after-commit',
    section: '2.1',
    quote: 'If consumer crashes after commit but before processing, messages are lost.',
    expected: 'confirmed',
    trials: [
      {
        name: 'commit, crash, process',
        setup: small(merged(COMMIT_BEFORE, CRASH)),
        expects: [reaches('crash between commit and processing'), broken('no-loss', SKIPPED_BY_GROUP)],
      },
    ],
    explanation: 'Whoever takes the partition over starts behind the record, which stays in the log and unprocessed.',
  },
  {
    id: '2.1-no-retry',
    section: '2.1',
    quote: 'No retry on producer, offsets committed early.',
    expected: 'confirmed',
    trials: [
      {
        name: 'no retries, a response is lost',
        setup: small(merged(ACKS_1, { producer: { retries: 0 } }, COMMIT_BEFORE, faults('response.lost'))),
        expects: [kept('no-duplicates')],
      },
      {
        name: 'the same with retries',
        setup: small(merged(ACKS_1, COMMIT_BEFORE, faults('response.lost'))),
        expects: [broken('no-duplicates', TWO_ENTRIES)],
      },
    ],
    explanation:
      'A retry after a lost response writes the record twice, because acks=1 switches idempotence off. Giving up retries is what makes the producer at-most-once.',
  },
  {
    id: '2.1-loss',
    section: '2.1',
    quote: 'Some messages may never be processed',
    expected: 'confirmed',
    trials: [
      {
        name: 'acks=0, commit before processing',
        setup: AT_MOST_ONCE_SETUP,
        expects: [broken('no-loss', NEVER_STORED), broken('no-loss', SKIPPED_BY_GROUP)],
      },
    ],
    explanation: 'Both ways of losing happen: on the way to the broker, and between the commit and the processing.',
  },
  {
    id: '2.1-no-duplicates',
    section: '2.1',
    quote: 'but no duplicates.',
    expected: 'confirmed',
    trials: [
      { name: 'acks=0, commit before processing', setup: AT_MOST_ONCE_SETUP, expects: [kept('no-duplicates')] },
      {
        name: 'requests that arrive late',
        setup: small(merged(ACKS_0, COMMIT_BEFORE, faults('consumer.crash', 'connection.lost', 'consumer.stall'))),
        expects: [kept('no-duplicates')],
      },
    ],
    explanation: 'Nothing is sent twice, and nothing committed is read again. With auto-commit it would not be so.',
  },
  {
    id: '2.1-logging',
    section: '2.1',
    quote: "Logging system where dropping a log line is acceptable (you don't want duplicates).",
    expected: 'confirmed',
    trials: [
      {
        name: 'log lines to two groups',
        setup: small(merged(ACKS_0, COMMIT_BEFORE, CRASH, { scope: { groups: 2 } })),
        expects: AT_MOST_ONCE,
      },
      {
        name: 'the same, committing after processing',
        setup: small(merged(ACKS_0, COMMIT_AFTER, CRASH)),
        expects: [broken('no-duplicates', DELIVERED_TWICE)],
      },
    ],
    explanation: 'A log line may be missing and never appears twice; committing later would turn that around.',
  },
];
