import type { FaultKind, Scope } from '../model/setup.ts';

/**
 * What a setup gets where Kafka has no default, because the key is this project's own. Documented in `docs/scopes.md`.
 */

/** Brokers of the cluster, unless the topic has more replicas than that. */
export const BROKERS = 3;

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

export type ScopeName = 'tiny' | 'small' | 'medium';

/** What a named scope says; what it does not say, `scopeDefaults` does. */
export interface NamedScope extends Pick<Scope, 'records' | 'producers' | 'groups' | 'members'> {
  /** Partitions of the topic, unless the setup gives them. */
  readonly partitions: number;
  /** How often a follower may lag, unless the setup says; `lagsDefault` where the name does not say either. */
  readonly lags?: number;
}

/** The named scopes: `small` is also the default. */
export const NAMED_SCOPES: Readonly<Record<ScopeName, NamedScope>> = {
  // Small enough to be searched whole with every everyday fault: an ISR shrinks for no other reason.
  tiny: { records: 1, producers: 1, groups: 1, members: 2, partitions: 1, lags: 0 },
  small: { records: 2, producers: 1, groups: 1, members: 2, partitions: 1 },
  medium: { records: 3, producers: 1, groups: 1, members: 2, partitions: 2 },
};

/** How often one record may be sent by the application, and appended by uncounted retries. */
export const ATTEMPTS = 2;

/** Every follower may fall out of the ISR once. */
export const lagsDefault = (replicationFactor: number): number => replicationFactor - 1;
