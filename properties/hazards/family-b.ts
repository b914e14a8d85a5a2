import { COMMITS } from './family-b-commits.ts';
import { GROUPS } from './family-b-groups.ts';
import { PRODUCER } from './family-b-producer.ts';
import { REPLICATION } from './family-b-replication.ts';
import { TRANSACTIONS } from './family-b-transactions.ts';
import type { Hazard } from './hazard.ts';

/** Bugs of the protocol, of brokers and of the Java client, most of them fixed: `kafka:` in a setup brings them back. */
export const FAMILY_B: readonly Hazard[] = [...REPLICATION, ...TRANSACTIONS, ...PRODUCER, ...GROUPS, ...COMMITS].sort(
  byNumber,
);

function byNumber(a: Hazard, b: Hazard): number {
  return Number(a.id.slice(1)) - Number(b.id.slice(1));
}

export { UNMODELLED_B } from './family-b-unmodelled.ts';
