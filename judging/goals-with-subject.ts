import type { Coverage } from '../explorers/coverage.ts';
import type { Setup } from '../model/setup.ts';

/** What a setup has to have for a goal to be reached at all, whatever happens; others need nothing. */
const NEEDS: Readonly<Record<string, (setup: Setup) => boolean>> = {
  'rebalance inside a transaction': isTransactional,
  'marker written to one partition and not yet to the other': isTransactional,
  'read blocked at the last stable offset': isTransactional,
  'send aborted by the application': isTransactional,
  'retry after a lost response deduplicated': ({ producer }) => producer['enable.idempotence'],
  'truncation on becoming follower': ({ topic }) => topic['replication.factor'] > 1,
};

function isTransactional({ producer }: Setup): boolean {
  return producer['transactional.id'] !== null;
}

/** What was covered, without goals of a subsystem that the setup does not have: that those are never reached is no news. */
export const goalsWithSubject = (setup: Setup, coverage: Coverage): Coverage => ({
  ...coverage,
  goals: Object.fromEntries(
    Object.entries(coverage.goals).filter(([goal, times]) => times > 0 || (NEEDS[goal]?.(setup) ?? true)),
  ),
});
