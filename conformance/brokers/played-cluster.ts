import type { World } from '../../model/world.ts';
import type { Gate } from '../../wire/gate.ts';
import type { Brokers } from './brokers.ts';
import type { Heartbeats } from './heartbeats.ts';
import type { Cluster } from '../lab/cluster.ts';
import type { Names } from '../names.ts';

/** Brokers that are ours: their processes can be killed, and their heartbeats are in our hands. */
export interface Controlled {
  readonly cluster: Cluster;
  readonly heartbeats: Heartbeats;
}

/** A cluster with its gate, ready for a schedule. */
export interface PlayedCluster {
  readonly gate: Gate;
  readonly brokers: Brokers;
  /** null where somebody else runs the brokers. */
  readonly controlled: Controlled | null;
  /** Names for a schedule's actors and topics. @param token what no other schedule on the cluster has. */
  namesFor(world: World, token: string): Promise<Names>;
}
