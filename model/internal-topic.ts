import { brokerFailures } from './faults/fault-kinds.ts';
import type { Protocol } from './protocol.ts';
import { range } from './sets.ts';
import type { Setup } from './setup.ts';

/**
 * A topic of Kafka's own, in which a coordinator keeps what it knows: `__consumer_offsets`, `__transaction_state`. A group,
 * or a transactional id, has one partition of it; here all have the same.
 */
export interface InternalTopic {
  /**
   * The brokers that have a replica, in order of preference: the last ones of the cluster, where the topic that is on
   * trial begins with the first.
   */
  readonly hosts: readonly number[];
  /** The same, as the only partition. */
  readonly placement: readonly [readonly number[]];
  readonly minIsr: number;
  readonly protocol: Protocol;
  /** Whether the faults of the setup can take something from it that was written on every replica in sync. */
  readonly losable: boolean;
  /** Whether a power failure can: a part of it, which was not flushed. */
  readonly unflushed: boolean;
}

/** `__consumer_offsets`: its min.insync.replicas is what the brokers give to a topic that does not say. */
export const offsetsTopicOf = (setup: Setup): InternalTopic =>
  internalTopic(setup, setup.broker['offsets.topic.replication.factor'], setup.broker['min.insync.replicas']);

/** `__transaction_state`, which has a key for both. */
export const transactionLogOf = (setup: Setup): InternalTopic =>
  internalTopic(
    setup,
    setup.broker['transaction.state.log.replication.factor'],
    setup.broker['transaction.state.log.min.isr'],
    setup.producer['transactional.id'] !== null,
  );

/** @param used whether anybody writes to it. */
function internalTopic(setup: Setup, replicationFactor: number, minIsr: number, used = true): InternalTopic {
  const { brokers } = setup.cluster;
  const hosts = range(Math.min(brokers, replicationFactor)).map((index) => brokers - 1 - index);
  const losable = used && canLose(setup, hosts.length);
  return {
    hosts,
    placement: [hosts],
    minIsr: Math.min(minIsr, hosts.length),
    protocol: setup.protocol,
    losable,
    unflushed: losable && setup.faults['broker.power-loss'] > 0 && !flushes(setup),
  };
}

/**
 * Whether what every member of an ISR has can be lost: a disk or a power failure takes it from one, and the others are
 * down or struck as well. Before 3.3 (ZooKeeper) one failure is enough: a leader that is back before the controller has
 * missed it leads on without what it lost, and its followers truncate.
 */
function canLose({ faults, protocol, broker }: Setup, replicas: number): boolean {
  const losses = faults['broker.disk-loss'] + (flushes({ broker }) ? 0 : faults['broker.power-loss']);
  if (losses === 0) return false;
  return brokerFailures(faults) >= replicas || !protocol.registrationFencesOldIncarnation;
}

/** Whether every record of an internal topic is on disk before it is answered for. */
const flushes = ({ broker }: Pick<Setup, 'broker'>): boolean => broker['log.flush.interval.messages'] === 1;
