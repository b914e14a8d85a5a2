import { FAULT_KINDS } from '../../model/faults/fault-kinds.ts';
import type { Setup } from '../../model/setup.ts';
import type { Given } from '../given.ts';
import { isSince } from '../release.ts';
import type { Versions } from '../versions.ts';

/** What `delivery.timeout.ms` is when nobody gives it. */
const DELIVERY_MS = 120_000;

/** Faults that send no batch once more. */
const OTHERS: ReadonlySet<string> = new Set([
  'consumer.crash',
  'consumer.stall',
  'consumer.close',
  'rebalance',
  'processing.failed',
]);

/**
 * A partition that forgets a producer sooner than the producer gives a batch up takes one that it has for a new one
 * (`ProducerStateManager.removeExpiredProducers`; `TransactionLogConfig.PRODUCER_ID_EXPIRATION_MS_DOC`). Before 3.4 the time
 * was that of transactional ids (`LogManager`: maxPidExpirationMs). Who is in a transaction is not forgotten.
 *
 * @returns the key, where a run of the setup could meet that, for the machine forgets nobody.
 */
export function forgottenProducers(given: Given, versions: Versions, setup: Setup): string | undefined {
  const { producer, application, faults, scope } = setup;
  if (!producer['enable.idempotence'] || producer['transactional.id'] !== null) return undefined;
  const key = isSince(versions.brokers, '3.4') ? 'producer.id.expiration.ms' : 'transactional.id.expiration.ms';
  const keptMs = Number(given.ignoredText('broker', key) ?? Number.NaN);
  const triedMs = given.ignoredNumber('producer', 'delivery.timeout.ms') ?? DELIVERY_MS;
  if (!(keptMs < triedMs)) return undefined;
  // Twice the one record is once for an effect that has a key, and in order.
  if (application['idempotency.key'] && scope.records === 1) return undefined;
  if (!FAULT_KINDS.some((kind) => faults[kind] > 0 && !OTHERS.has(kind)) && scope.lags === 0) return undefined;
  given.heed('broker', key);
  given.note(
    `not in the machine: a partition that has forgotten a producer (${key}=${keptMs}, less than the ${triedMs} of delivery.timeout.ms) takes a batch that it has for a new one, and stores it again`,
  );
  return key;
}
