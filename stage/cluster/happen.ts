import { stopped } from '../../model/faults/stopped.ts';
import { timeOutTransaction } from '../../model/ports/transaction.ts';
import { has } from '../../model/sets.ts';
import { ERROR_CODES } from '../../wire/error-codes.ts';
import type { Cluster, Stepped } from './cluster.ts';
import type { ClusterEvent } from './cluster-event.ts';
import { groupNamed, withMembers } from './coordinated.ts';
import { slotNamed } from './group-members.ts';
import { withStarted } from './groups/completed-rebalances.ts';
import { withoutMember } from './groups/without-member.ts';
import { fetched } from './logs/fetch.ts';
import { withoutPause } from './pause.ts';
import { producedAnswer } from './logs/produced-answer.ts';
import { withStep } from './machine-steps.ts';
import { settle } from './settle.ts';
import { producerNamed, withDecision } from './transactions/identified.ts';
import type { Waiting } from './waiting.ts';

/**
 * Something happens by itself: a time-out, a step of the brokers among themselves, a crash.
 *
 * @throws {RangeError} when it cannot happen now.
 */
export function happen(cluster: Cluster, event: ClusterEvent): Stepped {
  const stepped = after(cluster, event);
  if (stepped === null) throw new RangeError(`${JSON.stringify(event)} cannot happen now`);
  const { cluster: settled, answers } = settle(stepped.cluster);
  return { cluster: settled, answers: [...stepped.answers, ...answers] };
}

const silently = (cluster: Cluster | null): Stepped | null => cluster && { cluster, answers: [] };

function after(cluster: Cluster, event: ClusterEvent): Stepped | null {
  switch (event.type) {
    case 'machine':
      return silently(withStep(cluster, event.action));
    case 'group.start': {
      const group = groupNamed(cluster, event.group);
      return cluster.groups[group]?.starting ? silently(withStarted(cluster, group)) : null;
    }
    case 'group.rebalance-time-out':
      return silently(withoutLate(cluster, groupNamed(cluster, event.group)));
    case 'member.session-time-out':
      return silently(withoutSilent(cluster, groupNamed(cluster, event.group), event.memberId));
    case 'fetch.answer':
      return answeredAs(cluster, event.ticket, (waiting) =>
        waiting.type === 'fetch' ? fetched(cluster, waiting.request).answer : null,
      );
    case 'input.comes':
      return cluster.pause?.isOver === false ? silently(withoutPause(cluster)) : null;
    case 'produce.time-out':
      return answeredAs(cluster, event.ticket, (waiting) =>
        waiting.type === 'produce'
          ? producedAnswer(
              waiting.appended.map((batch) =>
                batch.waitsFor < 0 ? batch : { ...batch, errorCode: ERROR_CODES.REQUEST_TIMED_OUT },
              ),
            )
          : null,
      );
    case 'transaction.time-out': {
      const producerId = producerNamed(cluster, event.transactionalId);
      if (cluster.machine.transactions[producerId]?.status !== 'ongoing') return null;
      return silently(
        withDecision(cluster, timeOutTransaction(cluster.world, cluster.machine, producerId), producerId),
      );
    }
    case 'broker.crash':
      return silently(crashed(cluster, event.broker));
  }
}

/** The members that have not joined the rebalance in preparation are left out; named ones were never in. */
function withoutLate(cluster: Cluster, group: number): Cluster | null {
  const { phase, joined } = cluster.machine.groups[group] ?? {};
  if (phase !== 'preparing' || joined === undefined || cluster.groups[group].starting) return null;
  const { slots } = cluster.groups[group];
  return slots.reduce(
    (left, member, slot) => (member === null || has(joined, slot) ? left : withoutMember(left, group, slot)),
    withMembers(cluster, group, { named: [] }),
  );
}

function withoutSilent(cluster: Cluster, group: number, memberId: string): Cluster | null {
  const members = cluster.groups[group];
  if (members === undefined) return null;
  if (members.named.some((one) => one.memberId === memberId))
    return withMembers(cluster, group, { named: members.named.filter((one) => one.memberId !== memberId) });
  const slot = slotNamed(members, memberId);
  return slot < 0 ? null : withoutMember(cluster, group, slot);
}

/** One of those that wait is answered; null where nobody has this ticket. */
function answeredAs(
  cluster: Cluster,
  ticket: number,
  answer: (waiting: Waiting) => Stepped['answers'][number]['body'] | null,
): Stepped | null {
  const waiting = cluster.waiting.find((one) => one.ticket === ticket);
  const body = waiting ? answer(waiting) : null;
  if (body === null) return null;
  return { cluster: abandon(cluster, new Set([ticket])), answers: [{ ticket, body }] };
}

/** The broker is down, and with it everything that waited for it. */
function crashed(cluster: Cluster, broker: number): Cluster | null {
  const { world, machine, waiting } = cluster;
  if (!machine.brokers[broker]?.up) return null;
  return {
    ...cluster,
    machine: stopped(world, machine, broker, (log) => log.length),
    waiting: waiting.filter((one) => one.broker !== broker),
  };
}

/** A connection is gone: nobody waits any more for the answers to what was sent over it, and they are never given. */
export function abandon(cluster: Cluster, tickets: ReadonlySet<number>): Cluster {
  const waiting = cluster.waiting.filter(({ ticket }) => !tickets.has(ticket));
  return waiting.length === cluster.waiting.length ? cluster : { ...cluster, waiting };
}
