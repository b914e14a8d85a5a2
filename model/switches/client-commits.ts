import { ON_OFF, type ClientSwitch } from './switch.ts';

/** What consumers of other libraries committed, and when. */
export const CLIENT_COMMITS = {
  autoCommitsPreviousPoll: {
    takes: ON_OFF,
    java: true,
    does: 'automatic commits cover the poll before (in the Java client, since KAFKA-2942)',
    bugs: [
      {
        value: false,
        found: [
          { library: 'franz-go', versions: 'before 0.10.2', issues: '#57', decided: 'CHANGELOG of 0.10.2' },
          {
            library: 'librdkafka',
            versions: 'every version, with enable.auto.offset.store=true',
            decided: 'INTRODUCTION.md, “At-least-once processing”',
            documented: {
              way: 'enable.auto.offset.store=false, and rd_kafka_offsets_store() after processing',
              edit: { consumer: { 'enable.auto.offset.store': false } },
            },
          },
          {
            library: 'aiokafka',
            versions: 'every version',
            decided:
              'docs/consumer.rst: “Offset commits in autocommit mode is done strictly by time in the background”',
            documented: { way: 'enable_auto_commit=False, and commit() after processing' },
          },
          {
            library: '@platformatic/kafka',
            versions: 'every version',
            decided: 'src/clients/consumer/messages-stream: what is pushed into the stream is committed',
            documented: { way: 'autocommit: false, and message.commit() after processing' },
          },
        ],
        wrong: 'automatic commits ran beside the loop and covered the records in its hands',
        fix: 'what the poll before returned is committed',
      },
    ],
  },
  commitsUnassigned: {
    takes: ON_OFF,
    java: true,
    does: 'a commit by hand may name a partition that has moved away (as commitSync(Map) of the Java client)',
    bugs: [],
    differs:
      'aiokafka to 0.14.0: commit() of aiokafka/consumer/consumer.py raises IllegalStateError; librdkafka since 1.9.0 where offsets are stored for automatic commits: rd_kafka_offsets_store() refuses a partition that is not assigned (#3774)',
  },
  commitsInHand: {
    takes: ON_OFF,
    java: true,
    does: 'an automatic commit as a consumer is closed, or gives partitions up, covers what the loop has in its hands',
    bugs: [],
    differs:
      'franz-go to 1.21.5: pkg/kgo/consumer_group.go, defaultRevoke, for LeaveGroup() and Close() as well, commits what was polled before the last poll',
  },
  commitsInOrder: {
    takes: ON_OFF,
    java: true,
    does: 'one commit is answered before the next is sent',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'Sarama',
            versions: 'before 1.43.3',
            issues: '#2940, PR #2947',
            decided: 'commit 6b4f9bec, first tag 1.43.3',
          },
          {
            library: 'retry loops around commitAsync()',
            versions: 'anywhere',
            decided: 'KafkaConsumer javadoc: commitAsync() does not retry',
          },
          {
            library: 'Spring for Apache Kafka',
            versions: '2.9.4 to 3.0.15 and 3.1.0 to 3.1.3, with a commit that was refused in a rebalance',
            issues: '#3186, #2489',
            decided: 'commit a1d56d32, first tag 2.9.4, to commit 6a0bab6f, first tag 3.1.4 (fecf9fdf, 3.0.16)',
          },
        ],
        wrong: 'commits are on their way at the same time and take effect in any order',
        fix: 'a commit is sent after the one before',
      },
    ],
  },
  keepsAssignmentOnIllegalGeneration: {
    takes: ON_OFF,
    java: true,
    does: 'a member whose commit was refused with ILLEGAL_GENERATION during a cooperative rebalance keeps its partitions and commits in the next generation',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'librdkafka',
            versions: '1.6.0 to 2.8.0',
            issues: '#4059, PR #4908',
            decided: 'CHANGELOG of 2.10.0; 2.9 was never released',
          },
          {
            library: 'confluent-kafka-javascript',
            versions: 'before 1.3.0',
            decided: 'CHANGELOG of 1.3.0, which is on librdkafka 2.10.0',
          },
        ],
        wrong:
          'the refusal made the member give its partitions up for lost, with what it had processed and not committed',
        fix: 'it keeps them, and commits in the next generation',
      },
    ],
  },
  commitsNextOffset: {
    takes: ON_OFF,
    java: true,
    does: 'the offset of the next record is committed',
    bugs: [
      {
        value: false,
        found: [
          { library: 'Sarama', versions: 'before 1.10.0', issues: '#713', decided: 'CHANGELOG of 1.10.0' },
          {
            library: 'kafka-go',
            versions: 'before its first tag',
            issues: '#62',
            decided: 'commit 9066af4, older than every tag',
          },
        ],
        wrong: 'the offset of the last record was committed, so that a new owner processes it again',
        fix: 'that of the next one is',
      },
    ],
  },
  sendsGenerationWithOffsets: {
    takes: ON_OFF,
    java: true,
    does: 'TxnOffsetCommit carries member and generation (version 3, KIP-447)',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'KafkaJS',
            versions: 'to 2.2.4, open',
            decided: 'src/protocol/requests/txnOffsetCommit has versions 0 and 1',
          },
          {
            library: 'Sarama',
            versions: 'before 1.50.2',
            issues: 'PR #3593',
            decided: 'commit 810caff5, first tag 1.50.2',
          },
          { library: 'librdkafka', versions: 'before 1.6.0', decided: 'CHANGELOG of 1.6.0: KIP-447' },
          {
            library: 'kafka-python',
            versions: 'before 3.0.0',
            decided: 'kafka/producer/transaction_manager.py: TxnOffsetCommit up to version 2 at 2.3.2, 3 at 3.0.0',
          },
          {
            library: 'aiokafka',
            versions: 'to 0.14.0, open',
            decided: 'aiokafka/protocol/transaction.py: TxnOffsetCommit of version 0',
          },
          {
            library: 'Alpakka Kafka and Apache Pekko’s connector',
            versions: 'to 1.2 (#535)',
            decided:
              'TransactionalProducerStage.commitTransaction: new ConsumerGroupMetadata(group) at 1.0.0, 1.1.0 and 1.2.0-RC1; commit c78cbdc2, of no release yet',
          },
        ],
        wrong: 'TxnOffsetCommit of version 0 or 1: the coordinator cannot tell a member that was replaced',
        fix: 'send member and generation',
      },
    ],
  },
} as const satisfies Readonly<Record<string, ClientSwitch>>;
