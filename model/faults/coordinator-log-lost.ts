import type { ActionOf, Coordinator } from '../action.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import type { InternalTopic } from '../internal-topic.ts';
import { affords, spend } from './budget.ts';
import { withLeft, withoutWrites } from './internal-logs.ts';
import { stopped } from './stopped.ts';

/**
 * Power fails, and of an internal topic some of what was not flushed is gone, which is found out when a coordinator loads
 * it. The topic on trial keeps its logs: `broker.power-loss` says what becomes of those.
 */
export const coordinatorLogLost: Rule<ActionOf<'coordinator-log.lost'>> = {
  instances: ({ offsetsTopic, transactionLog }) => [
    ...losses('group', offsetsTopic),
    ...losses('transaction', transactionLog),
  ],
  idle: (_world, state) => !affords(state, 'broker.power-loss'),
  enabled: (_world, state, { broker, coordinator }) =>
    state.brokers[broker].up && affords(state, 'broker.power-loss') && writesOf(state, coordinator) > 1,
  next(world, state, { broker, coordinator }) {
    const after = stopped(world, spend(state, 'broker.power-loss'), broker, ({ length }) => length);
    return withoutWrites(withLeft(world, after, broker, coordinator, 'cut'));
  },
};

const losses = (
  coordinator: Coordinator,
  { hosts, unflushed }: InternalTopic,
): readonly ActionOf<'coordinator-log.lost'>[] =>
  unflushed ? hosts.map((broker) => ({ type: 'coordinator-log.lost', broker, coordinator })) : [];

const writesOf = ({ offsetsLog, transactionsLog }: ClusterState, coordinator: Coordinator): number =>
  (coordinator === 'group' ? offsetsLog : transactionsLog)?.entries.length ?? 0;
