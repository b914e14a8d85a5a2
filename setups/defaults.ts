import { PROTOCOL, type Protocol } from '../model/protocol.ts';
import { settings } from '../model/switches/switch.ts';
import type { ClientPreset } from './clients/client-preset.ts';
import type { DefaultedKey } from './key.ts';
import { DELIVERY_KEYS, type DefaultedKeyOf, type Section, type Value } from './keys.ts';
import { type Release, valueAt } from './release.ts';
import { older, switchValue, type Versions } from './versions.ts';

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

/** What a client's key is when nobody gives it: as another library has it, or else as that version of Kafka has it. */
export const clientDefaultOf = <S extends 'producer' | 'consumer', K extends DefaultedKeyOf<S>>(
  preset: ClientPreset | undefined,
  section: S,
  key: K,
  release: Release,
): Value<S, K> =>
  (preset?.[section] as { readonly [Key in K]?: Value<S, K> } | undefined)?.[key] ?? defaultOf(section, key, release);

/**
 * The protocol of brokers and clients of some versions, before feature levels and ZooKeeper are asked for.
 *
 * @param transactional whether producers have a transactional id: some switches then need the broker as well.
 */
export const kafkaProtocol = (versions: Versions, transactional: boolean): Protocol =>
  settings(PROTOCOL, (_, entry) => switchValue(entry, versions, transactional));

/**
 * The most requests that an idempotent producer may have in flight: as many as the broker knows the batches of, and no
 * more than a client of before 1.0 allows, whose brokers knew one.
 */
export const idempotentInFlightMax = (versions: Versions): number =>
  valueAt<number>(PROTOCOL.retainedBatches.history, older(versions));

/** The transactional id of a setup that commits in transactions without naming one. */
export const TRANSACTIONAL_ID = 'kafka-trial';

/** Every follower may fall out of the ISR once. */
export const lagsDefault = (replicationFactor: number): number => replicationFactor - 1;
