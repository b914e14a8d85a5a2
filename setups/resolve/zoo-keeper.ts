import type { Given } from '../given.ts';
import { isSince, type Release, releaseIn } from '../release.ts';

/** The first release whose KRaft was for production, and the first without ZooKeeper. */
const KRAFT_SINCE = '3.3';
const ZOOKEEPER_UNTIL = '4.0';

const PROTOCOL_KEY = 'inter.broker.protocol.version';
/** The oldest protocol between brokers that KRaft takes, apart from 3.0-IV0 (`MetadataVersion.MINIMUM_KRAFT_VERSION`). */
const KRAFT_PROTOCOL = '3.0';

/**
 * Whether the brokers register with ZooKeeper: before 3.3 all do, and until 3.9 those whose file has keys of it, such as
 * `zookeeper.session.timeout.ms` in a configuration of a managed cluster, or a protocol between brokers that is older than
 * KRaft, and no `process.roles`.
 */
export const isOfZooKeeper = (given: Given, brokers: Release): boolean =>
  !isSince(brokers, KRAFT_SINCE) ||
  (!isSince(brokers, ZOOKEEPER_UNTIL) &&
    (given.hasIgnored('broker', 'zookeeper.') || oldProtocol(given) !== undefined) &&
    given.place('broker', 'process.roles') === undefined);

/** A cluster of 3.3 to 3.9 may still run on ZooKeeper; then it lacks what KRaft brought. */
export function noteZooKeeper(given: Given): void {
  const kept = oldProtocol(given);
  const isSaid = given.heed('broker', 'zookeeper.connect');
  const isOld = kept !== undefined && !given.hasIgnored('broker', 'zookeeper.');
  const alone = isOld ? `${PROTOCOL_KEY}=${kept} is older than KRaft` : 'the broker’s file has keys of ZooKeeper';
  given.note(`${isSaid ? 'zookeeper.connect is set' : alone}: brokers register with ZooKeeper, as before KRaft`);
}

/** A node of KRaft does not start with a protocol between brokers of before it (`KafkaConfig` at 3.3.2 to 3.9.0). */
export function refuseProtocolBeforeKRaft(given: Given, brokers: Release): void {
  const kept = oldProtocol(given);
  const isAsked = isSince(brokers, KRAFT_SINCE) && !isSince(brokers, ZOOKEEPER_UNTIL);
  if (kept === undefined || !isAsked || given.place('broker', 'process.roles') === undefined) return;
  given.refuse(
    ['broker'],
    given.place('broker', PROTOCOL_KEY),
    `${PROTOCOL_KEY} is ${kept} in the file of a node of KRaft (process.roles), which takes none before ${KRAFT_PROTOCOL} (Kafka throws a ConfigException)`,
    `leave it out, or leave process.roles out where the brokers register with ZooKeeper`,
  );
}

/** What `inter.broker.protocol.version` says, where KRaft takes no such version. */
function oldProtocol(given: Given): string | undefined {
  const text = given.ignoredText('broker', PROTOCOL_KEY);
  const release = releaseIn(text ?? '');
  return release === undefined || isSince(release, KRAFT_PROTOCOL) ? undefined : text;
}

/** Keys of before KRaft in the file of a broker that has no ZooKeeper, and would not be started with that file alone. */
export function noteZooKeeperGone(given: Given, brokers: Release): void {
  if (!isSince(brokers, ZOOKEEPER_UNTIL) || given.place('broker', 'process.roles') !== undefined) return;
  const key = given.ignored.find((each) => each.section === 'broker' && each.key.startsWith('zookeeper.'));
  if (key === undefined) return;
  given.note(
    `${key.key} is of a cluster of ZooKeeper’s, which brokers have no more since ${ZOOKEEPER_UNTIL} (KIP-833): judged is a new cluster of ${brokers.join('.')}, with KRaft and what comes with it; a setup beside the file says which version it is of, as in kafka: "3.9"`,
  );
}
