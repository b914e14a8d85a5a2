import { PROTOCOL, type Protocol } from '../model/protocol.ts';
import { settings } from '../model/switches/switch.ts';
import type { FaultKind } from '../model/faults/fault-kinds.ts';
import type { DefaultedKey } from './key.ts';
import { DELIVERY_KEYS, type DefaultedKeyOf, type Section, type Value } from './keys.ts';
import { type Release, valueAt } from './release.ts';

/** What a key is in one version of Kafka when nobody gives it, before Kafka's own rules about conflicts are applied. */
export function defaultOf<S extends Section, K extends DefaultedKeyOf<S>>(
  section: S,
  key: K,
  release: Release,
): Value<S, K> {
  // The type of the key says that it has defaults, of its own type.
  const { defaults } = DELIVERY_KEYS[section][key] as DefaultedKey<Value<S, K>>;
  return valueAt(defaults, release);
}

/** The protocol as one version of Kafka has it. */
export const kafkaProtocol = (release: Release): Protocol =>
  settings(PROTOCOL, (_, { history }) => valueAt<string | number | boolean>(history, release));

/** The most requests that an idempotent producer may have in flight: as many as the broker knows the batches of. */
export const idempotentInFlightMax = (release: Release): number =>
  valueAt<number>(PROTOCOL.retainedBatches.history, release);

/** The transactional id of a setup that commits in transactions without naming one. */
export const TRANSACTIONAL_ID = 'kafka-trial';

/** The faults of a setup without a section `faults`: one each of what every cluster lives through. */
const EVERYDAY_FAULTS: ReadonlySet<FaultKind> = new Set([
  'broker.crash',
  'consumer.crash',
  'rebalance',
  'response.lost',
]);

/** The fault budget of a setup: with a section `faults`, a kind that it leaves out does not happen. */
export const faultDefault = (kind: FaultKind, hasSection: boolean): number =>
  !hasSection && EVERYDAY_FAULTS.has(kind) ? 1 : 0;

/** Every follower may fall out of the ISR once. */
export const lagsDefault = (replicationFactor: number): number => replicationFactor - 1;
