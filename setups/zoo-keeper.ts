import type { Given } from './given.ts';
import { isSince, type Release } from './release.ts';

/** The first release whose KRaft was for production, and the first without ZooKeeper. */
const KRAFT_SINCE = '3.3';
const ZOOKEEPER_UNTIL = '4.0';

/**
 * Whether the brokers register with ZooKeeper: before 3.3 all do, and until 3.9 those whose file has keys of it, such as
 * `zookeeper.session.timeout.ms` in a configuration of a managed cluster, and no `process.roles`.
 */
export const isOfZooKeeper = (given: Given, brokers: Release): boolean =>
  !isSince(brokers, KRAFT_SINCE) ||
  (!isSince(brokers, ZOOKEEPER_UNTIL) &&
    given.hasIgnored('broker', 'zookeeper.') &&
    given.place('broker', 'process.roles') === undefined);

/** Keys of before KRaft in the file of a broker that has no ZooKeeper, and would not be started with that file alone. */
export function noteZooKeeperGone(given: Given, brokers: Release): void {
  if (!isSince(brokers, ZOOKEEPER_UNTIL) || given.place('broker', 'process.roles') !== undefined) return;
  const key = given.ignored.find((each) => each.section === 'broker' && each.key.startsWith('zookeeper.'));
  if (key === undefined) return;
  given.note(
    `${key.key} is of a cluster of ZooKeeper’s, which brokers have no more since ${ZOOKEEPER_UNTIL} (KIP-833): judged is a new cluster of ${brokers.join('.')}, with KRaft and what comes with it; a setup beside the file says which version it is of, as in kafka: "3.9"`,
  );
}
