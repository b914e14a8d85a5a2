import type { Setup } from '../../model/setup.ts';
import type { World } from '../../model/world.ts';
import { onLoopback } from '../../wire/address.ts';
import { Gate } from '../../wire/gate.ts';
import type { Brokers } from './brokers.ts';
import { Cluster, type ClusterOptions } from '../lab/cluster.ts';
import type { Jars } from '../lab/jars/jars.ts';
import { PLANNED_ASSIGNMENT, plannedAssignor } from '../lab/jars/planned-assignor.ts';
import { Heartbeats, SESSION_TIMEOUT_MS } from './heartbeats.ts';
import { labBrokers } from './lab-brokers.ts';
import { FETCHERS, type Names, namesOf } from '../names.ts';
import type { Controlled, PlayedCluster } from './played-cluster.ts';

/** What clusters are started from. */
export type Lab = Pick<ClusterOptions, 'java' | 'jars' | 'supervisor' | 'basePort' | 'archive'>;

/**
 * replica.lag.time.max.ms: what a leader then asks for is refused, unless the schedule says that a follower is slow. A leader
 * waits that long for whoever has been caught up and may join its ISR (`shouldWaitForReplicaToJoinIsr`), which the machine's
 * does not: `CaughtUp` waits until that is over.
 */
export const LAG_MS = 1_000;

/** A running cluster, every listener of which is advertised at the gate. */
export class LiveCluster implements PlayedCluster {
  readonly cluster: Cluster;
  readonly gate: Gate;
  readonly heartbeats: Heartbeats;
  readonly brokers: Brokers;
  readonly controlled: Controlled = this;
  readonly needs: string;
  /** How many data brokers there are. */
  readonly size: number;

  private constructor(cluster: Cluster, gate: Gate, size: number, needs: string) {
    this.cluster = cluster;
    this.gate = gate;
    this.heartbeats = new Heartbeats(gate, cluster.realPort('controller'));
    this.brokers = labBrokers(cluster);
    this.size = size;
    this.needs = needs;
  }

  /** Starts a cluster for the setup. */
  static async start(lab: Lab, setup: Setup): Promise<LiveCluster> {
    const shape = shapeOf(lab, setup);
    const cluster = await Cluster.prepare({ ...lab, ...shape, jars: await jarsFor(lab, setup) });
    const gate = new Gate();
    const live = new LiveCluster(cluster, gate, shape.brokers, JSON.stringify(shape));
    try {
      await listenBefore(cluster, gate);
      await cluster.start();
    } catch (error) {
      await live.close();
      throw error;
    }
    return live;
  }

  /** Whether a schedule of the setup can be played on this cluster. */
  fits(lab: Lab, setup: Setup): boolean {
    return JSON.stringify(shapeOf(lab, setup)) === this.needs;
  }

  async namesFor(world: World, token: string): Promise<Names> {
    return namesOf(world, token);
  }

  async close(): Promise<void> {
    this.heartbeats.close();
    await this.gate.close();
    await this.cluster.close();
  }
}

/** Opens the gate wherever a cluster's listener is advertised, but for those that are direct. */
export async function listenBefore({ listeners }: Pick<Cluster, 'listeners'>, gate: Gate): Promise<void> {
  for (const { name, advertised, real } of listeners)
    if (advertised !== real) await gate.listen(name, advertised, onLoopback(real));
}

/** What a cluster of ours has to be like for a setup. */
export function shapeOf({ jars }: Lab, setup: Setup) {
  const since4 = Number(jars.version.split('.')[0]) >= 4;
  return {
    brokers: setup.cluster.brokers,
    features: since4
      ? {
          'transaction.version': setup.protocol.transactionVersion,
          'eligible.leader.replicas.version': setup.protocol.eligibleLeaderReplicas ? (1 as const) : (0 as const),
        }
      : {},
    broker: {
      'num.replica.fetchers': String(FETCHERS),
      'replica.lag.time.max.ms': String(LAG_MS),
      'controlled.shutdown.enable': String(setup.faults['broker.shutdown'] > 0),
      'broker.session.timeout.ms': String(SESSION_TIMEOUT_MS),
      'replica.high.watermark.checkpoint.interval.ms': '50',
    },
    home: isKip848(setup) ? PLANNED_ASSIGNMENT : {},
  };
}

const isKip848 = ({ consumer }: Setup): boolean => consumer['group.protocol'] === 'consumer';

/** Kafka's jars, and behind them an assignor of ours where the coordinator assigns. */
async function jarsFor({ java, jars }: Lab, setup: Setup): Promise<Jars> {
  if (!isKip848(setup)) return jars;
  return { ...jars, classpath: [...jars.classpath, await plannedAssignor(java, jars)] };
}
