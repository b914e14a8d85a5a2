import { BROKERS } from './brokers.ts';
import { COOPERATIVE } from './cooperative.ts';
import type { Entries } from './entry.ts';
import { INTERNAL_TOPICS } from './internal-topics.ts';
import { BACKGROUND } from './background.ts';
import { PRODUCERS } from './producers.ts';
import { LOOP } from './loop.ts';
import { LATE_REQUESTS } from './late-requests.ts';
import { REPLICATION } from './replication.ts';
import { TRANSACTIONAL_IDS } from './transactional-ids.ts';

/** Every divergence that was found between the machine and Kafka, by subsystem, under the id by which it was found. */
export const ENTRIES: Entries = {
  ...PRODUCERS,
  ...REPLICATION,
  ...TRANSACTIONAL_IDS,
  ...LOOP,
  ...BROKERS,
  ...BACKGROUND,
  ...INTERNAL_TOPICS,
  ...LATE_REQUESTS,
  ...COOPERATIVE,
};
