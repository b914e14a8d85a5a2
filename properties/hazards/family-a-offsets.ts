import { COMMIT_AFTER, CRASH, faults, merged, small, transactional, TWO_MEMBERS } from '../claims/setups.ts';
import { DELIVERED_TWICE, TWO_OUTPUTS } from '../guarantees/no-duplicates.ts';
import { INT_MAX } from '../../setups/kinds.ts';
import { SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import type { Hazard } from './hazard.ts';

const ROWS = small(merged(faults('consumer.stall'), TWO_MEMBERS, { application: { offsets: 'external' } }));

const CHECKPOINTED = transactional(merged(CRASH, { application: { offsets: 'checkpoint' } }));
const ASSIGNED = { application: { subscription: 'assign' } };
const SUBSCRIBED = { application: { subscription: 'subscribe' } };
const TWO_INSTANCES = small(merged(COMMIT_AFTER, TWO_MEMBERS));
const TWO_TRANSFORMS = transactional(TWO_MEMBERS);

/** Where offsets live, and who may write them. */
export const FAMILY_A_OFFSETS: readonly Hazard[] = [
  {
    id: 'A62',
    title:
      'Offsets in the database, written with the effect: a consumer that was given up for dead writes both once more',
    sources: [
      'KafkaConsumer javadoc: Storing Offsets Outside Kafka',
      'Martin Kleppmann, How to do distributed locking: Making the lock safe with fencing',
    ],
    status: 'configuration',
    affected: 'all versions: the database knows of no generations',
    story:
      'Effect and offset are written in one database transaction, and a new owner seeks to the row. A consumer pauses with a record in hand, its partition goes to another one, which processes the record and moves the row on. The first one wakes up, and its transaction goes through as well: the record takes effect twice, and the row goes back to where it was before what the other one has done since. Write the row only where it is not past the record, and roll back otherwise.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: ROWS,
    control: merged(ROWS, { application: { 'offsets.guard': 'offset' } }),
    steps: 14,
  },
  {
    id: 'A63',
    title:
      'Two instances assign themselves the same partition: each processes everything, and their commits go backwards',
    sources: ['KafkaConsumer javadoc: Manual Partition Assignment', 'GroupCoordinator.validateOffsetCommit'],
    status: 'configuration',
    affected: 'all versions: a consumer that calls assign() is in no group',
    story:
      'A service that calls assign() is scaled to two instances, or the old one is still there as the new one starts. Nobody takes a partition from either: both read it from the offset that their common group.id has committed, and both process every record. Whoever commits last has the last word, and that may be the slower one. No fault is needed. Call subscribe(), or give each instance partitions and a group.id of its own.',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: merged(TWO_INSTANCES, ASSIGNED),
    control: merged(TWO_INSTANCES, SUBSCRIBED),
    steps: 8,
  },
  {
    id: 'A64',
    title: 'Exactly-once with assign(): offsets in a transaction are taken from both of two instances',
    sources: [
      'KIP-447: generation and member id of a manually assigned consumer',
      'KafkaConsumer javadoc: Manual Partition Assignment',
    ],
    status: 'configuration',
    affected: 'all versions: sendOffsetsToTransaction() of a consumer that is in no group names no generation',
    story:
      'Two instances transform the same partition, each in transactions of its own, with the offsets inside. A transactional.id fences nobody but an older process with the same one, and the group coordinator has no generation to compare: both transactions commit, and every input has two outputs. With subscribe() the group gives the partition to one of them, and refuses the offsets of one that it goes on without.',
    guarantee: 'no-duplicates',
    cause: TWO_OUTPUTS,
    setup: merged(TWO_TRANSFORMS, ASSIGNED),
    control: merged(TWO_TRANSFORMS, SUBSCRIBED),
    steps: 17,
  },
  {
    id: 'A66',
    title:
      'Flink’s exactly-once sink: a job that is down for longer than transaction.timeout.ms loses what its checkpoint has',
    sources: [
      'Flink: KafkaCommitter.commit, whose ProducerFencedException and InvalidTxnStateException are logged as known failures',
      'Flink documentation, Kafka Sink: Fault Tolerance (transaction.timeout.ms)',
      'Kafka documentation: transaction.timeout.ms, transaction.max.timeout.ms',
      'KIP-939',
    ],
    status: 'configuration',
    affected:
      'all versions of the sink; the brokers allow 15 minutes unless they are told otherwise, and before 4.4 they recover no transaction without a time-out (KIP-939, KAFKA-20739)',
    story:
      'The checkpoint is complete: it has the offset behind a record, and the transaction with its output, which is to be committed now. The job goes down before it has done that, and stays down. The coordinator aborts the transaction, for its producer has not been heard of. The restored job asks for the commit, is refused, logs that data may be lost, and reads on behind the record. Nothing else says so. Have the time-out longer than the longest outage, a weekend included.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: CHECKPOINTED,
    control: merged(CHECKPOINTED, { producer: { 'transaction.timeout.ms': INT_MAX } }),
    steps: 15,
  },
];
