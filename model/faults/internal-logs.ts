import type { Coordinator } from '../action.ts';
import { type CoordinatorLog, type Remainder, withRemainder } from '../broker/coordinator-log.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';
import { affords } from './budget.ts';

/** What failures of a broker do to its replicas of internal topics, where something of those can be lost. */

/** Of the coordinator's log on the broker so much is left. */
export function withLeft(
  world: World,
  state: ClusterState,
  broker: number,
  coordinator: Coordinator,
  remainder: Remainder,
): ClusterState {
  const { offsetsLog, transactionsLog } = state;
  if (coordinator === 'group') {
    if (offsetsLog === null || !world.offsetsTopic.hosts.includes(broker)) return state;
    return { ...state, offsetsLog: withRemainder(offsetsLog, broker, remainder) };
  }
  if (transactionsLog === null || !world.transactionLog.hosts.includes(broker)) return state;
  return { ...state, transactionsLog: withRemainder(transactionsLog, broker, remainder) };
}

/** Nothing is left of any internal topic on the broker. */
export const withEmptyLogs = (world: World, state: ClusterState, broker: number): ClusterState =>
  withLeft(world, withLeft(world, state, broker, 'group', 'empty'), broker, 'transaction', 'empty');

/** What was flushed of the internal topics is of no interest any more when no power failure is left. */
export function withoutWrites(state: ClusterState): ClusterState {
  const { offsetsLog, transactionsLog } = state;
  if (affords(state, 'broker.power-loss') || (offsetsLog === null && transactionsLog === null)) return state;
  return { ...state, offsetsLog: forgotten(offsetsLog), transactionsLog: forgotten(transactionsLog) };
}

const forgotten = <Entry>(log: CoordinatorLog<Entry> | null): CoordinatorLog<Entry> | null =>
  log === null || log.replicas.includes('cut') ? log : { ...log, entries: [] };
