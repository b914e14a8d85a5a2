import { ON_OFF, type ClientSwitch } from './switch.ts';

/** What consumers of other libraries did to positions, queues and commits. */
export const CLIENT_CONSUMERS = {
  lateOffsetStore: {
    takes: ['refused', 'kept', 'committed'],
    java: 'refused',
    does: 'what becomes of an offset that the application stores for the next automatic commit when its partition has just been revoked',
    bugs: [
      {
        value: 'kept',
        found: [
          {
            library: 'librdkafka',
            versions: 'before 1.9.0',
            issues: 'PR #3774, #1767; #2782 in part, before 1.4.2',
            decided: 'CHANGELOG of 1.9.0 and 1.4.2',
          },
        ],
        wrong: 'it is committed when the partition comes back, over what others have committed meanwhile',
        fix: 'an offset is stored for what is assigned only',
      },
      {
        value: 'committed',
        found: [
          {
            library: 'Redpanda Connect on franz-go',
            versions: 'before PR #4477',
            decided: 'the pull request, merged in June 2026',
          },
        ],
        wrong: 'the next commit names it, whoever owns the partition',
        fix: 'an offset is stored for what is assigned only',
      },
    ],
  },
  dropsBatchOnRebalance: {
    takes: ON_OFF,
    java: true,
    does: 'a rebalance waits until the batch is done (as in the Java client), or the batch is dropped',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'KafkaJS',
            versions: '1.13 to 2.2.4, open',
            issues: '#1046',
            decided: 'the issue: none on 1.12, seen on 1.15',
          },
        ],
        wrong:
          'the heartbeat between two records of a batch joins the rebalance, and the loop goes on with the batch, and commits it, under the new generation',
        fix: 'drop what belongs to an older generation',
      },
    ],
  },
  flushesQueueOnRebalance: {
    takes: ON_OFF,
    java: true,
    does: 'the queue of records that were fetched ahead is dropped with the assignment',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'kafka-go',
            versions: '0.4.47, open',
            issues: '#1398',
            decided: 'the issue; 0.4.50 is the newest tag',
          },
          {
            library: 'librdkafka’s consume_batch',
            versions: 'before 1.7.0',
            issues: '#3340',
            decided: 'CHANGELOG of 1.7.0',
          },
        ],
        wrong:
          'records that were fetched ahead stay in the client’s queue through a rebalance and are delivered after it (classic, eager)',
        fix: 'the queue is dropped with the assignment',
      },
    ],
  },
  forgetsRevokedPartitions: {
    takes: ON_OFF,
    java: true,
    does: 'a partition that moved away is taken out of the fetch session (KIP-227)',
    bugs: [
      {
        value: false,
        found: [
          {
            library: '@platformatic/kafka',
            versions: '2.3.0 alone',
            issues: 'PR #316, #321',
            decided: 'commits a09d0be, first tag 2.3.0, and e28ec2d, first tag 2.3.1',
          },
        ],
        wrong:
          'the broker went on serving a partition that had moved away, and the client took, processed and committed its records',
        fix: 'it is named in forgottenTopicsData, and what was not asked for is dropped',
      },
    ],
  },
  retriesOffsetFetch: {
    takes: ON_OFF,
    java: true,
    does: 'an OffsetFetch that is answered STALE_MEMBER_EPOCH (KIP-848) is tried again with the new epoch',
    bugs: [
      {
        value: false,
        found: [
          {
            library: '@platformatic/kafka',
            versions: '1.30.0 and later, open',
            issues: '#267',
            decided: 'the issue; no commit up to 2.9.0 names it',
          },
        ],
        wrong: 'the answer was taken for a partition without a committed offset',
        fix: 'ask again with the new epoch',
      },
    ],
  },
  ignoresEmptyAborts: {
    takes: ON_OFF,
    java: true,
    does: 'the abort marker of a transaction that wrote nothing to the partition is ignored',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'librdkafka',
            versions: 'before 1.7.0',
            issues: 'PR #3369',
            decided: 'CHANGELOG of 1.7.0, which tells of the loss of what follows',
          },
        ],
        wrong:
          'the marker was counted as the end of the next aborted transaction of its producer, whose records were then delivered (the changelog tells of committed records that were ignored as well)',
        fix: 'it is ignored',
      },
    ],
  },
  seeksBackOnCacheExpiry: {
    takes: ON_OFF,
    java: true,
    does: 'the consumer seeks back to what was fetched and not delivered when its cache expires',
    bugs: [
      {
        value: false,
        found: [
          {
            library: 'confluent-kafka-javascript',
            versions: '1.9.0 and 1.10.0, open',
            issues: '#528',
            decided: 'the issue',
          },
        ],
        wrong:
          'while a handler takes long, the cache of fetched records expires; what had not been delivered is discarded, and the position stays behind it',
        fix: 'seek back to the first record that was not delivered',
      },
    ],
  },
  autoCommitsPreviousPoll: {
    takes: ON_OFF,
    java: true,
    does: 'automatic commits cover the poll before (in the Java client, since KAFKA-2942)',
    bugs: [
      {
        value: false,
        found: [{ library: 'franz-go', versions: 'before 0.10.2', issues: '#57', decided: 'CHANGELOG of 0.10.2' }],
        wrong: 'automatic commits ran beside the loop and covered the records in its hands',
        fix: 'what the poll before returned is committed',
      },
    ],
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
        ],
        wrong: 'TxnOffsetCommit of version 0 or 1: the coordinator cannot tell a member that was replaced',
        fix: 'send member and generation',
      },
    ],
  },
} as const satisfies Readonly<Record<string, ClientSwitch>>;
