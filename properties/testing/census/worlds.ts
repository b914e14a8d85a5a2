import type { SetupDraft } from '../../../setups/input.ts';
import { GROUP_WORLDS } from './groups.ts';
import { PRODUCER_WORLDS } from './producers.ts';
import { REPLICATION_WORLDS } from './replication.ts';
import { TRANSACTION_WORLDS } from './transactions.ts';

/**
 * Small worlds that together reach every rule: each is searched whole, and what is counted is kept in a snapshot.
 *
 * A world is there for what it alone reaches; it has at most some thousand states.
 */
export const WORLDS: Readonly<Record<string, SetupDraft>> = {
  ...PRODUCER_WORLDS,
  ...REPLICATION_WORLDS,
  ...GROUP_WORLDS,
  ...TRANSACTION_WORLDS,
};
