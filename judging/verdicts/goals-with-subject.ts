import type { Coverage } from '../../explorers/coverage.ts';
import { FAULT_KINDS, type FaultKind } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';

type Need = (setup: Setup) => boolean;

const every =
  (...needs: readonly Need[]): Need =>
  (setup) =>
    needs.every((need) => need(setup));

/** Whether one of these faults is allowed. */
const allows =
  (...kinds: readonly FaultKind[]): Need =>
  ({ faults }) =>
    kinds.some((kind) => faults[kind] > 0);

const isTransactional: Need = ({ producer }) => producer['transactional.id'] !== null;

/** The input of a transform is there from the start: nobody sends it. */
const sends: Need = ({ application }) => application.shape === 'consume';

const hasGroup: Need = ({ application }) => application.subscription === 'subscribe';

const isReplicated: Need = ({ topic }) => topic['replication.factor'] > 1;

/** What befalls consumers and records alone, and no request on its way. */
const BESIDE_REQUESTS: ReadonlySet<FaultKind> = new Set([
  'consumer.crash',
  'consumer.stall',
  'processing.failed',
  'rebalance',
  'records.deleted',
  'offsets.expired',
]);

/** A request may fail, or its answer be lost: by a fault, or by followers that are late. */
const failsRequests: Need = (setup) =>
  isReplicated(setup) ||
  setup.topic['min.insync.replicas'] > 1 ||
  allows(...FAULT_KINDS.filter((kind) => !BESIDE_REQUESTS.has(kind)))(setup);

/** A group rebalances for more than its start: a member goes, for good or for a while, or somebody asks for it. */
const rebalancesAgain = every(hasGroup, allows('rebalance', 'consumer.crash', 'consumer.stall', 'processing.failed'));

/** What a setup has to have, or to allow, for a goal to be reached at all, whatever happens; others need nothing. */
const NEEDS: Readonly<Record<string, Need>> = {
  'crash between processing and commit': allows('consumer.crash'),
  'crash between commit and processing': allows('consumer.crash'),
  'rebalance inside a transaction': every(isTransactional, rebalancesAgain),
  'zombie commit refused': rebalancesAgain,
  'marker written to one partition and not yet to the other': isTransactional,
  'read blocked at the last stable offset': isTransactional,
  'retry after a lost response deduplicated': every(({ producer }) => producer['enable.idempotence'], failsRequests),
  'truncation on becoming follower': isReplicated,
  'send given up': every(sends, failsRequests),
  'send refused': every(sends, failsRequests),
  'send aborted by the application': every(sends, isTransactional),
  'send forgotten in a crash': every(sends, allows('producer.crash')),
  'send lost unflushed in a crash': every(sends, allows('producer.crash')),
};

/**
 * What was covered, without goals of a subsystem that the setup does not have, or of a fault that it does not allow: that
 * those are never reached is no news.
 */
export const goalsWithSubject = (setup: Setup, coverage: Coverage): Coverage => ({
  ...coverage,
  goals: Object.fromEntries(
    Object.entries(coverage.goals).filter(([goal, times]) => times > 0 || (NEEDS[goal]?.(setup) ?? true)),
  ),
});
