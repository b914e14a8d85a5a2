import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import { LOST_BY_BROKERS } from '../guarantees/no-loss.ts';
import { AT_LEAST_ONCE, broken, type Claim, defaultIs, kept } from './claim.ts';
import {
  ACKS_1,
  AUTO_COMMIT,
  COMMIT_AFTER,
  CRASH,
  defaults,
  faults,
  merged,
  replicated,
  small,
  WORKER,
} from './setups.ts';

const INT_MAX = '2147483647';

/** `enable.auto.commit` and `acks` as they come, in a setup that leaves both out. */
const UNSET = small({});

/** Section 3: what Kafka does by default. */
export const SECTION_3: readonly Claim[] = [
  {
    id: '3-default',
    section: '3',
    quote: '**Default delivery = At-least-once.**',
    expected: 'refuted',
    trials: [
      {
        name: 'the defaults of Kafka 4.1',
        setup: defaults('4.1', CRASH),
        expects: AT_LEAST_ONCE,
      },
    ],
    premise: {
      text: 'the group starts at the earliest offset and processes records before it polls again, and two replicas must be in sync',
      trials: [
        {
          name: 'earliest, synchronous, min.insync.replicas=2',
          setup: replicated(2, faults('consumer.crash', 'broker.power-loss')),
          expects: AT_LEAST_ONCE,
        },
      ],
    },
    explanation:
      'By default a new group starts at the end of the log and a topic has one replica: acknowledged records are skipped, or gone with the broker.',
  },
  {
    id: '3-default-acks',
    section: '3',
    quote: '**Producer default:** `acks=1` → leader acknowledges',
    expected: 'refuted',
    trials: [
      {
        name: 'acks=1: the leader acknowledges alone, and crashes',
        setup: replicated(1, merged(ACKS_1, COMMIT_AFTER, faults('broker.crash'))),
        expects: [broken('no-loss', LOST_BY_BROKERS)],
      },
      {
        name: 'Kafka 4.1 with acks left out',
        setup: replicated(1, merged({ kafka: '4.1' }, COMMIT_AFTER, faults('broker.crash'))),
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
    explanation:
      "Since Kafka 3.0 the default is acks=all (KIP-679): what acks=1 loses in the counterexample, today's default keeps.",
  },
  {
    id: '3-retries',
    section: '3',
    quote: 'retry enabled.',
    expected: 'confirmed',
    trials: [
      { name: 'Kafka 4.1', setup: UNSET, expects: [defaultIs('producer', 'retries', INT_MAX)] },
      {
        name: 'Kafka 2.1',
        setup: merged(UNSET, { kafka: '2.1' }),
        expects: [defaultIs('producer', 'retries', INT_MAX)],
      },
    ],
    explanation:
      'A batch is retried until delivery.timeout.ms since Kafka 2.1; before that the default was no retry at all.',
  },
  {
    id: '3-auto-commit',
    section: '3',
    quote: '**Consumer default:** `enable.auto.commit=true` (auto commits offsets periodically)',
    expected: 'confirmed',
    trials: [
      { name: 'Kafka 4.1', setup: UNSET, expects: [defaultIs('consumer', 'enable.auto.commit', 'true')] },
      {
        name: 'Kafka 0.11',
        setup: merged(UNSET, { kafka: '0.11' }),
        expects: [defaultIs('consumer', 'enable.auto.commit', 'true')],
      },
    ],
    explanation: 'It has been so in every version. What is committed are the positions that the previous poll left.',
  },
  {
    id: '3-no-loss',
    section: '3',
    quote: '**Net effect:** no loss, possible duplicates.',
    expected: 'refuted',
    trials: [
      {
        name: 'auto-commit, records handed to a worker',
        setup: small(merged(AUTO_COMMIT, WORKER, CRASH)),
        expects: AT_LEAST_ONCE,
      },
      { name: 'a group that starts at the end', setup: defaults('4.1'), expects: [kept('no-loss')] },
      {
        name: 'the topic of a fresh broker: one replica',
        setup: defaults('4.1', merged({ consumer: { 'auto.offset.reset': 'earliest' } }, faults('broker.power-loss'))),
        expects: [kept('no-loss')],
      },
    ],
    premise: {
      text: 'processing is synchronous, auto.offset.reset is earliest, acks is all and min.insync.replicas is 2',
      trials: [
        {
          name: 'with auto-commit',
          setup: replicated(2, merged(AUTO_COMMIT, faults('consumer.crash', 'broker.power-loss'))),
          expects: [...AT_LEAST_ONCE, broken('no-duplicates', DELIVERED_TWICE)],
        },
        {
          name: 'with a manual commit after processing',
          setup: replicated(2, merged(COMMIT_AFTER, faults('consumer.crash', 'broker.power-loss'))),
          expects: AT_LEAST_ONCE,
        },
      ],
    },
    explanation:
      'Auto-commit commits what was polled, whatever has become of it: a worker that dies with the record loses it. A group that starts at the end, and a topic with one replica, lose by default as well.',
  },
];
