import { findCoordinator } from '../../model/ports/cluster-metadata.ts';
import { range } from '../../model/sets.ts';
import type { Ledger } from '../../stage/ledger.ts';
import type { Input } from '../../stage/trial.ts';
import type { PreparedCluster } from '../../stage/world/cluster-world.ts';
import { inputBatches } from '../../stage/world/input-batches.ts';
import { ObservedTopics } from '../../stage/world/observed-topics.ts';
import { type Address, onLoopback } from '../../wire/address.ts';
import { fetchBatches } from '../../wire/admin/fetch-batches.ts';
import { metadata } from '../../wire/admin/metadata.ts';
import { offsetFetch } from '../../wire/admin/offset-fetch.ts';
import { createTopic } from '../../wire/admin/topics.ts';
import type { Connection } from '../../wire/connection.ts';
import { Gate } from '../../wire/gate.ts';
import { listGroupsApi } from '../../wire/messages/list-groups.ts';
import { produceApi } from '../../wire/messages/produce.ts';
import { HarnessError } from '../harness-error.ts';
import { PRODUCE_VERSION } from '../input-records.ts';
import { Cluster } from '../lab/cluster.ts';
import { HOME, listenerName } from '../lab/listeners.ts';
import { until } from '../lab/until.ts';
import { type Lab, shapeOf } from '../live-cluster.ts';
import type { Door } from './messages.ts';

const LIST_GROUPS_VERSION = 4;
const PATIENCE_MS = 30_000;

/**
 * What the stage's cluster has, and the harness's otherwise has not: the first rebalance of a group waits for more members
 * (`group.initial.rebalance.delay.ms`), and topics come up as they are asked for.
 */
const AS_BY_DEFAULT = { 'group.initial.rebalance.delay.ms': '3000', 'auto.create.topics.enable': 'true' };

/** Whoever needs a cluster, and of which form: that of the stage. */
export interface CodeClusterPlan {
  readonly lab: Lab;
  readonly prepared: PreparedCluster;
  readonly input?: Input;
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
    const options = { ...lab, ...shape, broker, brokers: shape.brokers - 1, direct: true };
    const started = new CodeCluster(await Cluster.prepare(options), plan);
    try {
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

  /** A broker crashes, and is not started again. @throws {HarnessError} where it is the one that coordinates. */
  async crash(broker: number): Promise<void> {
    const node = this.#nodes[broker];
    if (node === HOME) throw new HarnessError('the home node never fails');
    await this.#cluster.kill(node);
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
    const { topics, world } = this.#plan.prepared.cluster;
    const observed = new ObservedTopics((id) => id);
    const outcomes: Ledger['outcomes'][number][] = [];
    const commits: Ledger['commits'][number][] = [];
    const home = await this.#connection(HOME);
    const { groups } = await home.call(listGroupsApi, LIST_GROUPS_VERSION, { statesFilter: [] });
    for (const { name, first, partitions } of topics) {
      for (const partition of range(partitions)) {
        const leader = await this.#connection(this.#nodes[world.placement[first + partition][0]]);
        const batches = await fetchBatches(leader, name, partition);
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
      // The input is of no time, and would be too old.
      'retention.ms': '-1',
    };
    const home = await this.#connection(HOME);
    for (const { name, first, partitions } of topics) {
      const placed = range(partitions).map((at) => world.placement[first + at].map((broker) => this.#nodes[broker]));
      await createTopic(home, name, placed, configs);
    }
    await until('the topics have leaders', Date.now() + PATIENCE_MS, async () => {
      for (const node of this.#nodes) {
        const known = await metadata(
          await this.#connection(node),
          topics.map(({ name }) => name),
        );
        for (const { name, partitions } of topics) {
          const led = known.topics.get(name)?.partitions.filter(({ leader }) => leader >= 0);
          if (led?.length !== partitions) return false;
        }
      }
      return true;
    });
  }

  async #writeInput(): Promise<void> {
    const { input, prepared } = this.#plan;
    const { topics, world } = prepared.cluster;
    const topic = topics.find(({ name }) => name === input?.topic);
    if (topic === undefined || input === undefined) return;
    for (const { record, bytes } of inputBatches(input, topic.partitions, prepared.records.length)) {
      const leader = await this.#connection(this.#nodes[world.placement[topic.first + record.partition][0]]);
      await leader.call(produceApi, PRODUCE_VERSION, {
        acks: -1,
        timeoutMs: PATIENCE_MS,
        topicData: [{ name: record.topic, partitionData: [{ index: record.partition, records: bytes }] }],
      });
    }
  }

  #connection(node: number): Promise<Connection> {
    const known = this.#connections.get(node) ?? this.#cluster.connect(node);
    this.#connections.set(node, known);
    return known;
  }
}
