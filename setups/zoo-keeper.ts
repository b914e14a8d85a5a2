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
