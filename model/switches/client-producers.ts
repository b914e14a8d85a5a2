import { ON_OFF, type ClientSwitch } from './switch.ts';

/** What producers of other libraries did to sequence numbers, retries and transactions. */
export const CLIENT_PRODUCERS = {
  abortsOnOutOfOrder: {
    takes: ON_OFF,
    java: true,
    does: 'OUT_OF_ORDER_SEQUENCE_NUMBER inside a transaction makes it one that can only be aborted',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'librdkafka',
            versions: '1.6.0 to 1.8.0',
            issues: '#3575',
            decided: 'CHANGELOG of 1.8.2; the first bad version is in no changelog',
          },
        ],
        wrong:
          'the client asked for a new producer epoch and went on: InitProducerId aborts what is open, so everything sent before was lost, and the commit succeeded',
        fix: 'in 1.8.2 the transaction can only be aborted',
      },
    ],
  },
  failsTransactionOnTimeout: {
    takes: ON_OFF,
    java: true,
    does: 'a record that times out inside a transaction makes it one that can only be aborted',
    bugs: [
      {
        value: false,
        found: [
          { library: 'librdkafka', versions: 'before 1.5.2', issues: 'PR #3087', decided: 'CHANGELOG of 1.5.2' },
          {
            library: 'librdkafka, where nothing was registered with the coordinator yet',
            versions: 'before 1.7.0',
            issues: 'confluent-kafka-dotnet #1568, PR #3325',
            decided: 'CHANGELOG of 1.7.0',
          },
          {
            library: 'kafka-python',
            versions: '3.0.0 to 3.0.11, open',
            decided:
              'kafka/producer/sender.py: _dispatch_error does nothing about a KafkaTimeoutError, which is a RetriableError since 3.0.0',
          },
        ],
        wrong: 'a record that timed out did not touch its transaction, which could be committed without it',
        fix: 'the transaction can only be aborted',
      },
    ],
  },
  failsTransactionOnRefusal: {
    takes: ON_OFF,
    java: true,
    does: 'a record that the broker refuses inside a transaction makes it one that can only be aborted, whether anybody looks at the answer or not',
    bugs: [],
    differs:
      'aiokafka to 0.14.0: aiokafka/producer/sender.py fails the batch, and error_transaction() is called for authorization alone. KafkaJS to 2.2.4, @platformatic/kafka to 2.9.0: src/producer/eosManager and src/clients/producer/transaction hear nothing of a send. franz-go to 1.21.5: pkg/kgo/txn.go, EndTransaction commits, and its documentation leaves it to FirstErrPromise',
  },
  keepsSequencesOverMetadataLoss: {
    takes: ON_OFF,
    java: true,
    does: 'sequence numbers survive metadata that leaves the partition out',
    bugs: [
      {
        value: false,
        found: [{ library: 'librdkafka', versions: 'before 1.9.0', decided: 'CHANGELOG of 1.9.0, without a number' }],
        wrong:
          'metadata of a broker that is starting left the topic out; the client dropped the partition with its sequence numbers, and began at 0 when it was back, which the broker takes for records that it has',
        fix: 'the numbers survive',
      },
    ],
  },
  numbersSendsAtomically: {
    takes: ON_OFF,
    java: true,
    does: 'a sequence number is taken once, when a record is sent',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'KafkaJS',
            versions: 'before 2.0.0',
            issues: '#598, PR #1050, #1172',
            decided: 'CHANGELOG of 2.0.0',
          },
          {
            library: '@platformatic/kafka',
            versions: 'before 2.3.0',
            issues: '#326, #310',
            decided:
              'commit 1907f93, first tag 2.3.0; src/clients/producer/producer counts on as it is answered from 1.0.0 to 2.2.2; the report has 2.1.0',
          },
        ],
        wrong:
          'a record took the next sequence number, and the number moved on only when the record was acknowledged; two sends at a time shared one',
        fix: 'a number is taken once',
      },
    ],
  },
  numbersBufferedRecords: {
    takes: ON_OFF,
    java: true,
    does: 'a record that waits behind a retry has a sequence number of its own',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'Sarama',
            versions: 'before 1.46.3',
            issues: '#3354, PR #3362',
            decided: 'commit 35ecd488, first tag 1.46.3',
          },
        ],
        wrong:
          'a record that was handed over while an earlier one waited for its retry was buffered, and sent without a sequence number of its own: as 0',
        fix: 'it is numbered when the buffer is flushed',
      },
    ],
  },
  burnsIndefiniteSequences: {
    takes: ON_OFF,
    java: true,
    does: 'the sequence number of a record that was given up and may be stored is not used again',
    bugs: [
      {
        value: false,
        found: [
          { library: 'franz-go', versions: 'before 1.20.7', issues: '#1217, PR #1218', decided: 'CHANGELOG of 1.20.7' },
        ],
        wrong:
          'a record that was cancelled after an indefinite error was taken for never written, and its sequence number used for the next one',
        fix: 'the number is burnt, a new epoch begins',
      },
    ],
  },
  keepsSequencesOverRetries: {
    takes: ON_OFF,
    java: true,
    does: 'a record is sent again with the sequence number that it was sent with',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'KafkaJS',
            versions: '2.0.0 to 2.2.4, open',
            decided:
              'src/producer/sendMessages.js: updateSequence(topic, partition, -messages.length) as a request fails',
          },
        ],
        wrong:
          'a request that fails gives its number back, whether the broker has the record or not, and whoever is sent next takes it: a new record is taken for the one that is stored, and acknowledged and lost; the one that is stored is sent again under another number, and stored twice',
        fix: 'the number belongs to the record until it is answered',
      },
    ],
  },
  acknowledgesByOwnAnswer: {
    takes: ON_OFF,
    java: true,
    does: 'a record of an idempotent producer is acknowledged by the answer to its own request',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'librdkafka',
            versions: '1.0.0 to 2.15.0, open',
            issues: 'confluent-kafka-go #921, PR #2081',
            decided: 'src/rdkafka_request.c: rd_kafka_handle_idempotent_Produce_success calls rd_kafka_dr_implicit_ack',
          },
          {
            library: 'confluent-kafka-javascript',
            versions: '0.3.0 to 1.10.0, open',
            decided: 'CHANGELOG.md: it is on librdkafka 2.6.0 to 2.15.0',
          },
        ],
        wrong:
          'the answer to a later record acknowledged whatever waited before it in the partition, though a broker that knows nothing of a producer takes any number (KAFKA-15591)',
        fix: 'each record is sent again until it is answered',
      },
    ],
  },
  bumpsEpochByPartition: {
    takes: ON_OFF,
    java: true,
    does: 'in a new epoch of an idempotent producer the partition that has a gap is numbered anew, and no other one',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'librdkafka',
            versions: '1.0.0 to 2.15.0, open',
            issues: '#4953, PR #4972',
            decided:
              'src/rdkafka_idempotence.c: rd_kafka_idemp_drain_epoch_bump, after any message that was refused, timed out or was out of order; src/rdkafka_partition.c: rd_kafka_toppar_pid_change',
          },
          {
            library: 'confluent-kafka-javascript',
            versions: '0.3.0 to 1.10.0, open',
            decided: 'CHANGELOG.md: it is on librdkafka 2.6.0 to 2.15.0',
          },
        ],
        wrong:
          'a new epoch began once nothing was in flight, and every partition was numbered from zero, with records that waited for another try and were stored already',
        fix: 'the other partitions keep their numbers until what was sent with them is answered',
      },
    ],
  },
  goesOnOutOfOrder: {
    takes: ON_OFF,
    java: true,
    does: 'an idempotent producer goes on with a new epoch where the oldest of what it has in flight is out of order',
    bugs: [],
    differs:
      'librdkafka since 1.0.0: src/rdkafka_request.c, rd_kafka_handle_idempotent_Produce_error: “R1 failed” is a fatal error, after which the client sends nothing more (#3584); so is UNKNOWN_PRODUCER_ID for a record that was tried before',
  },
  mendsSequences: {
    takes: ON_OFF,
    java: true,
    does: 'after UNKNOWN_PRODUCER_ID, OUT_OF_ORDER_SEQUENCE_NUMBER or a batch that was given up the client begins a new epoch, or sends again',
    bugs: [],
    differs:
      'KafkaJS to 2.2.4: the send fails; src/protocol/error.js has codes 45 and 59 as not retriable, src/producer/eosManager has no way to a new epoch. aiokafka to 0.14.0: aiokafka/producer/sender.py retries neither of them',
  },
  givesUpOnTime: {
    takes: ON_OFF,
    java: true,
    does: 'a record that has waited for delivery.timeout.ms is given up',
    bugs: [],
    differs:
      'KafkaJS to 2.2.4: src/retry ends a send with its retries, whatever time they take; so do config.go of Sarama, writer.go of kafka-go and src/clients/base/options of @platformatic/kafka. pkg/kgo/config.go of franz-go has no such time unless RecordDeliveryTimeout is given; with idempotence aiokafka has none (aiokafka/producer/sender.py, _can_retry)',
  },
  mutesPartitionOnRetry: {
    takes: ON_OFF,
    java: true,
    does: 'while a record waits for its retry, nothing later is sent to its partition',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'Sarama',
            versions: '1.31.0 to 1.47.x',
            issues: '#2619, #2860, PR #3422',
            decided: 'commit 40ab0cd3, first tag 1.31.0, to commit 0fe9629f, first tag 1.48.0',
          },
          {
            library: 'KafkaJS',
            versions: 'to 2.2.4, open',
            decided: 'src/producer/sendMessages.js: each send waits for its own back-off, and holds no other up',
          },
          {
            library: '@platformatic/kafka',
            versions: 'to 2.9.0, open',
            decided: 'src/clients/base/base: kPerformWithRetry of each send waits for its own retryDelay',
          },
          {
            library: 'Sarama without idempotence',
            versions: '1.31.0 to 1.59.x, where the broker answered with an error open',
            issues: 'PR #3644, #3693',
            decided: 'commit 8f58ebdc, first tag 1.60.0, for lost connections; PR #3693 is not merged',
          },
        ],
        wrong: 'while a record waits for its retry, later ones of its partition are sent, and overtake it',
        fix: 'the partition is muted',
      },
    ],
  },
  sendsOverOneConnection: {
    takes: ON_OFF,
    java: true,
    does: 'the batches of a partition go over one connection, in order',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'kafka-go',
            versions: '0.4.0 to 0.4.17',
            issues: '#686, PR #716',
            decided: 'commit c48c6e1, first tag 0.4.18',
          },
        ],
        wrong:
          'every batch of a writer was sent by itself, over a connection of a pool, so that batches of a partition arrived in any order',
        fix: 'a queue for each partition',
      },
    ],
  },
} as const satisfies Readonly<Record<string, ClientSwitch>>;
