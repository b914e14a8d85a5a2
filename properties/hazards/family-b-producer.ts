import { merged } from '../claims/setups.ts';
import { TWO_ENTRIES } from '../guarantees/no-duplicates.ts';
import { IDEMPOTENT, replicated, single, turned, under } from './family-b-setups.ts';
import type { Hazard } from './hazard.ts';

/** Faults published in how a producer numbers its batches, and in what it sends. */

const expiredState = single(merged(IDEMPOTENT, { faults: { 'records.deleted': 1, 'response.lost': 1 } }));

/** The partition's broker starts again, which loses the answer as well. */
const reloadedState = under('4.3', single(merged(IDEMPOTENT, { faults: { 'records.deleted': 1, 'broker.crash': 1 } })));

const refused = replicated(2, 1, {
  kafka: '4.1',
  producer: { acks: 'all', 'enable.idempotence': true },
  faults: { 'request.refused': 1 },
  scope: { records: 2, lags: 1 },
});

const oneInFlight = replicated(2, 1, {
  kafka: '0.11',
  producer: { acks: '1', retries: 3, 'max.in.flight.requests.per.connection': 1 },
  faults: { 'leader.moved': 1 },
  scope: { records: 2 },
});

const twoTopics = single({
  topic: { partitions: 2 },
  application: { commit: 'before-processing', 'on.send.failure': 'resend' },
  faults: { 'connection.lost': 1 },
  scope: { records: 2, attempts: 1 },
});

const firstBatch = replicated(2, 2, {
  producer: { acks: 'all', 'enable.idempotence': true },
  faults: { 'broker.crash': 1, 'response.lost': 1 },
  scope: { records: 2 },
});

const newTopic = single({
  producer: { acks: 'all', 'enable.idempotence': true },
  faults: { 'topic.created': 1, 'response.lost': 1 },
  scope: { records: 2 },
});

const behindOneGivenUp = single({
  producer: { acks: 'all', 'enable.idempotence': true },
  application: { commit: 'before-processing' },
  faults: { 'connection.lost': 1 },
  scope: { records: 3, attempts: 1 },
});

export const PRODUCER: readonly Hazard[] = [
  {
    id: 'B19',
    title: 'Retention makes the partition forget an idempotent producer, whose retry is stored again',
    sources: ['KIP-360, problem 1', 'KAFKA-7190'],
    status: 'fixed',
    affected: 'brokers of 0.11 to 2.3; fixed in 2.4.0',
    story:
      'A batch is stored and its answer lost. Before the retry, retention deletes the last record of the producer, and the partition forgets what it knew of it. A retry with sequence 0 then looks like a beginning; one with a later sequence is answered UNKNOWN_PRODUCER_ID, at which the client starts over at 0. Either way the batch is stored a second time. Since KAFKA-7190 the partition remembers, and since KIP-360 the client bumps its epoch instead.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: under('2.3', expiredState),
    control: under('2.4', expiredState),
    steps: 13,
    finding:
      'The catalogue tells it of the second batch, by way of UNKNOWN_PRODUCER_ID. The first is enough: its sequence is the one that a producer without state begins with.',
  },
  {
    id: 'B21',
    title: 'A refused batch makes the client start a new epoch over one that is stored and not answered',
    sources: ['KAFKA-14034', 'apache/kafka #13796', 'KAFKA-14397', 'redpanda #5355'],
    status: 'open',
    affected: 'Java clients since 2.5; open (apache/kafka #13796 was closed unmerged)',
    story:
      'Two batches are in flight. The first is stored, and its answer says that it has to be tried again; the second is refused for good. To close the gap the client bumps its epoch at once and numbers the first batch anew: as a batch of another epoch it is stored a second time. The proposed fix waits until the batches before it have been answered.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: refused,
    control: turned(refused, { bumpWaitsForEarlierBatches: true }),
    steps: 16,
    finding:
      'The catalogue loses the answer of the first batch. With it goes the connection, and the second batch as well: it is not sent again before the first is settled. The first batch has to be answered with an error that asks for a retry, by a leader that goes on to refuse the second: REQUEST_TIMED_OUT where a follower is slow.',
  },
  {
    id: 'B22',
    title: 'With one request in flight, a record overtakes the one before it across a leader change',
    sources: ['KAFKA-3197'],
    status: 'fixed',
    affected: 'before 0.10.0.0; fixed in 0.10.0.0',
    story:
      'max.in.flight.requests.per.connection counts by connection. When leadership moves, the next record goes to the new leader over another connection while the one before is still on its way to the old one, which then refuses it: it is tried again behind its successor. Since the fix the whole partition is muted while a request is in flight.',
    guarantee: 'partition-order',
    setup: turned(oneInFlight, { clientMutesPartition: false }),
    control: oneInFlight,
    steps: 18,
  },
  {
    id: 'B29',
    title: 'The buffer of a batch that expired is written over while it is being sent',
    sources: ['KAFKA-19012', 'apache/kafka #21065, #21285 to #21288'],
    status: 'fixed',
    affected: 'clients of 2.8 to 3.9.1, 4.0.1 and 4.1.1; fixed in 3.9.2, 4.0.2, 4.1.2 and 4.2.0',
    story:
      'A batch expires while the network thread is still sending it, and its buffer goes back to the pool. The next record, for another partition, is written into it, and the request for the first partition ends with that record: it is stored where nobody sent it. Since the fix the buffer stays taken until the request is done.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: under('3.9.1', twoTopics),
    control: under('3.9.2', twoTopics),
    steps: 13,
    finding: 'Two partitions stand for the two topics.',
  },
  {
    id: 'B30',
    title: 'The second batch of an idempotent producer overtakes the first on a partition that never held a record',
    sources: ['KAFKA-15591', 'KAFKA-14312', 'KAFKA-19880'],
    status: 'fixed',
    affected: 'brokers of 2.5 to 4.4; fixed on trunk, which will be 4.5',
    story:
      'Since KIP-360 a partition takes any sequence from a producer that it does not know. If the first batch is refused for lack of replicas and the second is not, the second is stored with sequence 1, and the first behind it or never. Since the fix a partition that never held a record takes sequence 0 only.',
    guarantee: 'partition-order',
    setup: under('4.4', firstBatch),
    control: under('4.5', firstBatch),
    steps: 24,
    finding:
      'Kafka 4.5 is not released: the control is what trunk does. Seen on brokers of 3.9.2, 4.1.2 and 4.3.1 with two replicas, as here; with one replica and a topic that has just been created it takes no broker that fails (B38).',
  },
  {
    id: 'B38',
    title: 'On a topic that has just been created, the second batch of an idempotent producer overtakes the first',
    sources: ['KAFKA-15591', 'KAFKA-14312', 'apache/kafka #23234'],
    status: 'fixed',
    affected: 'brokers of 2.5 to 4.4; fixed on trunk, which will be 4.5',
    story:
      'A producer learns of a new topic before its leader does, and sends. The leader answers that it does not lead; then it applies the metadata and takes the second batch, which was on its way. If both answers are lost, the client starts a new epoch over what is stored: r1 r0 r1. Since the fix a partition that never held a record takes sequence 0 only.',
    guarantee: 'partition-order',
    setup: under('4.4', newTopic),
    control: under('4.5', newTopic),
    steps: 17,
    finding:
      'Kafka 4.5 is not released: the control is what trunk does. Brokers of 3.9.2, 4.1.2 and 4.3.1 came to the same log, r1 r0 r1, every record acknowledged. Where both answers are read, the first batch is refused until it expires, and nothing is out of order.',
  },
  {
    id: 'B44',
    title: 'A batch is given up, and the client numbers anew the one behind it, which is on its way',
    sources: ['KIP-360', 'KAFKA-8805', 'TransactionManager.canRetry, isNextSequenceForUnresolvedPartition'],
    status: 'open',
    affected: 'Java clients since 2.5 (KIP-360) with more than one request in flight; open on trunk',
    story:
      'A connection breaks under two batches, and the first is given up after delivery.timeout.ms. The second is sent again, overtakes its own first request, and is answered OUT_OF_ORDER_SEQUENCE_NUMBER. For the client this proves a gap: it begins a new epoch and numbers the batch from 0. If the requests of the broken connection are handled meanwhile, both batches are in the log, and the second is stored once more under its new number. With one request in flight nothing is behind the batch that is given up.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: behindOneGivenUp,
    control: merged(behindOneGivenUp, { producer: { 'max.in.flight.requests.per.connection': 1 } }),
    steps: 22,
    finding:
      'A batch is acknowledged before the two, so that the partition knows the producer. Where an empty partition takes sequence 0 only (KAFKA-15591, fixed on trunk, which will be 4.5) two batches are enough, and 18 steps. Brokers of 3.9.2, 4.1.2 and 4.3.1 came to the same log, r0 r1 r2 r2.',
  },
  {
    id: 'B51',
    title: 'A broker that starts again forgets a producer whose records retention has deleted: a retry is stored again',
    sources: [
      'KAFKA-7190',
      'KIP-360',
      'ProducerStateManager.truncateAndReload, AbstractFetcherThread.fetchOffsetAndTruncate',
    ],
    status: 'open',
    affected: 'brokers since 2.4, whatever the client; open at 4.3.1',
    story:
      'A batch is stored, and retention deletes the last record of its producer before the answer is read, which is lost with the broker. Since KAFKA-7190 the partition remembers the producer, but in memory: a broker that starts again takes it from the records that are left and from snapshots above the log start offset, and there is neither. The retry looks like the beginning of a producer that is new, and is stored once more. An orderly restart does not help where everything is deleted, and a follower that has to begin at the log start of its leader knows as little, and may lead. The way out: retention far longer than delivery.timeout.ms and a restart.',
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    setup: reloadedState,
    control: merged(reloadedState, { faults: { 'records.deleted': 0 } }),
    steps: 16,
    finding:
      'Seen on a broker of 4.1.2, by raw requests of one producer id: the same batch is answered with its first offset as long as the broker goes on, and appended once more after kill -9 and after an orderly stop, by retention and by DeleteRecords alike. Where another producer has written since, it is recognised after both.',
  },
];
