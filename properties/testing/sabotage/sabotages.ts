import { GROUP_SABOTAGES } from './groups.ts';
import { MECHANISM_SABOTAGES } from './mechanisms.ts';
import { REPLICATION_SABOTAGES } from './replication.ts';
import type { Sabotage } from './sabotage.ts';
import { TRANSACTION_SABOTAGES } from './transactions.ts';

/**
 * What was never a version of Kafka, and what Kafka once did, and does otherwise since the KIP or issue that the table of
 * switches names.
 */
export const SABOTAGES: readonly Sabotage[] = [
  ...MECHANISM_SABOTAGES,
  ...REPLICATION_SABOTAGES,
  ...TRANSACTION_SABOTAGES,
  ...GROUP_SABOTAGES,
];
