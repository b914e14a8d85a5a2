import { EMPTY, has } from '../../model/sets.ts';
import type { Cluster } from './cluster.ts';
import type { ClusterEvent, Due } from './cluster-event.ts';
import { membersOf } from './group-members.ts';
import { PAUSE_MS } from './pause.ts';
import { allowedSteps } from './machine-steps.ts';

/** group.initial.rebalance.delay.ms. */
const START_AFTER_MS = 3000;

/** What may happen now without anybody asking for it, in a fixed order. */
export const allowed = (cluster: Cluster): readonly Due[] => [
  ...allowedSteps(cluster),
  ...cluster.groups.flatMap((_, group) => groupTimers(cluster, group)),
  ...cluster.waiting.flatMap((waiting) => {
    const { ticket } = waiting;
    if (waiting.type === 'fetch') return [due(waiting.request.body.maxWaitMs, { type: 'fetch.answer', ticket })];
    return waiting.type === 'produce' ? [due(waiting.timeoutMs, { type: 'produce.time-out', ticket })] : [];
  }),
  ...transactionTimers(cluster),
  ...(cluster.pause?.isOver === false ? [due(PAUSE_MS, { type: 'input.comes' }, cluster.pause.times)] : []),
];

const due = (afterMs: number, event: ClusterEvent, occasion: number | string = ''): Due => ({
  id: `${JSON.stringify(event)}${occasion}`,
  afterMs,
  event,
});

function groupTimers({ groups, machine, waiting }: Cluster, index: number): readonly Due[] {
  const group = groups[index];
  const { groupId, starting, rebalances, slots, named } = group;
  const { phase, members, joined } = machine.groups[index];
  const timers: Due[] = [];
  if (starting) timers.push(due(START_AFTER_MS, { type: 'group.start', group: groupId }, rebalances));
  else if (phase === 'preparing' && members !== EMPTY) {
    const slowest = Math.max(...membersOf(group).map(({ rebalanceTimeoutMs }) => rebalanceTimeoutMs));
    timers.push(due(slowest, { type: 'group.rebalance-time-out', group: groupId }, rebalances));
  }
  for (const { memberId, sessionTimeoutMs } of named) {
    timers.push(due(sessionTimeoutMs, { type: 'member.session-time-out', group: groupId, memberId }));
  }
  slots.forEach((member, slot) => {
    if (member === null) return;
    const { memberId, sessionTimeoutMs, heard } = member;
    // Whoever waits for its coordinator is there (`hasSatisfiedHeartbeat`).
    const syncs = waiting.some((one) => one.type === 'sync' && one.group === index && one.memberId === memberId);
    if (syncs || (phase === 'preparing' && has(joined, slot))) return;
    timers.push(due(sessionTimeoutMs, { type: 'member.session-time-out', group: groupId, memberId }, heard));
  });
  return timers;
}

const transactionTimers = ({ producers, machine }: Cluster): readonly Due[] =>
  producers.flatMap(({ transactionalId, transactionTimeoutMs }, producerId) => {
    const { status, transaction } = machine.transactions[producerId];
    if (transactionalId === null || status !== 'ongoing') return [];
    return [due(transactionTimeoutMs, { type: 'transaction.time-out', transactionalId }, transaction)];
  });
