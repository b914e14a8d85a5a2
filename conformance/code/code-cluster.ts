import { findCoordinator } from '../../model/ports/cluster-metadata.ts';
import { range } from '../../model/sets.ts';
import type { Ledger } from '../../stage/ledger.ts';
import type { PreparedCluster } from '../../stage/world/prepared-cluster.ts';
import { ObservedTopics } from '../../stage/world/observed-topics.ts';
import { type Address, onLoopback } from '../../wire/address.ts';
import { API } from '../../wire/api-keys.ts';
import { append } from '../../wire/admin/append.ts';
import { fetchBatches } from '../../wire/admin/fetch-batches.ts';
import { metadata } from '../../wire/admin/metadata.ts';
import { offsetFetch } from '../../wire/admin/offset-fetch.ts';
import { createTopic } from '../../wire/admin/topics.ts';
import type { Connection } from '../../wire/connection.ts';
import { exchangeOf, type Frame } from '../../wire/frame.ts';
import { Gate } from '../../wire/gate.ts';
import { fetchApi } from '../../wire/messages/fetch.ts';
import { listGroupsApi } from '../../wire/messages/list-groups.ts';
import { produceApi } from '../../wire/messages/produce.ts';
import { Cluster } from '../lab/cluster.ts';
import { HOME, listenerName } from '../lab/listeners.ts';
import { until } from '../lab/until.ts';
import { type Lab, listenBefore, shapeOf } from '../brokers/live-cluster.ts';
import type { Door } from './messages.ts';
import { Unplayable } from './unplayable.ts';

const LIST_GROUPS_VERSION = 4;
const PATIENCE_MS = 30_000;
/** Why a run in which the broker that coordinates crashes is not made. */
const HOME_STAYS = 'the broker that coordinates does not crash on real Kafka: its node is the controller as well';

/**
 * What the stage's cluster has, and the harness's otherwise has not: the first rebalance of a group waits for more members
 * (`group.initial.rebalance.delay.ms`), topics come up as they are asked for, and a broker is missed as late as by default.
 */
const AS_BY_DEFAULT = {
  'group.initial.rebalance.delay.ms': '3000',
  'auto.create.topics.enable': 'true',
  'broker.session.timeout.ms': '9000',
};

/** Brokers reach each other through the gate, so that one may crash before others have what it has; clients have doors. */
const DIRECT = /^(?!internal-)/;
/** The gate's ports for clients, by name: whose, and to which broker. Brokers ask each other what clients ask them (AddPartitionsToTxn). */
export const DOOR = /:\d+$/;

/** Whoever needs a cluster, and of which form: that of the stage. */
export interface CodeClusterPlan {
  readonly lab: Lab;
  readonly prepared: PreparedCluster;
}

/**
 * Real brokers with the topics and the input of a trial. The home node is that broker of the stage's which coordinates, so
 * that as many brokers are there as on the stage, and a client has as many connections.
 */
export class CodeCluster {
  readonly gate = new Gate();
  /** Where the cluster keeps its files. */
  readonly directory: string;
  readonly #cluster: Cluster;
  readonly #plan: CodeClusterPlan;
  /** By the stage's number of a broker. */
  readonly #nodes: readonly number[];
  readonly #connections = new Map<number, Promise<Connection>>();

  private constructor(cluster: Cluster, plan: CodeClusterPlan) {
    const { world, machine } = plan.prepared.cluster;
    this.#cluster = cluster;
    this.#plan = plan;
    this.directory = cluster.directory;
    const coordinator = findCoordinator(world, machine, 'group');
    const others = range(world.brokers).filter((broker) => broker !== coordinator);
    this.#nodes = range(world.brokers).map((broker) => (broker === coordinator ? HOME : others.indexOf(broker)));
  }

  /** @throws {HarnessError} when they do not come up. */
  static async start(plan: CodeClusterPlan): Promise<CodeCluster> {
    const { lab, prepared } = plan;
    const shape = shapeOf(lab, prepared.cluster.world.setup);
    const broker = { ...shape.broker, ...AS_BY_DEFAULT };
    const options = { ...lab, ...shape, broker, brokers: shape.brokers - 1, direct: DIRECT };
    const started = new CodeCluster(await Cluster.prepare(options), plan);
    try {
      await listenBefore(started.#cluster, started.gate);
      await started.#cluster.start();
      await started.#createTopics();
      await started.#writeInput();
      return started;
    } catch (error) {
      await started.close();
      throw error;
    }
  }

  /** Of the brokers themselves, in their order. */
  get addresses(): readonly Address[] {
    return this.#nodes.map((node) => onLoopback(this.#cluster.realPort(listenerName('EXTERNAL', node))));
  }

  /** A broker crashes. @throws {Unplayable} where it is the one that coordinates. */
  async crash(broker: number): Promise<void> {
    const node = this.#victim(broker);
    await this.#cluster.kill(node);
    this.#connections.delete(node);
    this.gate.cut({ listener: new RegExp(`^${listenerName('INTERNAL', node)}$|:${broker}$`) });
  }

  /**
   * A request goes on to a broker that crashes as soon as it has appended what is in it: followers do not get that, and a producer
   * that does not wait for them (acks=1) has been answered.
   *
   * @throws {Unplayable} where it is the broker that coordinates.
   */
  async crashOnceAppended(broker: number, request: Frame): Promise<void> {
    const { gate } = this;
    const listener = listenerName('INTERNAL', this.#victim(broker));
    const brought = { direction: 'response', api: API.Fetch, listener, where: bringsRecords } as const;
    const answered = { direction: 'response', ...exchangeOf(request) } as const;
    const isAnswered = produceApi.readRequest(request.payload, request.header).acks === 1;
    const hold = gate.hold(brought);
    gate.pass(request);
    await until(`broker ${broker} appends`, Date.now() + PATIENCE_MS, async () => {
      return gate.frames(brought).length > 0 && (!isAnswered || gate.frames(answered).length > 0);
    });
    for (const answer of gate.frames(answered)) gate.pass(answer);
    await this.crash(broker);
    hold.release();
  }

  /** A broker that has crashed is started again. */
  async restart(broker: number): Promise<void> {
    await this.#cluster.restart(this.#victim(broker));
  }

  /** Ports of the gate for one life of a process, by which it is known there: one for each broker. */
  doors(name: string): Promise<readonly Door[]> {
    return Promise.all(
      this.addresses.map(async (address, broker) => {
        return { ...address, gate: await this.gate.listen(`${name}:${broker}`, 0, address) };
      }),
    );
  }

  /** What an outsider finds: what is in the topics, and the offsets that are in force. */
  async read(): Promise<Pick<Ledger, 'outcomes' | 'commits'>> {
    const { topics } = this.#plan.prepared.cluster;
    const observed = new ObservedTopics((id) => id);
    const outcomes: Ledger['outcomes'][number][] = [];
    const commits: Ledger['commits'][number][] = [];
    const home = await this.#connection(HOME);
    const { topics: known } = await this.#known(home);
    const { groups } = await home.call(listGroupsApi, LIST_GROUPS_VERSION, { statesFilter: [] });
    for (const { name, partitions } of topics) {
      for (const partition of range(partitions)) {
        const leader = known.get(name)?.partitions[partition].leader ?? -1;
        if (leader < 0) continue;
        const batches = await fetchBatches(await this.#connection(leader), name, partition);
        outcomes.push(...observed.outcomes(name, partition, batches, this.#plan.prepared.records));
      }
      for (const { groupId: group } of groups) {
        for (const [partition, { offset }] of await offsetFetch(home, group, name))
          commits.push({ group, topic: name, partition, offset, process: 0, incarnation: 0, at: 0 });
      }
    }
    return { outcomes, commits };
  }

  async close(): Promise<void> {
    for (const opening of this.#connections.values()) await opening.then((open) => open.close()).catch(() => {});
    await this.gate.close();
    await this.#cluster.close();
  }

  async #createTopics(): Promise<void> {
    const { topics, world } = this.#plan.prepared.cluster;
    const configs = {
      'min.insync.replicas': String(world.setup.topic['min.insync.replicas']),
      // The input is of the time when runs begin, and would be too old.
      'retention.ms': '-1',
    };
    const home = await this.#connection(HOME);
    for (const { name, first, partitions } of topics) {
      const placed = range(partitions).map((at) => world.placement[first + at].map((broker) => this.#nodes[broker]));
      await createTopic(home, name, placed, configs);
    }
    await until('the topics have leaders', Date.now() + PATIENCE_MS, async () => {
      for (const node of this.#nodes) {
        const known = await this.#known(await this.#connection(node));
        for (const { name, partitions } of topics) {
          const led = known.topics.get(name)?.partitions.filter(({ leader }) => leader >= 0);
          if (led?.length !== partitions) return false;
        }
      }
      return true;
    });
  }

  async #writeInput(): Promise<void> {
    const { cluster, input } = this.#plan.prepared;
    const { topics, world } = cluster;
    const firsts = new Map(topics.map(({ name, first }) => [name, first]));
    for (const { record, bytes } of input) {
      const [broker] = world.placement[(firsts.get(record.topic) ?? 0) + record.partition];
      const leader = await this.#connection(this.#nodes[broker]);
      await append(leader, record.topic, record.partition, bytes);
    }
  }

  /** What a broker knows of the trial's topics. */
  #known(connection: Connection): ReturnType<typeof metadata> {
    const { topics } = this.#plan.prepared.cluster;
    return metadata(
      connection,
      topics.map(({ name }) => name),
    );
  }

  /** The node of a broker that can crash. */
  #victim(broker: number): number {
    const node = this.#nodes[broker];
    if (node === HOME) throw new Unplayable(HOME_STAYS);
    return node;
  }

  #connection(node: number): Promise<Connection> {
    const known = this.#connections.get(node) ?? this.#cluster.connect(node);
    this.#connections.set(node, known);
    return known;
  }
}

/** Whether a follower's fetch is answered with records. */
const bringsRecords = ({ payload, header }: Frame): boolean =>
  fetchApi
    .readResponse(payload, header.apiVersion)
    .responses.some(({ partitions }) => partitions.some(({ records }) => records !== null && records.length > 0));
