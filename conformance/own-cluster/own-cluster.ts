import { range } from '../../model/sets.ts';
import type { World } from '../../model/world.ts';
import type { Connection } from '../../wire/connection.ts';
import type { Gate } from '../../wire/gate.ts';
import type { Brokers } from '../brokers/brokers.ts';
import { HOME } from '../lab/listeners.ts';
import type { Supervisor } from '../lab/run/supervisor.ts';
import { type Names, namesOf } from '../names.ts';
import type { PlayedCluster } from '../brokers/played-cluster.ts';
import { nameAt } from './coordinators.ts';
import type { Demands } from './demands.ts';
import { remove } from './leftovers.ts';
import { openGate } from './open-gate.ts';
import { type Cast, ownBrokers } from './own-brokers.ts';
import { renumbered } from './renumbering.ts';

/** Brokers that somebody else runs: clients go to them through the gate, and the harness is one client more. */
export class OwnCluster implements PlayedCluster {
  readonly gate: Gate;
  readonly brokers: Brokers;
  readonly controlled = null;
  readonly #cast: Cast;
  readonly #demands: Demands;
  #names: { readonly of: Names; readonly groups: number; readonly transactionalIds: number } | null = null;

  private constructor(gate: Gate, cast: Cast, demands: Demands, supervisor: Supervisor) {
    this.gate = gate;
    this.#cast = cast;
    this.#demands = demands;
    this.brokers = ownBrokers(cast, supervisor);
  }

  /** Opens the gate before brokers that have been looked at. @throws {InputError} where a port is not to be had. */
  static async open(cast: Cast, demands: Demands, supervisor: Supervisor): Promise<OwnCluster> {
    return new OwnCluster(await openGate(cast), cast, demands, supervisor);
  }

  /** Names whose coordinator is the home node; from then on clients see the cluster as the schedule has it. */
  async namesFor(world: World, token: string): Promise<Names> {
    const { data, home, homePort } = this.#cast;
    const names = namesOf(world, token);
    const connection = await this.brokers.connect(HOME);
    try {
      const groups = this.#demands.groups ? await this.#namesAt(connection, 'group', world.groups, names.group) : [];
      const ids = await this.#namesAt(connection, 'transaction', world.transactionalIds, names.transactionalId);
      const chosen = { ...names, group: (of: number) => groups[of], transactionalId: (of: number) => ids[of] };
      this.#names = { of: chosen, groups: groups.length, transactionalIds: ids.length };
      const ports = new Map([...data.map(({ advertised }, node) => [node, advertised] as const), [HOME, homePort]]);
      const view = { ports, nodeOf: this.brokers.nodeOf, homeId: home.id, homeTopic: names.home };
      this.gate.rewrite((response) => renumbered(response, view));
      return chosen;
    } finally {
      connection.close();
    }
  }

  /** Takes away what the last schedule has left. @throws {HarnessError} where topics stay. */
  async tidy(): Promise<void> {
    this.gate.reset();
    const names = this.#names;
    if (names === null) return;
    this.#names = null;
    const home = await this.brokers.connect(HOME);
    try {
      await remove(home, {
        topics: [names.of.input, names.of.output, names.of.home],
        groups: range(names.groups).map(names.of.group),
        transactionalIds: range(names.transactionalIds).map(names.of.transactionalId),
      });
    } finally {
      home.close();
    }
  }

  async close(): Promise<void> {
    await this.gate.close();
  }

  async #namesAt(
    home: Connection,
    type: 'group' | 'transaction',
    count: number,
    nameOf: (of: number) => string,
  ): Promise<readonly string[]> {
    const names: string[] = [];
    for (let of = 0; of < count; of += 1) names.push(await nameAt(home, type, nameOf(of), this.#cast.home));
    return names;
  }
}
