import { TWO_ENTRIES } from '../guarantees/no-duplicates.ts';
import { broken, type Claim, EXACTLY_ONCE, kept, reaches, TRANSACTIONAL } from './claim.ts';
import {
  AUTO_COMMIT,
  COMMIT_AFTER,
  COMMIT_BEFORE,
  CRASH,
  faults,
  merged,
  replicated,
  RESENDING,
  small,
  transactional,
} from './setups.ts';

const IDEMPOTENT = { producer: { 'enable.idempotence': true } };
const ONE_IN_FLIGHT = {
  producer: { 'enable.idempotence': true, 'max.in.flight.requests.per.connection': 1 },
  scope: { records: 2 },
};
const TWO_PARTITIONS = { topic: { partitions: 2 }, scope: { records: 2 } };

/** Section 2.3: how Kafka achieves exactly-once. */
export const SECTION_2_3: readonly Claim[] = [
  {
    id: '2.3-idempotent-producer',
    section: '2.3',
    quote: "**Idempotent producer** (`enable.idempotence=true`) → ensures retries don't create duplicates.",
    expected: 'refuted',
    trials: [
      {
        name: 'the application sends again after a failure',
        setup: small(merged(IDEMPOTENT, RESENDING, COMMIT_AFTER, faults('response.lost'))),
        expects: [kept('no-duplicates')],
      },
      {
        name: 'the producer restarts and sends again',
        setup: small(merged(IDEMPOTENT, RESENDING, COMMIT_AFTER, faults('producer.crash'))),
        expects: [kept('no-duplicates')],
      },
      {
        name: 'a batch is given up, and its request arrives late',
        setup: small(merged(IDEMPOTENT, COMMIT_BEFORE, faults('connection.lost'), { scope: { records: 3 } })),
        expects: [kept('no-duplicates')],
      },
    ],
    premise: {
      text: "the retries are the client's own, within one session: the application sends nothing again, its process does not restart, no batch is given up in front of another one (delivery.timeout.ms), and before Kafka 4.5 the first batch of a partition is alone in flight (KAFKA-15591)",
      trials: [
        {
          name: 'the client retries',
          setup: small(merged(IDEMPOTENT, COMMIT_BEFORE, faults('response.lost', 'connection.lost', 'broker.crash'))),
          expects: [kept('no-duplicates'), reaches('retry after a lost response deduplicated')],
        },
        {
          name: 'the client retries, two records in flight',
          setup: small(
            merged(IDEMPOTENT, COMMIT_AFTER, faults('response.lost', 'request.lost'), { scope: { records: 2 } }),
          ),
          expects: [kept('no-duplicates'), kept('partition-order')],
        },
        {
          name: 'the client retries, on replicas',
          setup: replicated(2, merged(IDEMPOTENT, COMMIT_AFTER, faults('response.lost', 'broker.crash'))),
          expects: [kept('no-duplicates'), kept('no-loss')],
        },
        {
          name: 'the client retries, on replicas, two records one at a time',
          setup: replicated(2, merged(ONE_IN_FLIGHT, COMMIT_AFTER, faults('response.lost', 'broker.crash'))),
          expects: [kept('no-duplicates'), kept('partition-order')],
        },
      ],
    },
    explanation:
      'The broker knows a batch by producer id, epoch and sequence number. A record that is handed over again, or by the next process, gets new ones and is appended a second time; so does a batch that the client numbers anew because the one before it was given up. Until 4.4 a broker also takes the second batch of a new partition before the first, and a retry of the first then makes the client number both anew.',
  },
  {
    id: '2.3-sequence-numbers',
    section: '2.3',
    quote: 'Broker uses sequence numbers per producer+partition to deduplicate.',
    expected: 'confirmed',
    trials: [
      {
        name: 'a response is lost',
        setup: small(merged(IDEMPOTENT, COMMIT_AFTER, faults('response.lost'))),
        expects: [kept('no-duplicates'), reaches('retry after a lost response deduplicated')],
      },
      {
        name: 'the same on a broker that ignores sequence numbers',
        setup: small(
          merged(IDEMPOTENT, COMMIT_AFTER, faults('response.lost'), { protocol: { sequenceDeduplication: false } }),
        ),
        expects: [broken('no-duplicates', TWO_ENTRIES)],
      },
    ],
    explanation: 'It is the sequence numbers that do it: a broker that ignores them appends the retry.',
  },
  {
    id: '2.3-atomic-partitions',
    section: '2.3',
    quote: 'Write to multiple partitions/topics',
    expected: 'confirmed',
    trials: [
      {
        name: 'two output partitions',
        setup: transactional(merged(TWO_PARTITIONS, CRASH)),
        expects: [kept('atomic-transaction'), reaches('marker written to one partition and not yet to the other')],
      },
      {
        name: 'a producer of its own that restarts',
        setup: small(
          merged(TWO_PARTITIONS, COMMIT_AFTER, faults('producer.crash'), {
            producer: { 'transactional.id': 'my-transactional-id' },
            consumer: { 'isolation.level': 'read_committed' },
          }),
        ),
        expects: [kept('atomic-transaction'), kept('read-committed-visibility')],
      },
    ],
    explanation:
      'Once the coordinator has decided, every partition gets the same marker, however long that takes. Readers may see one partition before the other.',
  },
  {
    id: '2.3-offsets-with-records',
    section: '2.3',
    quote: 'Commit consumer offsets together with the produced messages.',
    expected: 'confirmed',
    trials: [
      {
        name: 'sendOffsetsToTransaction()',
        setup: transactional(faults('consumer.crash', 'response.lost')),
        expects: [kept('offsets-with-records'), kept('atomic-transaction')],
      },
      {
        name: 'commitSync() beside the transaction',
        setup: transactional(merged(COMMIT_BEFORE, CRASH)),
        expects: [broken('offsets-with-records')],
      },
    ],
    explanation: 'Offsets sent in the transaction stand or fall with its records; a commit apart from it does not.',
  },
  {
    id: '2.3-read-committed',
    section: '2.3',
    quote: '**Consumers** with `isolation.level=read_committed` see only committed transactions.',
    expected: 'confirmed',
    trials: [
      {
        name: 'read_committed',
        setup: transactional(CRASH),
        expects: [kept('read-committed-visibility'), reaches('read blocked at the last stable offset')],
      },
      {
        name: 'read_uncommitted',
        setup: transactional(merged(CRASH, { downstream: { 'isolation.level': 'read_uncommitted' } })),
        expects: [broken('read-committed-visibility')],
      },
    ],
    explanation:
      'A read_committed reader stops at the last stable offset and skips what was aborted. Records outside any transaction it sees like everybody else.',
  },
  {
    id: '2.3-offsets-in-transaction',
    section: '2.3',
    quote: 'offsets are written inside the transaction to the `__consumer_offsets` topic.',
    expected: 'confirmed',
    trials: [
      {
        name: 'a marker for __consumer_offsets as for any partition',
        setup: transactional(merged(CRASH, { scope: { members: 2 } })),
        expects: [
          kept('offsets-with-records'),
          kept('resume-from-committed'),
          reaches('marker written to one partition and not yet to the other'),
        ],
      },
      {
        name: 'a transaction that is fenced after its offsets were sent',
        setup: transactional(faults('consumer.crash', 'connection.lost')),
        expects: [kept('offsets-with-records'), kept('atomic-transaction'), kept('zombie-fencing')],
      },
    ],
    explanation:
      '__consumer_offsets is one more partition of the transaction: it gets the same marker as the outputs, and the offsets count from then on.',
  },
  {
    id: '2.3-both-or-neither',
    section: '2.3',
    quote: 'If the transaction commits → both data + offsets are visible; if it aborts → neither is.',
    expected: 'confirmed',
    trials: [
      {
        name: 'offsets wait for the marker',
        setup: transactional(merged(CRASH, { scope: { members: 2 } })),
        expects: [kept('atomic-transaction'), kept('offsets-with-records'), kept('resume-from-committed')],
      },
      {
        name: 'the same on a broker that does not wait',
        setup: transactional(merged(CRASH, { protocol: { offsetsWaitForMarker: false } })),
        expects: [broken('atomic-transaction'), broken('no-loss')],
      },
    ],
    explanation:
      "Offsets in __consumer_offsets are pending until the marker arrives, and whoever takes the partition over waits for it. The stored offset goes back on an abort; the consumer's position does not by itself.",
  },
  {
    id: '2.3-end-to-end',
    section: '2.3',
    quote: 'Each message is processed exactly once end-to-end.',
    expected: 'refuted',
    trials: [
      {
        name: 'the effect is outside Kafka',
        setup: transactional(merged(CRASH, { application: { effect: 'external' } })),
        expects: EXACTLY_ONCE,
      },
      {
        name: 'the end is a consumer that acts outside',
        setup: small(
          merged(AUTO_COMMIT, CRASH, {
            producer: { 'transactional.id': 'my-transactional-id' },
            consumer: { 'isolation.level': 'read_committed' },
          }),
        ),
        expects: EXACTLY_ONCE,
      },
    ],
    premise: {
      text: 'the effect of processing is a record in Kafka, written in the transaction, or has an idempotency key',
      trials: [
        {
          name: 'the effect is in Kafka',
          setup: transactional(faults('consumer.crash', 'response.lost')),
          expects: [...EXACTLY_ONCE, ...TRANSACTIONAL],
        },
        {
          name: 'outside, with an idempotency key',
          setup: transactional(merged(CRASH, { application: { effect: 'external', 'idempotency.key': true } })),
          expects: EXACTLY_ONCE,
        },
      ],
    },
    explanation:
      'An abort takes back records and offsets; it does not take back a database row or an HTTP call, which is then made again.',
  },
  {
    id: '2.3-bank',
    section: '2.3',
    quote: 'Duplicate processing could cause double debit/credit, and loss could cause imbalance.',
    expected: 'confirmed',
    trials: [
      {
        name: 'at-least-once',
        setup: small(merged(COMMIT_AFTER, CRASH)),
        expects: [broken('no-duplicates')],
      },
      { name: 'at-most-once', setup: small(merged(COMMIT_BEFORE, CRASH)), expects: [broken('no-loss')] },
      {
        name: 'exactly-once: debit and credit in a transaction',
        setup: transactional(merged(TWO_PARTITIONS, CRASH)),
        expects: [...EXACTLY_ONCE, kept('atomic-transaction')],
      },
    ],
    explanation:
      'The weaker semantics have both failures; a transaction that writes debit and credit has neither. examples/bank-transfer keeps the accounts.',
  },
];
