import { merged, small, WORKER } from '../claims/setups.ts';
import { OUT_OF_ORDER } from '../guarantees/partition-order.ts';
import type { Hazard } from './hazard.ts';

/** Three records, of which the first and the last have the same key. */
const TWO_WORKERS = small(merged(WORKER, { application: { workers: 2 }, scope: { records: 3 } }));

/** What the loop around the consumer makes of its records: who works on them, and what becomes of those that fail. */
export const FAMILY_A_LOOPS: readonly Hazard[] = [
  {
    id: 'A30',
    title: 'A pool of workers: records are processed in another order than that of their partition',
    sources: ['KafkaConsumer javadoc: Multi-threaded Processing', 'Confluent Parallel Consumer: Ordering Guarantees'],
    status: 'configuration',
    affected: 'all versions: whatever hands the records of a partition to several threads',
    story:
      'poll() returns records in the order of their partition, and a pool takes them: whoever is free. The second is done before the first, and an update of yesterday overwrites one of today. No fault is needed. Have what has the same key wait for each other, or one worker for each partition.',
    guarantee: 'partition-order',
    cause: OUT_OF_ORDER,
    setup: TWO_WORKERS,
    control: merged(TWO_WORKERS, { application: { order: 'key' } }),
    steps: 9,
  },
];
