import { PROTOCOL, type Protocol } from '../../model/protocol.ts';
import { type Need, type ProtocolSwitch, settings } from '../../model/switches/switch.ts';
import type { BrokerConfig } from '../../model/setup.ts';
import type { ClientPreset } from '../clients/client-preset.ts';
import { kafkaProtocol } from '../defaults.ts';
import { checkGroupVersion, eligibleLeaderReplicas, metadataRelease, transactionVersion } from './feature-levels.ts';
import type { Given } from '../given.ts';
import { upgradedTruncation } from './inter-broker-protocol.ts';
import { isSince, parseRelease, type Release, UNRELEASED } from '../release.ts';
import type { Versions } from '../versions.ts';
import { isOfZooKeeper, noteZooKeeper, refuseProtocolBeforeKRaft } from './zoo-keeper.ts';

/**
 * The protocol of a setup: that of its versions, changed by the broker keys that switch a part of it, then by `protocol:`.
 *
 * `eligible.leader.replicas.version` (KIP-966) and `eligibleLeaderReplicas` say the same; so that they agree in the result,
 * the one that is given decides about the other.
 *
 * @param transactional whether producers have a transactional id: some switches then need brokers and clients.
 * @param preset what another library has of the client's side.
 */
export function resolveProtocol(
  given: Given,
  versions: Versions,
  transactional: boolean,
  preset?: ClientPreset,
): { readonly protocol: Protocol; readonly elr: BrokerConfig['eligible.leader.replicas.version'] } {
  const { brokers } = versions;
  const base = kafkaProtocol(preset === undefined ? versions : { brokers, clients: NEWEST }, transactional);
  const metadata = metadataRelease(given, brokers);
  const elr = eligibleLeaderReplicas(given, brokers, metadata);
  const isOld = isOfZooKeeper(given, brokers);
  const zooKeeper = isOld && isSince(brokers, '3.3');
  refuseProtocolBeforeKRaft(given, brokers);
  if (zooKeeper) noteZooKeeper(given);
  checkGroupVersion(given, brokers, metadata, zooKeeper);
  const ofBrokers = transactionVersion(given, brokers, metadata, base);
  const lacking = preset === undefined ? {} : lackingIn(preset);
  const version = given.value('protocol', 'transactionVersion') ?? lacking.transactionVersion ?? ofBrokers;
  const has: Readonly<Record<Need, boolean>> = {
    KRaft: !zooKeeper,
    'transaction.version 2': version === 2,
  };
  const needed = settings(PROTOCOL, (name, { history, needs }: ProtocolSwitch) =>
    needs === undefined || has[needs] ? base[name] : history[0][0],
  );
  const ofCluster: Protocol = {
    ...needed,
    truncation: isOld ? upgradedTruncation(given, brokers, needed.truncation) : needed.truncation,
    eligibleLeaderReplicas: elr === 1,
    // The leader learns the epoch of a follower from its fetch, which carries it since metadata.version 3.5.
    alterPartitionChecksBrokerEpoch: needed.alterPartitionChecksBrokerEpoch && isSince(metadata, '3.5'),
    // What the controller does goes by the metadata version, from 3.6 on.
    isrShrinkBumpsLeaderEpoch:
      needed.isrShrinkBumpsLeaderEpoch === 'never' && !isSince(metadata, '3.6')
        ? 'always'
        : needed.isrShrinkBumpsLeaderEpoch,
    transactionVerification: transactionVerification(given, brokers, base, version),
    // StreamsPartitionAssignor asks nobody's generation, of which AbstractStickyAssignor made too much.
    olderClaimsCount: needed.olderClaimsCount || isOfStreams(given),
    expiryDuringAbortBumpsEpoch: version === 2,
    ...lacking,
    transactionVersion: version,
  };
  // It has said what the cluster is.
  if (zooKeeper) given.heed('broker', 'inter.broker.protocol.version');
  return { protocol: settings(PROTOCOL, (name) => given.value('protocol', name) ?? ofCluster[name]), elr };
}

const isOfStreams = (given: Given): boolean => given.value('application', 'preset')?.startsWith('streams-') === true;

/** Other libraries have none of the Java client's faults of a time. */
const NEWEST: Release = parseRelease(UNRELEASED) ?? [];

const SWITCHES: Readonly<Record<string, ProtocolSwitch>> = PROTOCOL;

/** What a library has otherwise than the client of today: what takes both sides is left to the brokers where it has it. */
function lackingIn({ protocol }: ClientPreset): Partial<Protocol> {
  const others = Object.entries(protocol).filter(([name, value]) => {
    const { side, ofTransactions, history } = SWITCHES[name];
    return (side !== 'both' && ofTransactions !== 'both') || value !== history[history.length - 1][0];
  });
  // Some of the entries of a partial protocol.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { autoCommitsReturnedOnly: true, ...(Object.fromEntries(others) as Partial<Protocol>) };
}

/**
 * KIP-890 part 1 has a switch for operators whose clients misbehave, since it is there itself (3.6). Of clients that leave it
 * to the leader to add a partition to their transaction nobody asks it (`ReplicaManager.maybeSendPartitionsToTransactionCoordinator`:
 * supportsEpochBump, at 4.0.0 and 4.1.2).
 */
function transactionVerification(given: Given, brokers: Release, base: Protocol, version: number): boolean {
  const key = 'transaction.partition.verification.enable';
  const enabled = given.value('broker', key);
  if (enabled === false && version === 2) {
    given.note(
      `${key}=false has no effect with transaction.version 2, in which the leader asks the coordinator for each partition (KIP-890)`,
    );
    return true;
  }
  if (enabled === undefined || isSince(brokers, '3.6')) return enabled ?? base.transactionVerification;
  given.note(`${key} has no effect before Kafka 3.6 (KIP-890)`);
  return base.transactionVerification;
}
