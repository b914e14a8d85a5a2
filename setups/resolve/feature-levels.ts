import { PROTOCOL, type Protocol } from '../../model/protocol.ts';
import type { Given } from '../given.ts';
import { isSince, parseRelease, type Release, valueAt } from '../release.ts';

/** Where a wrong feature level leaves open what the protocol is. */
const ABOUT = ['broker', 'protocol'] as const;

/**
 * The level of `eligible.leader.replicas.version` (KIP-966): as it is given, by the key or by the switch
 * `eligibleLeaderReplicas`, which must agree; otherwise that of a cluster which was new in the release of its metadata.
 */
export function eligibleLeaderReplicas(given: Given, brokers: Release, metadata: Release): 0 | 1 {
  const key = 'eligible.leader.replicas.version';
  const level = given.value('broker', key);
  const ofProtocol = given.value('protocol', 'eligibleLeaderReplicas');
  // By the switch a setup may have what its version has not; resolved it says so by the key, too.
  if (level === 1 && ofProtocol !== true) refuseBefore(given, brokers, key, '4.0', '1', 'KIP-966');
  if (level !== undefined && ofProtocol !== undefined && (level === 1) !== ofProtocol) {
    given.refuse(
      ABOUT,
      given.place('protocol', 'eligibleLeaderReplicas'),
      `protocol.eligibleLeaderReplicas is ${ofProtocol}, but broker.${key} is ${level}`,
      'leave one of them out',
    );
  }
  if (ofProtocol !== undefined) return ofProtocol ? 1 : 0;
  return level ?? (valueAt<boolean>(PROTOCOL.eligibleLeaderReplicas.history, metadata) ? 1 : 0);
}

/**
 * The version of transactions: 2 takes brokers of 4.0 with `transaction.version` of 2, as in a cluster whose metadata was
 * that of 4.0 from the start, and clients of 4.0; 0 and 1 are the transactions of before (KIP-890, part 2).
 */
export function transactionVersion(given: Given, brokers: Release, metadata: Release, base: Protocol): 1 | 2 {
  const key = 'transaction.version';
  const level = given.value('broker', key);
  if (level === 2) refuseBefore(given, brokers, key, '4.0', '2', 'KIP-890');
  return (level ?? valueAt<number>(PROTOCOL.transactionVersion.history, metadata)) === 2 ? base.transactionVersion : 1;
}

/**
 * KIP-848 is a feature of the cluster too: without it no client may ask for `group.protocol=consumer`. A cluster has it that
 * was new in 4.0 or later; any other one, and every one before, only where it was told to.
 */
export function checkGroupVersion(given: Given, brokers: Release, metadata: Release, zooKeeper: boolean): void {
  const level = given.value('broker', 'group.version');
  if (level === 1) refuseBefore(given, brokers, 'group.version', '3.7', '1', 'KIP-848');
  if (given.value('consumer', 'group.protocol') !== 'consumer') return;
  const lacks = whyClassicOnly(given, level, metadata, zooKeeper);
  if (lacks !== undefined) {
    given.refuse(
      ['broker', 'consumer'],
      given.place('consumer', 'group.protocol'),
      `consumer.group.protocol cannot be consumer ${lacks} (UnsupportedVersionException)`,
      'leave one of them out',
    );
  } else if (level === undefined && !isSince(brokers, GROUPS_SINCE)) {
    given.note(
      `group.version is taken as 1, and ${PROTOCOLS} as naming consumer: brokers before ${GROUPS_SINCE} offer group.protocol=consumer only where they are told to`,
    );
  }
}

/** GroupVersion.GV_1 is bootstrapped from metadata 4.0-IV0 on; the coordinator of before offers classic alone by default. */
const GROUPS_SINCE = '4.0';
const PROTOCOLS = 'group.coordinator.rebalance.protocols';

/** Why the coordinator has no groups but classic ones, by what the setup says of its brokers. */
function whyClassicOnly(
  given: Given,
  level: 0 | 1 | undefined,
  metadata: Release,
  zooKeeper: boolean,
): string | undefined {
  if (level === 0) return 'while broker.group.version is 0';
  const offered = given.ignoredText('broker', PROTOCOLS);
  if (offered !== undefined && !/\bconsumer\b/i.test(offered)) return `while broker.${PROTOCOLS} is ${offered}`;
  if (zooKeeper) return 'with ZooKeeper';
  const kept = given.value('broker', 'metadata.version');
  if (level === undefined && kept !== undefined && !isSince(metadata, GROUPS_SINCE)) {
    return `while broker.metadata.version is ${kept}, unless broker.group.version is 1`;
  }
  return undefined;
}

/**
 * The release of the cluster's metadata: that of the brokers, but where the setup gives the one of before an upgrade, which
 * stays until `kafka-features upgrade`. What a broker does by it is as in that release.
 */
export function metadataRelease(given: Given, brokers: Release): Release {
  const text = given.value('broker', 'metadata.version');
  if (text === undefined) return brokers;
  const release = parseRelease(text.replace(/-IV\d+$/, ''));
  const place = given.place('broker', 'metadata.version');
  if (release === undefined) {
    given.refuse(
      ABOUT,
      place,
      `broker.metadata.version cannot be "${text}"`,
      'it takes a release, such as "3.9" or "3.9-IV0"',
    );
  } else if (!isSince(release, '3.3') || (!sameMinor(release, brokers) && isSince(release, minorOf(brokers)))) {
    given.refuse(
      ABOUT,
      place,
      `broker.metadata.version cannot be "${text}" with brokers of ${minorOf(brokers)}`,
      isSince(brokers, '3.3')
        ? 'it takes a release from 3.3, the first of KRaft, to that of the brokers'
        : 'leave it out: clusters have one since 3.3, the first of KRaft',
    );
  } else {
    return release;
  }
  return brokers;
}

function refuseBefore(
  given: Given,
  brokers: Release,
  key: 'eligible.leader.replicas.version' | 'transaction.version' | 'group.version',
  since: string,
  level: string,
  kip: string,
): void {
  if (isSince(brokers, since)) return;
  given.refuse(
    ABOUT,
    given.place('broker', key),
    `broker.${key} cannot be ${level} before Kafka ${since} (${kip})`,
    'leave it out, or say kafka: "4.1"',
  );
}

const minorOf = (release: Release): string => release.slice(0, 2).join('.');

const sameMinor = (left: Release, right: Release): boolean => minorOf(left) === minorOf(right);
