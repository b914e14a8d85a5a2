import { COMMIT_BEFORE, merged, small } from '../claims/setups.ts';
import type { Hazard } from './hazard.ts';

const setup = small(merged(COMMIT_BEFORE, { consumer: { 'enable.auto.commit': false } }));

/** What becomes of a group that stays empty for longer than its committed offsets are kept. */
export const EXPIRY_A: readonly Hazard[] = [
  {
    id: 'A15',
    title: 'offsets.retention.minutes passes while a group is empty: it starts over',
    sources: ['KIP-211', 'Kafka documentation, offsets.retention.minutes'],
    status: 'configuration',
    affected: 'All versions: one day to 1.1, seven days since 2.0',
    story:
      'A group without members keeps its committed offsets for offsets.retention.minutes. After that it starts where auto.offset.reset says: from the beginning, and processes everything again, or at the end, and skips what came meanwhile. A longer retention avoids it.',
    guarantee: 'no-duplicates',
    cause: 'one log entry delivered twice',
    setup: merged(setup, { faults: { 'consumer.crash': 1, 'offsets.expired': 1 } }),
    control: merged(setup, { faults: { 'consumer.crash': 1 } }),
    steps: 17,
    finding:
      'With auto.offset.reset=latest the record is lost instead, but the control loses records too: whatever is written before a group first starts (A14). So the pair is the one with earliest, under at-most-once, where a crash alone repeats nothing.',
  },
];
