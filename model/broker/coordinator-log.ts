import type { InternalTopic } from '../internal-topic.ts';
import { has, replaceAt, sizeOf } from '../sets.ts';
import type { Leadership } from './controller.ts';
import type { Group } from './group-coordinator.ts';
import type { Broker } from './replica.ts';
import type { TransactionEntry } from './transaction-coordinator.ts';

/**
 * The partition of an internal topic, and what of it is left, where faults can take something: in all other setups what
 * a coordinator has written is there for ever, and there is no such log.
 *
 * Members of the ISR that are up have the same: a write is answered when all of them have it, and what only a leader has
 * when it goes down has not happened. Whoever comes back has fetched everything as soon as there is a leader to fetch from.
 */
export interface CoordinatorLog<Entry> {
  /** Epochs are always 0: nobody compares them. */
  readonly leadership: Leadership;
  /** Per broker, what a failure has left of its replica; of a leader's, until its coordinator has loaded it. */
  readonly replicas: readonly Remainder[];
  /** What was written last, oldest first, the newest last: what a power failure may leave. Empty where none can. */
  readonly entries: readonly Entry[];
}

/** `cut`: some of what was not flushed is missing. */
export type Remainder = 'whole' | 'cut' | 'empty';

export type OffsetsLog = CoordinatorLog<readonly Group[]>;

export type TransactionsLog = CoordinatorLog<readonly TransactionEntry[]>;

/** As every story begins: the first broker leads, and everything is everywhere. */
export function wholeLog<Entry>(
  { hosts, unflushed }: InternalTopic,
  brokers: number,
  entry: Entry,
): CoordinatorLog<Entry> {
  return {
    leadership: {
      leader: hosts[0],
      leaderEpoch: 0,
      isr: hosts.reduce((set, broker) => set | (1 << broker), 0),
      elr: 0,
      lastKnownLeader: hosts[0],
      partitionEpoch: 0,
    },
    replicas: Array<Remainder>(brokers).fill('whole'),
    entries: unflushed ? [entry] : [],
  };
}

/** What the leader has left to load before its coordinator answers; `whole` when there is nothing, or no leader that is up. */
export function toLoad({ leadership, replicas }: CoordinatorLog<unknown>, brokers: readonly Broker[]): Remainder {
  const { leader } = leadership;
  return leader < 0 || !brokers[leader].up ? 'whole' : replicas[leader];
}

/**
 * Whether the coordinator on the leader answers: it has loaded what there is, and whatever it writes reaches every member
 * of the ISR, of which there are min.insync.replicas. A member that is down is waited for until it is fenced.
 */
export function logAnswers(
  { hosts, minIsr }: InternalTopic,
  log: CoordinatorLog<unknown>,
  brokers: readonly Broker[],
): boolean {
  const { leader, isr } = log.leadership;
  if (leader < 0 || !brokers[leader].up || log.replicas[leader] !== 'whole' || sizeOf(isr) < minIsr) return false;
  return hosts.every((broker) => !has(isr, broker) || brokers[broker].up);
}

/** A failure has struck the broker's replica. */
export function withRemainder<Entry>(
  log: CoordinatorLog<Entry>,
  broker: number,
  remainder: Remainder,
): CoordinatorLog<Entry> {
  return { ...log, replicas: replaceAt(log.replicas, broker, remainder) };
}
