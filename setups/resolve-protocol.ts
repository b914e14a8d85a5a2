import { PROTOCOL, type Protocol } from '../model/protocol.ts';
import { settings } from '../model/switches/switch.ts';
import type { BrokerConfig } from '../model/setup.ts';
import { kafkaProtocol } from './defaults.ts';
import type { Given } from './given.ts';
import { isSince, type Release } from './release.ts';

/**
 * The protocol of a setup: the version's, changed by the broker keys that switch a part of it, then by `protocol:`.
 *
 * `eligible.leader.replicas.version` (KIP-966) and `eligibleLeaderReplicas` say the same; so that they agree in the result,
 * the one that is given decides about the other.
 */
export function resolveProtocol(
  given: Given,
  release: Release,
): { readonly protocol: Protocol; readonly elr: BrokerConfig['eligible.leader.replicas.version'] } {
  const base = kafkaProtocol(release);
  const elr = eligibleLeaderReplicas(given, release, base);
  const ofBroker: Protocol = {
    ...base,
    eligibleLeaderReplicas: elr === 1,
    registrationFencesOldIncarnation: base.registrationFencesOldIncarnation && !usesZooKeeper(given, release),
    // KIP-890 part 1 has a switch for operators whose clients misbehave.
    transactionVerification:
      given.value('broker', 'transaction.partition.verification.enable') ?? base.transactionVerification,
    transactionVersion: transactionVersion(given, release, base),
  };
  return { protocol: settings(PROTOCOL, (name) => given.value('protocol', name) ?? ofBroker[name]), elr };
}

function eligibleLeaderReplicas(given: Given, release: Release, base: Protocol): 0 | 1 {
  const key = 'eligible.leader.replicas.version';
  const version = given.value('broker', key);
  const ofProtocol = given.value('protocol', 'eligibleLeaderReplicas');
  if (version === 1 && !isSince(release, '4.0')) {
    given.refuse(
      ['broker', 'protocol'],
      given.place('broker', key),
      `broker.${key} cannot be 1 before Kafka 4.0 (KIP-966)`,
      'leave it out, or say kafka: "4.1"',
    );
  }
  if (version !== undefined && ofProtocol !== undefined && (version === 1) !== ofProtocol) {
    given.refuse(
      ['broker', 'protocol'],
      given.place('protocol', 'eligibleLeaderReplicas'),
      `protocol.eligibleLeaderReplicas is ${ofProtocol}, but broker.${key} is ${version}`,
      'leave one of them out',
    );
  }
  if (ofProtocol !== undefined) return ofProtocol ? 1 : 0;
  return version ?? (base.eligibleLeaderReplicas ? 1 : 0);
}

/** A feature level of the cluster: 0 and 1 are the transactions of before 4.0 (KIP-890 part 2). */
function transactionVersion(given: Given, release: Release, base: Protocol): 1 | 2 {
  const level = given.value('broker', 'transaction.version');
  if (level === undefined) return base.transactionVersion;
  if (level === 2 && !isSince(release, '4.0')) {
    given.refuse(
      ['broker', 'protocol'],
      given.place('broker', 'transaction.version'),
      'broker.transaction.version cannot be 2 before Kafka 4.0 (KIP-890)',
      'leave it out, or say kafka: "4.1"',
    );
  }
  return level === 2 ? 2 : 1;
}

/** A cluster of 3.3 to 3.9 may still run on ZooKeeper; then it lacks what KRaft brought. */
function usesZooKeeper(given: Given, release: Release): boolean {
  if (!isSince(release, '3.3') || isSince(release, '4.0')) return false;
  const uses = given.heed('broker', 'zookeeper.connect');
  if (uses) given.note('zookeeper.connect is set: brokers register with ZooKeeper, as before KRaft');
  return uses;
}
