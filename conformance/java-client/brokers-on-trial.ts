import { findCoordinator } from '../../model/ports/cluster-metadata.ts';
import type { Cluster } from '../../stage/cluster/cluster.ts';
import { LoopbackBrokers } from '../../stage/loopback/loopback-brokers.ts';
import { prepareCluster } from '../../stage/world/prepared-cluster.ts';
import { addressText } from '../../wire/address.ts';
import { CodeCluster } from '../code/code-cluster.ts';
import type { Lab } from '../brokers/live-cluster.ts';

/** Partitions of a topic are led by one broker each, and the other follows. */
const BROKERS = 2;

/** Brokers that a client is tried with: the machine's, or real ones. */
export interface BrokersOnTrial {
  readonly bootstrap: string;
  /** The broker that can crash: it does not coordinate, and leads the partitions of its own number. */
  readonly victim: number;
  readonly crash: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const clusterOf = (kafka: string, topics: readonly string[]) =>
  prepareCluster({
    cluster: { kafka, brokers: BROKERS, topic: { 'replication.factor': BROKERS } },
    topics: Object.fromEntries(topics.map((name) => [name, { partitions: BROKERS }])),
  });

function victimOf({ world, machine }: Cluster): number {
  return 1 - findCoordinator(world, machine, 'group');
}

/** The machine's brokers of a release, on ports of this computer. */
export async function machineBrokers(kafka: string, topics: readonly string[]): Promise<BrokersOnTrial> {
  const { setup } = clusterOf(kafka, []).cluster.world;
  const brokers = await LoopbackBrokers.open({
    setup,
    topics: Object.fromEntries(topics.map((name) => [name, BROKERS])),
  });
  const victim = victimOf(brokers.cluster);
  return {
    victim,
    bootstrap: brokers.cluster.endpoints.map(addressText).join(),
    crash: async () => brokers.happen({ type: 'broker.crash', broker: victim }),
    close: () => brokers.close(),
  };
}

/** Real brokers of the lab's jars, in the same form. */
export async function kafkaBrokers(lab: Lab, kafka: string, topics: readonly string[]): Promise<BrokersOnTrial> {
  const prepared = clusterOf(kafka, topics);
  const real = await CodeCluster.start({ lab, prepared });
  const victim = victimOf(prepared.cluster);
  return {
    victim,
    bootstrap: real.addresses.map(addressText).join(),
    crash: () => real.crash(victim),
    close: () => real.close(),
  };
}
