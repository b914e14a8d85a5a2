import { ON_OFF, type ClientSwitch } from './switch.ts';

/** What consumers of other libraries did to positions and queues. */
export const CLIENT_CONSUMERS = {
  startsAtCommittedEpoch: {
    takes: ON_OFF,
    java: true,
    does: 'a consumer that starts at a committed offset validates it by the leader epoch that was committed with it (KIP-320)',
    bugs: [],
    differs:
      'kafka-python to 3.0.0: kafka/coordinator/consumer.py seeks to the offset alone (refresh_committed_offsets_if_needed).',
  },
  holdsBackUnvalidated: {
    takes: ON_OFF,
    java: true,
    does: 'a position that the client is just comparing with a new leader is in no automatic commit (since positions are validated: KIP-320)',
    bugs: [],
    differs:
      'librdkafka: rd_kafka_topic_partition_list_set_offsets (src/rdkafka_partition.c) takes the stored offset, whatever its partition is at; so does kafka-python to 3.0.0, whose SubscriptionState.all_consumed_offsets() names every position.',
  },
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
            versions: '1.13 to 1.16',
            issues: '#1046',
            decided:
              'the issue: none on 1.12, seen on 1.15; src/consumer/runner.js of 1.13.0 to 1.16.0, src/consumer/workerQueue.js of 2.0.0, which waits for every handler; 2.2.4 does so on real brokers',
          },
          {
            library: 'franz-go',
            versions: 'every version, without BlockRebalanceOnPoll',
            decided: 'documentation of kgo.BlockRebalanceOnPoll: a rebalance may come at any moment',
            documented: {
              way: 'BlockRebalanceOnPoll(), with AllowRebalance() after processing',
              edit: { client: { dropsBatchOnRebalance: true } },
            },
          },
          {
            library: 'kafka-go',
            versions: 'every version, open',
            decided: 'reader.go: the commits of a Reader are one channel for all generations',
          },
          {
            library: 'aiokafka',
            versions: 'every version, open',
            decided: 'aiokafka/consumer/group_coordinator.py: _coordination_routine rejoins, and asks no loop',
          },
          {
            library: 'librdkafka',
            versions: 'every version, without a rebalance callback',
            decided:
              'src/rdkafka_cgrp.c: rd_kafka_rebalance_op delegates to the application where it has one, and acts itself otherwise',
            documented: {
              way: 'rd_kafka_conf_set_rebalance_cb(), or a handler of the binding',
              edit: { application: { 'rebalance.listener': true }, client: { dropsBatchOnRebalance: true } },
            },
          },
          {
            library: '@platformatic/kafka',
            versions: 'every version, open',
            decided:
              'src/clients/consumer/consumer: #heartbeat rejoins, and a message is committed in the generation of then',
          },
        ],
        wrong:
          'the client joins the rebalance between two records of a batch, and the loop goes on with the batch, and commits it, under the new generation',
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
            versions: 'to 0.4.50, open',
            issues: '#1398',
            decided:
              'the issue, of 0.4.47; reader.go of 0.4.50, the newest tag: unsubscribe() does not drain its channel',
          },
          {
            library: '@platformatic/kafka',
            versions: 'to 2.9.0, open',
            decided: 'src/clients/consumer/messages-stream: #onConsumerGroupJoin empties no buffer of the stream',
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
} as const satisfies Readonly<Record<string, ClientSwitch>>;
