import type { CoordinatorLog } from '../broker/coordinator-log.ts';
import { groupCoordinatorAnswers, transactionCoordinatorAnswers } from '../broker/reachability.ts';
import { isEqual } from '../equal.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';
import { followBrokers } from './follow-brokers.ts';
import { writtenGroup, writtenTransaction } from './written.ts';

/** How many writes can be unflushed at a time, as an upper bound for the histories: what is older is on disk by then. */
export const WRITES_UNFLUSHED_MAX = 8;

/**
 * What a step means for the internal topics of which something can be lost: who leads them, and what was written. Every
 * rule that changes what a coordinator knows writes it in the same step.
 */
export function keepLogs(world: World, before: ClusterState, after: ClusterState): ClusterState {
  const { offsetsTopic, transactionLog } = world;
  const moved = !isEqual(before.brokers, after.brokers) || !isEqual(before.controller, after.controller);
  let { offsetsLog, transactionsLog } = after;
  if (offsetsLog !== null) {
    if (moved) offsetsLog = followBrokers(offsetsTopic, offsetsLog, before, after);
    if (!isEqual(before.groups, after.groups) && groupCoordinatorAnswers(world, before)) {
      offsetsLog = written(offsetsLog, (last) =>
        after.groups.map((group, index) => writtenGroup(world, last[index], group)),
      );
    }
  }
  if (transactionsLog !== null) {
    if (moved) transactionsLog = followBrokers(transactionLog, transactionsLog, before, after);
    if (!isEqual(before.transactions, after.transactions) && transactionCoordinatorAnswers(world, before)) {
      transactionsLog = written(transactionsLog, () => after.transactions.map(writtenTransaction));
    }
  }
  return { ...after, offsetsLog, transactionsLog };
}

/** @param entry what is written, given what was written last. */
function written<Entry>(log: CoordinatorLog<Entry>, entry: (last: Entry) => Entry): CoordinatorLog<Entry> {
  if (log.entries.length === 0) return log;
  const last = log.entries[log.entries.length - 1];
  const next = entry(last);
  return isEqual(last, next) ? log : { ...log, entries: [...log.entries, next].slice(-WRITES_UNFLUSHED_MAX) };
}
