import { faults, merged } from '../claims/setups.ts';
import { byHand, inTransactions, unmended, versioned } from './family-c-setups.ts';
import type { Hazard } from './hazard.ts';

const TWO_RECORDS = { scope: { records: 2 } };
const IDEMPOTENT = { producer: { 'enable.idempotence': true } };
const KAFKAJS = { client: { library: 'kafkajs' }, producer: { 'enable.idempotence': true } };

/** What producers of other client libraries did to sequence numbers, retries and transactions. */
export const PRODUCERS_C: readonly Hazard[] = [
  {
    id: 'C02',
    title:
      'librdkafka: a new producer epoch in the middle of a transaction; its first records are lost, the commit succeeds',
    sources: ['librdkafka #3575', 'librdkafka PR #3577', 'librdkafka CHANGELOG v1.6.2, v1.8.2'],
    status: 'fixed',
    affected: 'librdkafka 1.6.0 to 1.8.0; fixed in 1.8.2 (1.6.2: fatal error)',
    story:
      'A batch is refused, the next one is out of order, and the client answers OUT_OF_ORDER_SEQUENCE_NUMBER with InitProducerId. The coordinator aborts what is open; the client goes on, and commits what is another transaction to the brokers. The fix: such a transaction can only be aborted.',
    guarantee: 'no-loss',
    cause: 'skipped by the group',
    ...versioned(
      inTransactions({
        cluster: { brokers: 2 },
        topic: { 'replication.factor': 2, 'min.insync.replicas': 2 },
        scope: { records: 3, lags: 1 },
      }),
      'librdkafka',
      '1.8.0',
      '1.8.2',
    ),
    steps: 45,
    finding:
      'It is told with two records. The broker calls a record out of order only when one before it is missing, so it takes a third: one that is lost, one that is refused (here NOT_ENOUGH_REPLICAS; in the report, quick leader changes), one that comes next.',
  },
  {
    id: 'C03',
    title: 'librdkafka: a transaction commits although one of its records timed out',
    sources: [
      'confluent-kafka-dotnet #1568',
      'librdkafka PR #3087',
      'librdkafka PR #3325',
      'librdkafka CHANGELOG v1.5.2, v1.7.0',
    ],
    status: 'fixed',
    affected:
      'librdkafka before 1.5.2; before 1.7.0 when the cluster was down before any partition was added. Fixed in both',
    story:
      'A record exceeds message.timeout.ms inside a transaction. Its delivery report says so, the state of the transaction does not, and commit_transaction() succeeds without it. The fix: the transaction can only be aborted.',
    guarantee: 'no-loss',
    cause: 'lost by the brokers',
    ...versioned(inTransactions(merged(TWO_RECORDS, faults('request.lost'))), 'librdkafka', '1.5.0', '1.5.2'),
    steps: 11,
  },
  {
    id: 'C04',
    title: 'librdkafka: the partition is dropped with its sequence numbers; a new record passes for an old one',
    sources: ['librdkafka CHANGELOG v1.9.0'],
    status: 'fixed',
    affected: 'librdkafka before 1.9.0',
    story:
      'A broker that is starting answers that there is no such topic. The client drops the partition, and begins at sequence 0 when it is back; the broker takes the next record for a duplicate and answers success. The fix: the numbers outlive the partition object.',
    guarantee: 'no-loss',
    cause: 'lost by the brokers',
    ...versioned(byHand(merged(TWO_RECORDS, IDEMPOTENT, faults('broker.crash'))), 'librdkafka', '1.8.2', '1.9.0'),
    steps: 16,
  },
  {
    id: 'C07',
    title: 'KafkaJS, @platformatic/kafka: two sends at a time share a sequence number',
    sources: ['platformatic/kafka #326', 'kafkajs #598', 'kafkajs PR #1050', 'kafkajs PR #1172'],
    status: 'fixed',
    affected: '@platformatic/kafka before 2.3.0 (the report has 2.1.0); KafkaJS before 2.0.0',
    story:
      'The next sequence number moves on when a record is acknowledged, not when it is sent. Of two records under way at once the broker takes the second for a duplicate of the first: both are acknowledged, one is stored. The fix: a number is taken once.',
    guarantee: 'no-loss',
    cause: 'lost by the brokers',
    ...versioned(byHand(merged(TWO_RECORDS, IDEMPOTENT)), 'platformatic', '2.2.2', '2.3.0'),
    steps: 11,
  },
  {
    id: 'C08',
    title: 'franz-go: the sequence number of a cancelled record is used again',
    sources: ['franz-go #1217', 'franz-go PR #1218', 'franz-go CHANGELOG v1.20.7'],
    status: 'fixed',
    affected: 'franz-go before 1.20.7',
    story:
      'A record fails in a way that leaves open whether it was stored, and the caller gives up on it. The client takes it for never written and gives its number to the next record, which the broker takes for the first one: acknowledged, not stored. The fix: the number is burnt.',
    guarantee: 'no-loss',
    cause: 'lost by the brokers',
    // It gives nothing up by itself: the caller cancels the record, or has given RecordDeliveryTimeout.
    ...versioned(
      byHand(merged(TWO_RECORDS, faults('response.lost'), { client: { givesUpOnTime: true } })),
      'franz-go',
      '1.20.6',
      '1.20.7',
    ),
    steps: 12,
  },
  {
    id: 'C11',
    title: 'Sarama: a record overtakes the retry of the one before, even with one request in flight',
    sources: ['sarama #2619', 'sarama #2860', 'sarama PR #2943', 'sarama PR #3422', 'sarama PR #3644'],
    status: 'fixed',
    affected:
      'Sarama 1.31.0 to 1.47.x; fixed in 1.48.0. Without idempotence lost connections to 1.59.x, answers that ask for a retry still (PR #3693)',
    story:
      'A request fails, and before its record is queued for the retry the next one is sent. Net.MaxOpenRequests=1 does not help: nothing is in flight at that moment. The fix: the partition is muted while a retry is pending.',
    guarantee: 'partition-order',
    ...versioned(
      byHand(
        merged(TWO_RECORDS, faults('request.lost'), {
          producer: { 'enable.idempotence': false, 'max.in.flight.requests.per.connection': 1 },
        }),
      ),
      'sarama',
      '1.46.3',
      '1.60.0',
    ),
    steps: 12,
  },
  {
    id: 'C14',
    title: 'Redpanda, Kafka before 1.0: the broker remembers fewer batches than the producer has in flight',
    sources: ['redpanda #3038', 'redpanda #3039', 'redpanda PR #3077', 'KAFKA-5494'],
    status: 'fixed',
    affected: 'Redpanda to 21.10.1, fixed in 21.11; Kafka 0.11 allows one request in flight for that reason',
    story:
      'Two batches are appended and the answers are lost. The retry of the first is no duplicate to a broker that knows only the last one: it is out of order, so the client begins a new epoch and both are appended again. The fix: a window of five batches, and no more than five in flight.',
    guarantee: 'no-duplicates',
    cause: 'two log entries for one send',
    setup: byHand(merged(TWO_RECORDS, faults('response.lost'), { protocol: { retainedBatches: 1 } })),
    control: byHand(merged(TWO_RECORDS, faults('response.lost'), { protocol: { retainedBatches: 5 } })),
    steps: 16,
  },
  {
    id: 'C16',
    title: 'KafkaJS: an idempotent producer gives the number of a lost request to the next record',
    sources: ['kafkajs PR #1172'],
    status: 'open',
    affected: 'KafkaJS 2.0.0 to 2.2.4, with idempotent: true and a send that does not wait for the one before',
    story:
      'A record is stored, and its response lost. The client takes the number back as the request fails, and while the record waits for its next try another one goes with that number: the broker takes it for the stored one. It is acknowledged and lost; the first is sent again under the next number, and stored twice. The fix: the number belongs to the record until it is answered.',
    guarantee: 'no-loss',
    cause: 'lost by the brokers',
    setup: byHand(merged(TWO_RECORDS, faults('response.lost'), KAFKAJS)),
    control: byHand(
      merged(TWO_RECORDS, faults('response.lost'), KAFKAJS, { client: { keepsSequencesOverRetries: true } }),
    ),
    steps: 15,
  },
  {
    id: 'C17',
    title: 'librdkafka: a record that no broker has is acknowledged by the answer to a later one',
    sources: ['confluent-kafka-go #921', 'librdkafka PR #2081', 'KAFKA-15591'],
    status: 'open',
    affected: 'every version of librdkafka since 1.0.0, with brokers up to 4.4',
    story:
      'The first record of a partition is refused for lack of replicas and waits for another try; the second is stored, for a leader that knows nothing of a producer takes any number. Its answer tells librdkafka that everything before it is stored too: the first record is acknowledged and never sent again. The Java client sends it again, is told that it is out of order, and gives it up.',
    guarantee: 'no-loss',
    cause: 'lost by the brokers',
    ...unmended(
      byHand(
        merged(TWO_RECORDS, IDEMPOTENT, faults('broker.crash'), {
          kafka: '4.1',
          cluster: { brokers: 2 },
          topic: { 'replication.factor': 2, 'min.insync.replicas': 2 },
          scope: { lags: 0 },
        }),
      ),
      'librdkafka',
      '2.15.0',
      { acknowledgesByOwnAnswer: true },
    ),
    steps: 21,
    finding:
      'Where a proxy refused r0 with NOT_ENOUGH_REPLICAS and a broker of 4.1.2 stored r1, librdkafka 2.15.0 reported both as delivered in 3 of 3 runs.',
  },
];
