import { COMMIT_AFTER, CRASH, faults, merged, small, WORKER } from '../claims/setups.ts';
import { DELIVERED_TWICE } from '../guarantees/no-duplicates.ts';
import { SKIPPED_BY_GROUP } from '../guarantees/no-loss.ts';
import type { Hazard } from './hazard.ts';

const CLOSED_IN_BETWEEN = small(merged(COMMIT_AFTER, faults('consumer.close'), { application: { 'commit.every': 2 } }));

/** Two records of one partition, each with a worker of its own. */
const POOL = small(
  merged(COMMIT_AFTER, CRASH, WORKER, {
    application: { workers: 2, 'commit.covers': 'highest' },
    scope: { records: 2 },
  }),
);

/** How often the application commits, and what its commits name. */
export const FAMILY_A_COMMITS: readonly Hazard[] = [
  {
    id: 'A60',
    title: 'The loop commits every so many records, and nothing at its orderly end: the rest is processed again',
    sources: [
      'KafkaConsumer javadoc: Manual Offset Control (minBatchSize)',
      'Kafka: The Definitive Guide, Commit Specified Offset',
    ],
    status: 'configuration',
    affected: 'all versions: loops that commit by a count, as books and the javadoc show it',
    story:
      'The loop counts what it has processed and commits every thousandth record. It is stopped in an orderly way, closes its consumer, and what it has processed since the last commit is committed by nobody: the next process does it again, at each deployment. Commit before close().',
    guarantee: 'no-duplicates',
    cause: DELIVERED_TWICE,
    setup: CLOSED_IN_BETWEEN,
    control: merged(CLOSED_IN_BETWEEN, { application: { 'on.close': 'commit' } }),
    steps: 14,
  },
  {
    id: 'A61',
    title: 'A pool commits the highest offset that is done: an older record that is still in hand is lost in a crash',
    sources: [
      'KafkaConsumer javadoc: Multi-threaded Processing',
      'Confluent Parallel Consumer: Offset Map, which exists to avoid it',
      'Spring for Apache Kafka: asyncAcks (out-of-order commits)',
    ],
    status: 'configuration',
    affected: 'all versions: a commit is one number for each partition, and stands for everything before it',
    story:
      'Two workers take two records, and the second is done first. Its offset is committed, which says that everything before it is done as well. The process dies with the first record in hand, and the next one starts behind it: nobody processes it. Commit up to the oldest record that is not done.',
    guarantee: 'no-loss',
    cause: SKIPPED_BY_GROUP,
    setup: POOL,
    control: merged(POOL, { application: { 'commit.covers': 'contiguous' } }),
    steps: 17,
  },
];
