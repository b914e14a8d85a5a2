import { replicated, small, transactional, transforming } from '../../../model/testing/story.ts';
import { TWO_ENTRIES } from '../../guarantees/no-duplicates.ts';
import { STAYS_OPEN } from '../../guarantees/progress.ts';
import { ZOMBIE_END, ZOMBIE_READ } from '../../guarantees/zombie-fencing.ts';
import { logsAlone, type Sabotage } from './sabotage.ts';

/** What was never a version of Kafka: the acceptance list of the suite. */
export const MECHANISM_SABOTAGES: readonly Sabotage[] = [
  {
    protocol: { generationFencing: false },
    setup: small({ faults: { 'consumer.stall': 1 }, scope: { members: 2 } }),
    guarantee: 'exclusive-ownership',
    cause: 'a commit by a member that is no owner was taken',
    steps: 10,
  },
  {
    protocol: { sequenceDeduplication: false },
    setup: small({ faults: { 'response.lost': 1 } }),
    guarantee: 'no-duplicates',
    cause: TWO_ENTRIES,
    steps: 10,
  },
  {
    protocol: { producerEpochFencing: false },
    setup: transactional({ faults: { 'producer.crash': 1 }, scope: { records: 2 } }),
    guarantee: 'zombie-fencing',
    cause: ZOMBIE_READ,
    steps: 13,
  },
  {
    protocol: { producerEpochFencing: false },
    setup: transactional({ faults: { 'producer.crash': 1, 'connection.lost': 1 } }),
    guarantee: 'zombie-fencing',
    cause: ZOMBIE_END,
    steps: 11,
  },
  {
    protocol: { producerEpochFencing: false },
    setup: transactional({ faults: { 'producer.stall': 1 }, scope: { records: 2 } }),
    guarantee: 'progress',
    cause: STAYS_OPEN,
    steps: 16,
  },
  {
    protocol: { lastStableOffset: false },
    setup: transactional(),
    guarantee: 'read-committed-visibility',
    cause: 'an uncommitted record was returned',
    steps: 5,
  },
  {
    protocol: { followerTruncates: false },
    setup: replicated(2, 1, { ...logsAlone, faults: { 'broker.crash': 1 }, scope: { records: 2 } }),
    guarantee: 'committed-is-durable',
    cause: 'a member of the ISR lacks a committed record',
    steps: 11,
  },
  {
    protocol: { offsetsWaitForMarker: false },
    setup: transforming({ faults: { 'consumer.crash': 1 } }),
    guarantee: 'atomic-transaction',
    cause: 'the offsets of a transaction did not follow its decision',
    steps: 15,
  },
];
