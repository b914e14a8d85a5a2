import { BROKERS } from './brokers.ts';
import { COOPERATIVE } from './cooperative.ts';
import type { Entries } from './entry.ts';
import { INTERNAL_TOPICS } from './internal-topics.ts';
import { BACKGROUND } from './background.ts';
import { PRODUCERS } from './producers.ts';
import { LOOP } from './loop.ts';
import { LATE_REQUESTS } from './late-requests.ts';
import { REPORTS } from './reports.ts';
import { REPLICATION } from './replication.ts';
import { TRANSACTIONAL_IDS } from './transactional-ids.ts';

/** By subsystem; what several of them have a part in stands in each, under the same id. */
const SUBSYSTEMS: readonly Entries[] = [
  PRODUCERS,
  REPLICATION,
  TRANSACTIONAL_IDS,
  LOOP,
  BROKERS,
  BACKGROUND,
  INTERNAL_TOPICS,
  LATE_REQUESTS,
  COOPERATIVE,
  REPORTS,
];

/** Every divergence that was found between the machine and Kafka, under the id by which it was found. */
export const ENTRIES: Entries = Object.fromEntries(
  [...new Set(SUBSYSTEMS.flatMap((entries) => Object.keys(entries)))].map((id) => [
    id,
    SUBSYSTEMS.flatMap((entries) => entries[id] ?? []),
  ]),
);
