import type { ActionOf, Coordinator } from '../action.ts';
import { type CoordinatorLog, toLoad } from '../broker/coordinator-log.ts';
import { affords } from '../faults/budget.ts';
import type { InternalTopic } from '../internal-topic.ts';
import type { Rule } from '../rule.ts';
import { has, range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { WRITES_UNFLUSHED_MAX } from './keep-logs.ts';
import { loadGroups } from './load-groups.ts';
import { loadTransactions } from './load-transactions.ts';

/**
 * A coordinator loads what a failure has left of its log, and goes on from there (`GroupMetadataManager.loadGroupsAndOffsets`,
 * `TransactionStateManager.loadTransactionMetadata`, `CoordinatorRuntime`). How much of what was not flushed is left shows
 * now.
 */
export const load: Rule<ActionOf<'coordinator.load'>> = {
  instances: ({ offsetsTopic, transactionLog }) => [
    ...loads('group', offsetsTopic),
    ...loads('transaction', transactionLog),
  ],
  enabled(_world, state, { coordinator, keeps }) {
    const log = logOf(state, coordinator);
    return log !== null && mayKeep(log, state, keeps);
  },
  next(world, state, { coordinator, keeps }) {
    const { offsetsLog, transactionsLog } = state;
    if (coordinator === 'group' && offsetsLog !== null) {
      const after = loadGroups(world, state, entryOf(offsetsLog, keeps));
      return { ...after, offsetsLog: loaded(offsetsLog, state, keeps, after.groups) };
    }
    if (coordinator === 'transaction' && transactionsLog !== null) {
      const after = loadTransactions(state, entryOf(transactionsLog, keeps));
      return { ...after, transactionsLog: loaded(transactionsLog, state, keeps, after.transactions) };
    }
    return state;
  },
};

const loads = (coordinator: Coordinator, { losable, unflushed }: InternalTopic): ActionOf<'coordinator.load'>[] =>
  range(unflushed ? WRITES_UNFLUSHED_MAX : losable ? 1 : 0).map((keeps) => ({
    type: 'coordinator.load',
    coordinator,
    keeps,
  }));

const logOf = (
  { offsetsLog, transactionsLog }: ClusterState,
  coordinator: Coordinator,
): CoordinatorLog<unknown> | null => (coordinator === 'group' ? offsetsLog : transactionsLog);

/** Whether so many of the writes that may not have been flushed can be left: all but one at most, none of an empty log. */
function mayKeep(log: CoordinatorLog<unknown>, state: ClusterState, keeps: number): boolean {
  switch (toLoad(log, state.brokers)) {
    case 'whole':
      return false;
    case 'cut':
      return keeps > 0 && keeps < log.entries.length;
    case 'empty':
      return keeps === 0;
  }
}

/** What was written last of what is left; null where nothing is. */
const entryOf = <Entry>({ entries }: CoordinatorLog<Entry>, keeps: number): Entry | null =>
  keeps === 0 ? null : entries[keeps - 1];

/**
 * The leader's log after that, and that of whoever fetches from it; how it came about is of interest to another power
 * failure alone.
 *
 * @param unknown what a coordinator makes of an empty log: where its history begins.
 */
function loaded<Entry>(
  log: CoordinatorLog<Entry>,
  state: ClusterState,
  keeps: number,
  unknown: Entry,
): CoordinatorLog<Entry> {
  const { leader, isr } = log.leadership;
  const replicas = log.replicas.map((remainder, broker) =>
    broker === leader || has(isr, broker) ? ('whole' as const) : remainder,
  );
  const remembers = log.entries.length > 0 && affords(state, 'broker.power-loss');
  const left = keeps === 0 ? [unknown] : log.entries.slice(0, keeps);
  return { ...log, replicas, entries: remembers ? left : [] };
}
