import { TWO_ENTRIES } from '../guarantees/no-duplicates.ts';
import { COMMIT_AFTER, faults, merged, replicated, RESENDING, small } from '../claims/setups.ts';
import type { Hazard } from './hazard.ts';

const IDEMPOTENCE = 'Kafka documentation, ProducerConfig: enable.idempotence, retries';
const PRODUCER_JAVADOC = 'KafkaProducer javadoc: idempotence holds within a single session';

const RESPONSE_LOST = small(merged({ kafka: '2.8' }, COMMIT_AFTER, faults('response.lost')));
const TWO_IN_FLIGHT = small(merged({ kafka: '2.8' }, COMMIT_AFTER, faults('request.lost'), { scope: { records: 2 } }));
const RESTARTS = small(
  merged(COMMIT_AFTER, RESENDING, faults('producer.crash'), {
    producer: { 'enable.idempotence': true },
    consumer: { 'isolation.level': 'read_committed' },
  }),
);
const UNANSWERED = small(merged(COMMIT_AFTER, faults('response.lost'), { producer: { 'enable.idempotence': true } }));
const NO_RETRIES = replicated(
  2,
  merged({ kafka: '3.2' }, COMMIT_AFTER, { producer: { retries: 0 } }, faults('leader.moved')),
);
const SLOW_FOLLOWER = replicated(2, merged({ kafka: '2.8' }, COMMIT_AFTER, { scope: { lags: 1 } }));

/** What retries, restarts and resends do to a record's one copy and its place. */
export const FAMILY_A_PRODUCER: readonly Hazard[] = [
  {
    id: 'A06',
    title: 'A retry without idempotence: a lost response makes a duplicate',
    sources: [IDEMPOTENCE, 'Kafka documentation, Design: Message Delivery Semantics', 'KIP-98'],
    status: 'configuration',
    affected:
      'the default from 2.1 to 2.8; idempotence is the default since 3.0.1, 3.1.1 and 3.2.0 (KIP-679, KAFKA-13598)',
    story:
      'The record is in the log, the response is lost, and the client sends the same batch again: the broker cannot tell. With idempotence a batch carries producer id and sequence number, and the broker answers a repeated one without appending it.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: merged(RESPONSE_LOST, { producer: { 'enable.idempotence': false } }),
    control: merged(RESPONSE_LOST, { producer: { 'enable.idempotence': true } }),
    steps: 10,
  },
  {
    id: 'A07',
    title: 'Retries with several requests in flight and no idempotence: records change places',
    sources: [IDEMPOTENCE, 'Kafka documentation, ProducerConfig: max.in.flight.requests.per.connection'],
    status: 'configuration',
    affected: 'all versions without idempotence and with more than one request in flight (5 is the default)',
    story:
      'Two batches are on their way, the first fails and the second is appended; then the first is retried and stands behind it. With idempotence the broker refuses the second one (OUT_OF_ORDER_SEQUENCE_NUMBER) until the first is there.',
    guarantee: 'partition-order',
    setup: merged(TWO_IN_FLIGHT, { producer: { 'enable.idempotence': false } }),
    control: merged(TWO_IN_FLIGHT, { producer: { 'enable.idempotence': true } }),
    steps: 12,
  },
  {
    id: 'A08',
    title: 'Idempotence ends with the session: a producer that restarts sends its record a second time',
    sources: [PRODUCER_JAVADOC, 'KafkaProducer javadoc: initTransactions()'],
    status: 'configuration',
    affected: 'all versions since 0.11, without transactional.id',
    story:
      'The process dies before it learns that its record is stored. The next one gets another producer id, the application sends the record again, and the broker has never seen that id. With a transactional.id the first copy is in a transaction that initTransactions() aborts.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: RESTARTS,
    control: merged(RESTARTS, { producer: { 'transactional.id': 'orders' } }),
    steps: 11,
    finding:
      'The fix of the catalogue, a transactional.id, is not complete: when the response to commitTransaction() is lost and the process dies, initTransactions() completes the transaction and does not say so, and the application sends again (19 steps, with response.lost: 1).',
  },
  {
    id: 'A09',
    title: 'A record that the application sends again after a TimeoutException is another record',
    sources: [PRODUCER_JAVADOC, 'KAFKA-18579'],
    status: 'configuration',
    affected: 'all versions; delivery.timeout.ms exists since 2.1 (KIP-91)',
    story:
      'The record is stored, no response arrives in delivery.timeout.ms, and send() fails. The application calls send() again: a new sequence number, so the broker appends a second copy. A timeout says nothing about the record; who must not duplicate does not resend outside a transaction.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: merged(UNANSWERED, RESENDING),
    control: merged(UNANSWERED, { application: { 'on.send.failure': 'drop' } }),
    steps: 11,
  },
  {
    id: 'A10',
    title: 'An error that looks definite is not: the record of a failed send is in the log',
    sources: ['KAFKA-13574', 'Jepsen: Redpanda, workload queue (a failed send is indefinite)'],
    status: 'configuration',
    affected: 'all versions; reported in 2022',
    story:
      'The leader appends a record and waits for the ISR; then leadership moves to a follower that has it, and the old leader answers NOT_LEADER_OR_FOLLOWER. Without a retry left the send fails, and the record is committed and read all the same. An application that takes the error for a no and sends again has it twice: every error after the append is a maybe.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: merged(NO_RETRIES, RESENDING),
    control: merged(NO_RETRIES, { application: { 'on.send.failure': 'drop' } }),
    steps: 16,
    finding:
      'Leadership need not move: a follower that lags out of the ISR before the record is committed turns the answer into NOT_ENOUGH_REPLICAS_AFTER_APPEND, which is as indefinite (17 steps, without a fault).',
  },
  {
    id: 'A36',
    title: 'request.timeout.ms passes while a follower is slow: without idempotence the record is stored twice',
    sources: [
      'Kafka documentation, ProducerConfig: request.timeout.ms',
      'KIP-537, which made replica.lag.time.max.ms as long',
    ],
    status: 'configuration',
    affected: 'acks=all without idempotence, with the default time-outs since 2.5 (both 30 seconds)',
    story:
      'The record is in the leader’s log, and one follower is slow. Before it is taken out of the ISR the request times out: REQUEST_TIMED_OUT, which the client tries again, and the broker cannot tell. Nothing has failed. With idempotence the retry is known. The documentation asks for a request.timeout.ms longer than replica.lag.time.max.ms; the defaults are the same.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: merged(SLOW_FOLLOWER, { producer: { acks: 'all', 'enable.idempotence': false } }),
    control: merged(SLOW_FOLLOWER, { producer: { acks: 'all', 'enable.idempotence': true } }),
    steps: 13,
  },
];
