import type { BrokerConfig } from '../../model/setup.ts';
import { defaultOf } from '../defaults.ts';
import type { Given } from '../given.ts';
import { isSince, type Release } from '../release.ts';

/** What says how durable `__consumer_offsets` and `__transaction_state` are. */
export type InternalTopicKeys = Pick<
  BrokerConfig,
  | 'min.insync.replicas'
  | 'offsets.topic.replication.factor'
  | 'transaction.state.log.replication.factor'
  | 'transaction.state.log.min.isr'
>;

/** Kafka's default for both internal topics, in every version (`GroupCoordinatorConfig`, `TransactionStateManagerConfig`). */
const REPLICAS = 3;

/** The default of transaction.state.log.min.isr. */
const IN_SYNC = 2;

const OFFSETS = 'offsets.topic.replication.factor';
const TRANSACTIONS = 'transaction.state.log.replication.factor';
const TRANSACTIONS_IN_SYNC = 'transaction.state.log.min.isr';

/** The largest replication factor that the setup gives an internal topic: so many brokers there must be. */
export const internalReplicas = (given: Given): number =>
  Math.max(1, given.value('broker', OFFSETS) ?? 1, given.value('broker', TRANSACTIONS) ?? 1);

/**
 * The internal topics. Kafka's default is three replicas, and since 0.11 (KAFKA-3959) a cluster with fewer brokers cannot
 * create them: whoever runs one has set the factor, and what is left out stands for as many replicas as there can be.
 *
 * @param transactional whether there are transactions: without, nobody asks for `__transaction_state`.
 */
export function resolveInternalTopics(
  given: Given,
  release: Release,
  brokers: number,
  transactional: boolean,
): InternalTopicKeys {
  const offsets = replicas(given, OFFSETS, brokers, 'Kafka cannot create __consumer_offsets, and no group works');
  const transactions = replicas(
    given,
    TRANSACTIONS,
    brokers,
    transactional ? 'Kafka cannot create __transaction_state, and no transaction begins' : null,
  );
  const inSync = inSyncReplicas(
    given,
    release,
    TRANSACTIONS_IN_SYNC,
    transactional ? TRANSACTIONS : null,
    transactions,
    IN_SYNC,
  );
  return {
    'min.insync.replicas': inSyncReplicas(
      given,
      release,
      'min.insync.replicas',
      given.value('broker', OFFSETS) === undefined ? null : OFFSETS,
      offsets,
      defaultOf('broker', 'min.insync.replicas', release),
    ),
    [OFFSETS]: offsets,
    [TRANSACTIONS]: transactions,
    [TRANSACTIONS_IN_SYNC]: inSync,
  };
}

/** @param consequence of more replicas than brokers; null where nobody needs the topic. */
function replicas(
  given: Given,
  key: typeof OFFSETS | typeof TRANSACTIONS,
  brokers: number,
  consequence: string | null,
): number {
  const factor = given.value('broker', key) ?? REPLICAS;
  if (factor > brokers && given.value('broker', key) !== undefined && consequence !== null) {
    given.refuse(
      ['cluster', 'broker'],
      given.place('broker', key),
      `${key} ${factor} is larger than the number of brokers, ${brokers}: ${consequence}`,
      `set cluster.brokers to at least ${factor}, or ${key} to at most ${brokers}`,
    );
  }
  return Math.min(factor, brokers);
}

/** @param factorKey the key that decides about the replicas; null where nobody has given it, or needs the topic. */
function inSyncReplicas(
  given: Given,
  release: Release,
  key: 'min.insync.replicas' | typeof TRANSACTIONS_IN_SYNC,
  factorKey: typeof OFFSETS | typeof TRANSACTIONS | null,
  factor: number,
  ofKafka: number,
): number {
  const minIsr = given.value('broker', key);
  if (minIsr === undefined || minIsr <= factor) return Math.min(minIsr ?? ofKafka, factor);
  if (factorKey !== null && isSince(release, '3.7')) {
    // Partition.effectiveMinIsr, KAFKA-15583
    given.note(`${key}=${minIsr} counts as ${factor} where ${factorKey} is ${factor}`);
  } else if (factorKey !== null) {
    given.refuse(
      ['cluster', 'broker'],
      given.place('broker', key),
      `${key} ${minIsr} is larger than ${factorKey} ${factor}, and the coordinator would get NOT_ENOUGH_REPLICAS for ever`,
      `set ${factorKey} to at least ${minIsr}, or ${key} to at most ${factor}`,
    );
  }
  return factor;
}
