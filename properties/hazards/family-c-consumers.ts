import { faults, merged, transactional, TWO_MEMBERS } from '../claims/setups.ts';
import { byHand, switched, unmended, versioned } from './family-c-setups.ts';
import type { Hazard } from './hazard.ts';

const REBALANCE = faults('rebalance');
const TWO_RECORDS = { scope: { records: 2 } };
const TWO_PARTITIONS = { topic: { partitions: 2 }, scope: { records: 2 } };

/** What consumers of other client libraries did to positions, queues and commits. */
export const CONSUMERS_C: readonly Hazard[] = [
  {
    id: 'C01',
    title: 'librdkafka: an offset that was stored after the revocation is committed when the partition comes back',
    sources: ['librdkafka #2782', 'librdkafka #1767', 'librdkafka PR #3774', 'librdkafka CHANGELOG v1.9.0'],
    status: 'fixed',
    affected: 'librdkafka before 1.9.0, with enable.auto.offset.store=false',
    story:
      'The application stores the offset of what it has processed just after the partition was revoked, and the client keeps it. When the partition comes back it is committed, over what the owner in between had committed: the group goes back. The fix: nothing is stored for a partition that is not assigned.',
    guarantee: 'no-duplicates',
    cause: 'one log entry delivered twice',
    ...versioned(
      byHand(merged(TWO_RECORDS, TWO_MEMBERS, { faults: { rebalance: 2 } })),
      'librdkafka',
      '1.8.2',
      '1.9.0',
    ),
    steps: 24,
    finding:
      'It is told with the commit after the partition has its position, where the group goes back and only a third rebalance delivers a record twice. Here the automatic commit comes before the offset fetch, and the second rebalance does.',
  },
  {
    id: 'C05',
    title: 'KafkaJS: a batch goes on through a rebalance and is committed under the new generation',
    sources: ['kafkajs #1046', 'kafkajs #1097'],
    status: 'fixed',
    affected: 'KafkaJS 1.13 to 1.16; since 2.0.0 it waits for every handler before it joins',
    story:
      'The heartbeat after a record of one partition joins the rebalance while another handler is at work. The loop goes on with the old batch, and its commit carries the new generation, which is all that the coordinator looks at: a partition is committed by somebody who does not own it. The fix: every handler is waited for before the group is joined again.',
    guarantee: 'exclusive-ownership',
    cause: 'a commit by a member that is no owner was taken',
    ...versioned(byHand(merged(TWO_MEMBERS, REBALANCE)), 'kafkajs', '1.15.0', '2.0.0'),
    steps: 12,
    finding:
      'The issue is open. The source of 2.0.0 waits for the handlers of all partitions (workerQueue.js, fetchManager.js), and 2.2.4 did so on real brokers: it is taken as mended there.',
  },
  {
    id: 'C06',
    title: 'KafkaJS: TxnOffsetCommit without a generation; a member that was replaced commits its transaction',
    sources: ['kafkajs src/protocol/requests/txnOffsetCommit', 'KIP-447', 'sarama PR #3593'],
    status: 'open',
    affected: 'KafkaJS to 2.2.4; Sarama before 1.50.2',
    story:
      'A member stalls inside its transaction and is replaced; its successor processes the same record and commits. TxnOffsetCommit of version 0 or 1 names no generation, so when the first one wakes up its offsets and its transaction are taken too: two outputs for one input. The way out: send member and generation (version 3).',
    guarantee: 'no-duplicates',
    cause: 'two outputs for one input',
    ...switched(transactional(merged(TWO_MEMBERS, faults('consumer.stall'))), { sendsGenerationWithOffsets: false }),
    steps: 23,
  },
  {
    id: 'C09',
    title: 'confluent-kafka-javascript: the cache expires, its records are discarded, the position stays',
    sources: ['confluent-kafka-javascript #528'],
    status: 'open',
    affected: 'confluent-kafka-javascript 1.9.0 and 1.10.0',
    story:
      'The client fetches ahead into a cache, and its position with it. When a handler takes longer than the cache may live, the records that were not delivered are discarded, and fetching goes on behind them. The way out: seek back to the first record that was not delivered.',
    guarantee: 'no-loss',
    cause: 'skipped by the group',
    ...unmended(byHand(TWO_RECORDS), 'confluent-kafka-javascript', '1.10.0', { seeksBackOnCacheExpiry: true }),
    steps: 12,
  },
  {
    id: 'C10',
    title: '@platformatic/kafka: a fetch session goes on serving a partition that has moved away',
    sources: ['platformatic/kafka PR #321', 'platformatic/kafka PR #316', 'KIP-227'],
    status: 'fixed',
    affected: '@platformatic/kafka 2.3.0; fixed in 2.3.1 (PR #321)',
    story:
      'A partition moves to another member, and the broker is not told to take it out of the fetch session. Its records keep coming, and the client processes and commits them, though somebody else owns the partition. The fix: forgottenTopicsData, and what was not asked for is dropped.',
    guarantee: 'exclusive-ownership',
    cause: 'a commit by a member that is no owner was taken',
    // Without the two that all of its versions have, and that break the same guarantee.
    ...versioned(
      byHand(
        merged(TWO_PARTITIONS, TWO_MEMBERS, REBALANCE, {
          client: { dropsBatchOnRebalance: true, flushesQueueOnRebalance: true },
        }),
      ),
      'platformatic',
      '2.3.0',
      '2.3.1',
    ),
    steps: 12,
  },
  {
    id: 'C12',
    title: 'Sarama, commitAsync(): commits overtake one another, and the group goes back',
    sources: ['sarama #2940', 'sarama PR #2947'],
    status: 'fixed',
    affected: 'Sarama before 1.43.3; retry loops around commitAsync() in any client',
    story:
      'Two commits are on their way at once. The coordinator stores offsets as they come, without comparing, so the older one may have the last word, and the next owner starts there. The fix: a commit is sent after the one before.',
    guarantee: 'no-duplicates',
    cause: 'one log entry delivered twice',
    ...versioned(byHand(merged(TWO_RECORDS, REBALANCE)), 'sarama', '1.43.2', '1.43.3'),
    steps: 20,
    finding:
      'It is told with a crash, which redelivers with commits in order as well. A rebalance, before which the client waits for what it has sent, tells the two apart.',
  },
  {
    id: 'C13',
    title: 'kafka-go: the queue of the reader outlives a rebalance',
    sources: ['kafka-go #1398', 'artie-labs/transfer #1417'],
    status: 'open',
    affected: 'kafka-go 0.4.47',
    story:
      'Records that were fetched before a rebalance are still in the queue of the reader after it. The partition starts again at the committed offset, and the application is given the same records from the queue and from the log. The way out: drop the queue with the assignment.',
    guarantee: 'no-duplicates',
    cause: 'one log entry delivered twice',
    ...switched(byHand(REBALANCE), { flushesQueueOnRebalance: false }),
    steps: 12,
    finding: 'It is told with two records and a commit between them; one record that waits in the queue is enough.',
  },
  {
    id: 'C15',
    title: 'Spring for Apache Kafka: a commit that was refused in a rebalance is made on revocation, after newer ones',
    sources: ['spring-kafka #3186', 'spring-kafka #2489'],
    status: 'fixed',
    affected: 'Spring for Apache Kafka 2.9.4 to 3.0.15 and 3.1.0 to 3.1.3; fixed in 3.0.16, 3.1.4 and 3.2.0',
    story:
      'A commit is refused while the consumer is rejoining, and the container keeps its offsets. The next batch is committed. When partitions are revoked the container commits again what it has kept, although newer offsets have been committed: the next owner starts at the older ones. The fix: what is committed is taken out of what is kept.',
    guarantee: 'no-duplicates',
    cause: 'one log entry delivered twice',
    ...switched(
      byHand(
        merged(TWO_RECORDS, TWO_MEMBERS, REBALANCE, {
          consumer: { 'partition.assignment.strategy': 'cooperative' },
          application: { 'on.revoke': 'commit' },
        }),
      ),
      { commitsInOrder: false },
    ),
    steps: 24,
    finding:
      'The machine has it as a commit that is tried again at any time once the rebalance is over, as loops around commitAsync() do; the container does it on revocation.',
  },
];
