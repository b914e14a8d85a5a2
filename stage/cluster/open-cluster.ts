import { openWorld } from '../../model/ports/open-world.ts';
import type { Setup } from '../../model/setup.ts';
import type { Cluster, Endpoint } from './cluster.ts';
import { withTopic } from './with-topic.ts';

/** What a cluster is made of. */
export interface ClusterPlan {
  /** Kafka's version and its keys; what it says of clients and of faults is nothing to the cluster. */
  readonly setup: Setup;
  /** One a broker: what Metadata and FindCoordinator answer. */
  readonly endpoints: readonly Endpoint[];
  /** Topics that are there, and how many partitions each has. */
  readonly topics?: Readonly<Record<string, number>>;
  /** auto.create.topics.enable: with how many partitions (num.partitions), or null; 1 where it is left out, as Kafka has it. */
  readonly createsTopics?: number | null;
  /** group.min.session.timeout.ms: 6000 where it is left out, as Kafka has it. */
  readonly sessionMinMs?: number;
}

/**
 * A cluster at its beginning: all brokers are up, nothing is written, nobody has come.
 *
 * @throws {RangeError} when the topics have too many partitions.
 */
export function openCluster({
  setup,
  endpoints,
  topics = {},
  createsTopics = 1,
  sessionMinMs = 6000,
}: ClusterPlan): Cluster {
  const { world, state } = openWorld(setup);
  const empty: Cluster = {
    world,
    machine: state,
    endpoints,
    topics: [],
    records: [],
    groups: [],
    producers: [],
    waiting: [],
    memberIds: 0,
    transactions: 0,
    createsTopics,
    sessionMinMs,
  };
  return Object.entries(topics).reduce((cluster, [name, count]) => withTopic(cluster, name, count), empty);
}
