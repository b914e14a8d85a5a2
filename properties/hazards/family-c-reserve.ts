import { AUTO_COMMIT, CRASH, faults, merged, small, TWO_MEMBERS } from '../claims/setups.ts';
import { byHand, inTransactions, switched, unmended, versioned } from './family-c-setups.ts';
import type { Hazard } from './hazard.ts';

const REBALANCE = faults('rebalance');
const IDEMPOTENT = { producer: { 'enable.idempotence': true } };
const TWO_RECORDS = { scope: { records: 2 } };
const CONSUMER_PROTOCOL = { consumer: { 'group.protocol': 'consumer' } };

/**
 * R is the reserve: failures that are published without a scenario, here those that a switch covers. Numbers are places in
 * the reserve, which has more than these.
 */
export const RESERVE: readonly Hazard[] = [
  {
    id: 'R20',
    title: 'librdkafka: after an empty aborted transaction, records of the next aborted one are delivered',
    sources: ['librdkafka PR #3369', 'librdkafka CHANGELOG v1.7.0'],
    status: 'fixed',
    affected: 'librdkafka before 1.7.0',
    story:
      'A transaction that wrote nothing to a partition leaves an abort marker there, and no entry in the list of aborted transactions. The client counts the marker as the end of the next entry, and delivers what that transaction wrote. The fix: such a marker is ignored.',
    guarantee: 'read-committed-visibility',
    cause: 'a record of an aborted transaction was returned',
    ...versioned(
      inTransactions(merged({ kafka: '3.9' }, TWO_RECORDS, faults('request.lost'))),
      'librdkafka',
      '1.6.1',
      '1.7.0',
    ),
    steps: 16,
    finding:
      'It is told as a loss of committed records. The pull request that mends it says the opposite, and so does the machine: aborted records are delivered.',
  },
  {
    id: 'R21',
    title: 'librdkafka: a new producer epoch numbers every partition anew; what waits for another try is stored twice',
    sources: ['librdkafka #4953', 'librdkafka PR #4972', 'librdkafka INTRODUCTION, “Message timeout considerations”'],
    status: 'open',
    affected: 'every version of librdkafka since 1.0.0, with idempotence',
    story:
      'Two records are stored, and the connection breaks before they are acknowledged. One of them times out, so that the client begins a new epoch, in which it numbers every partition from zero, with whatever waits there for another try: the broker cannot know it for what it has. The same happens after a record that was refused or out of order. The Java client numbers anew no partition but the one with the gap.',
    guarantee: 'no-duplicates',
    cause: 'two log entries for one send',
    ...unmended(
      byHand(merged(TWO_RECORDS, IDEMPOTENT, faults('response.lost'), { topic: { partitions: 2 } })),
      'librdkafka',
      '2.15.0',
      { bumpsEpochByPartition: true },
    ),
    steps: 18,
    finding:
      'The issue tells of it after OUT_OF_ORDER_SEQUENCE_NUMBER, on five records; a record that times out is enough (rd_kafka_toppar_producer_serve): with librdkafka 2.15.0 behind a proxy a broker of 4.1.2 had the other one twice in 3 of 3 runs.',
  },
  {
    id: 'R23',
    title: 'librdkafka: consume_batch() returns records of a partition that was revoked',
    sources: ['librdkafka #3340', 'librdkafka CHANGELOG v1.7.0'],
    status: 'fixed',
    affected: 'librdkafka before 1.7.0',
    story:
      'The batch interface takes records from its queue without asking whether their partition is still assigned. The new owner reads them too. The fix: records of an older assignment are dropped.',
    guarantee: 'no-duplicates',
    cause: 'one log entry delivered twice',
    ...versioned(
      byHand(merged(TWO_MEMBERS, REBALANCE, { consumer: { 'max.poll.records': 2 } })),
      'librdkafka',
      '1.6.1',
      '1.7.0',
    ),
    steps: 12,
  },
  {
    id: 'R24',
    title: 'librdkafka: a commit during a cooperative rebalance loses the assignment',
    sources: ['librdkafka #4059', 'librdkafka PR #4908', 'librdkafka CHANGELOG v2.10.0'],
    status: 'fixed',
    affected: 'librdkafka 1.6.0 to 2.8.0, with cooperative-sticky; fixed in 2.10.0',
    story:
      'A member works on through a cooperative rebalance and commits before it has learned of the new generation. ILLEGAL_GENERATION made it give up its partitions for lost and start them again at the committed offset, before what it had just processed. The fix: it keeps them, and commits in the next generation.',
    guarantee: 'no-duplicates',
    cause: 'one log entry delivered twice',
    ...versioned(
      byHand(merged({ consumer: { 'partition.assignment.strategy': 'cooperative' } }, REBALANCE)),
      'librdkafka',
      '2.8.0',
      '2.10.0',
    ),
    steps: 13,
  },
  {
    id: 'R25',
    title: 'Sarama: a record that waits behind a retry is sent without a sequence number',
    sources: ['sarama #3354', 'sarama PR #3362'],
    status: 'fixed',
    affected: 'Sarama before 1.46.3',
    story:
      'A record that is handed over while an earlier one waits for its retry is buffered, and numbered nowhere: it goes out as sequence 0. If the broker has a batch with that number it answers success and appends nothing. The fix: records are numbered when the buffer is flushed.',
    guarantee: 'no-loss',
    cause: 'lost by the brokers',
    ...versioned(
      byHand(merged(TWO_RECORDS, { producer: { 'enable.idempotence': true } }, faults('request.lost'))),
      'sarama',
      '1.46.2',
      '1.46.3',
    ),
    steps: 14,
    finding:
      'The report has OUT_OF_ORDER_SEQUENCE_NUMBER. That is so once the epoch has more than five batches; before, the record is taken for a duplicate of the first one and lost without an error.',
  },
  {
    id: 'R26',
    title: 'Sarama, kafka-go: the offset of the last record is committed, not the next one',
    sources: ['sarama #713', 'kafka-go #62'],
    status: 'fixed',
    affected: 'Sarama before 1.10.0; kafka-go before its first tag',
    story:
      'A committed offset is where reading goes on. A client that commits the offset of the record it has processed makes every new owner process that record again.',
    guarantee: 'no-duplicates',
    cause: 'one log entry delivered twice',
    ...versioned(byHand(REBALANCE), 'sarama', '1.9.0', '1.10.0'),
    steps: 14,
  },
  {
    id: 'R27',
    title: 'kafka-go: the batches of one writer are sent on several connections at once',
    sources: ['kafka-go #686', 'kafka-go PR #716'],
    status: 'fixed',
    affected: 'kafka-go 0.4.0 to 0.4.17; fixed in 0.4.18 (PR #716)',
    story:
      'Every batch is sent by itself as soon as it is full, over a connection of a pool, and nothing keeps two batches of a partition apart: they are stored in the order in which they arrive. No fault is needed. The fix: one queue for each partition.',
    guarantee: 'partition-order',
    ...versioned(
      byHand(merged(TWO_RECORDS, { producer: { acks: 'all', 'enable.idempotence': false } })),
      'kafka-go',
      '0.4.17',
      '0.4.18',
    ),
    steps: 12,
  },
  {
    id: 'R28',
    title: 'franz-go: automatic commits cover records that are still being processed',
    sources: ['franz-go #57', 'KAFKA-2942'],
    status: 'fixed',
    affected: 'franz-go before 0.10.2; the Java client 0.9.0.0',
    story:
      'The automatic commit runs beside the loop and covers everything that poll() has returned. A process that is killed before it has worked on that leaves it behind: the group has committed past it. The fix: what the poll before returned is committed.',
    guarantee: 'no-loss',
    cause: 'skipped by the group',
    ...versioned(small(merged(AUTO_COMMIT, CRASH)), 'franz-go', '0.10.1', '0.10.2'),
    steps: 13,
  },
  {
    id: 'R33',
    title: 'Redpanda Connect: an acknowledgement after the revocation is committed by somebody who is no owner',
    sources: ['redpanda-data/connect PR #4477'],
    status: 'fixed',
    affected: 'Redpanda Connect before PR #4477, on franz-go',
    story:
      'The acknowledgement of a batch arrives after its partition was revoked and puts the offset back among those to be committed. The next commit names it, whoever owns the partition by now. The fix: acknowledgements of revoked partitions are ignored.',
    guarantee: 'exclusive-ownership',
    cause: 'a commit by a member that is no owner was taken',
    ...switched(byHand(merged({ topic: { partitions: 2 } }, TWO_RECORDS, TWO_MEMBERS, REBALANCE)), {
      lateOffsetStore: 'committed',
    }),
    steps: 17,
  },
  {
    id: 'R34',
    title: '@platformatic/kafka: STALE_MEMBER_EPOCH on OffsetFetch is taken for nothing committed',
    sources: ['platformatic/kafka #267', 'KIP-848'],
    status: 'open',
    affected: '@platformatic/kafka 1.30.0 and later, with the consumer protocol',
    story:
      'A member asks for committed offsets with an epoch that the group has just left behind. The refusal is taken for a partition without a commit, and reading starts where the fallback says. The way out: ask again with the new epoch.',
    guarantee: 'resume-from-committed',
    ...switched(byHand(merged(CONSUMER_PROTOCOL, TWO_MEMBERS, REBALANCE)), { retriesOffsetFetch: false }),
    steps: 12,
  },
];
