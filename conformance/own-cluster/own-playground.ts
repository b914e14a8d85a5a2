import { randomBytes } from 'node:crypto';
import type { Action } from '../../model/action.ts';
import type { Setup } from '../../model/setup.ts';
import { Connection } from '../../wire/connection.ts';
import type { Address } from '../../wire/address.ts';
import { type PortBlock, reservePorts } from '../lab/ports.ts';
import type { Supervisor } from '../lab/run/supervisor.ts';
import { OWN_ID } from '../own-id.ts';
import type { PlayedCluster } from '../brokers/played-cluster.ts';
import type { Playground } from '../playground.ts';
import { checkBroker } from './broker-requirements.ts';
import { findHome } from './coordinators.ts';
import { type Demands, demandsOf } from './demands.ts';
import type { NamedBroker } from './named-broker.ts';
import { findNamedBrokers } from './named-brokers.ts';
import { OwnCluster } from './own-cluster.ts';
import { OWN_RULES } from './own-rules.ts';
import { checkGroups, checkReplication } from './own-setup.ts';

/** What is to be played on a cluster of one's own. */
export interface OwnPlays {
  /** Where the brokers listen that are advertised at the gate. */
  readonly addresses: readonly Address[];
  /** What the user calls the setup. */
  readonly name: string;
  readonly setup: Setup;
  readonly schedules: readonly (readonly Action[])[];
  readonly supervisor: Supervisor;
}

/** A cluster of one's own, on which one schedule is played after the other. */
export class OwnPlayground implements Playground {
  readonly rules = OWN_RULES;
  readonly version: string;
  /** Nobody else on the cluster has it. */
  readonly prefix = `kafka-trial-${randomBytes(4).toString('hex')}-`;
  readonly #cluster: OwnCluster;
  readonly #ports: PortBlock;

  private constructor(version: string, cluster: OwnCluster, ports: PortBlock) {
    this.version = version;
    this.#cluster = cluster;
    this.#ports = ports;
  }

  /**
   * Looks at the brokers, and opens the gate before them.
   *
   * @throws {InputError} where the schedules cannot be played there.
   */
  static async open({ addresses, name, setup, schedules, supervisor }: OwnPlays): Promise<OwnPlayground> {
    const demands = demandsOf(setup, schedules);
    checkReplication(setup, name);
    checkGroups(setup, demands, name);
    const named = await findNamedBrokers(addresses, setup);
    for (const broker of named) checkBroker(broker, demands);
    const home = await homeOf(named, demands);
    const ports = await reservePorts(1);
    try {
      const cast = { data: named.slice(0, setup.cluster.brokers), home, homePort: ports.ports[0] };
      return new OwnPlayground(setup.kafka, await OwnCluster.open(cast, demands, supervisor), ports);
    } catch (error) {
      await ports.release();
      throw error;
    }
  }

  async on<T>(_setup: Setup, play: (cluster: PlayedCluster) => Promise<T>): Promise<T> {
    let result: T;
    try {
      result = await play(this.#cluster);
    } catch (error) {
      // What went wrong first is told.
      await this.#cluster.tidy().catch(() => undefined);
      throw error;
    }
    await this.#cluster.tidy();
    return result;
  }

  async close(): Promise<void> {
    await this.#cluster.close();
    await this.#ports.release();
  }
}

async function homeOf(named: readonly NamedBroker[], demands: Demands): Promise<NamedBroker> {
  const [{ address }] = named;
  const connection = await Connection.open(address.host, address.port, OWN_ID);
  try {
    return await findHome(connection, named, demands);
  } finally {
    connection.close();
  }
}
