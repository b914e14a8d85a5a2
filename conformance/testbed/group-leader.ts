import { describeGroup } from '../../wire/admin/describe-group.ts';
import { type JoinedGroup, joinGroup } from '../../wire/admin/join-group.ts';
import { leaveGroup } from '../../wire/admin/leave-group.ts';
import { syncGroup } from '../../wire/admin/sync-group.ts';
import type { Connection } from '../../wire/connection.ts';
import { type Partitions, writeSubscription } from '../../wire/messages/consumer-protocol.ts';
import { HarnessError } from '../harness-error.ts';

/** Opens a connection under a `client.id`. */
export type Connect = (clientId: string) => Promise<Connection>;

/** A group that is to be. */
export interface Founding {
  readonly groupId: string;
  /** One that no other member of the group wants, so that these alone decide which offsets are in use. */
  readonly topic: string;
  /** How long its leader, of whom nothing is heard, is taken for alive. */
  readonly sessionTimeoutMs: number;
}

/** How long a broker may take to take a member in. */
const PATIENCE_MS = 10_000;

/** `client.id` of the leader; those of members name them. */
const LEADER = 'leader';
/** `client.id` of somebody who joins a group and leaves it at once. */
const PASSER_BY = 'passer-by';

/** The assignors of the members, by the names that go over the wire. */
const ASSIGNORS = { eager: 'range', cooperative: 'cooperative-sticky', kafkajs: 'RoundRobinAssigner' } as const;

/**
 * A member of a classic group that is the harness's own. It is in the group before anybody else, so that it leads it: it says
 * who gets what, in Kafka the business of a member too. And the coordinator waits for it as for every member: a rebalance is
 * complete when it joins again, and not before.
 */
export class GroupLeader {
  readonly #connect: Connect;
  readonly #connection: Connection;
  readonly #groupId: string;
  readonly #topic: string;
  readonly #sessionTimeoutMs: number;
  #memberId = '';
  /** The machine's number of each generation, from the group's first on. */
  readonly #generations: number[] = [];

  private constructor(connect: Connect, connection: Connection, { groupId, topic, sessionTimeoutMs }: Founding) {
    this.#connect = connect;
    this.#connection = connection;
    this.#groupId = groupId;
    this.#topic = topic;
    this.#sessionTimeoutMs = sessionTimeoutMs;
  }

  /**
   * Founds a group.
   *
   * @param connect opens a connection to the coordinator under a `client.id`: one is blocked while a member waits for others.
   */
  static async found(connect: Connect, founding: Founding): Promise<GroupLeader> {
    const leader = new GroupLeader(connect, await connect(LEADER), founding);
    await leader.complete(0, () => ({}));
    return leader;
  }

  /**
   * Completes a rebalance that all members have joined, and gives each what it is to have.
   *
   * @param generation the machine's number of the generation that begins.
   * @param assignmentOf by member id.
   */
  async complete(generation: number, assignmentOf: (memberId: string) => Partitions): Promise<void> {
    const groupId = this.#groupId;
    const joined = await this.#join(this.#connection, this.#memberId);
    if (joined.leader !== joined.memberId) throw new HarnessError(`${joined.leader} leads ${groupId}`);
    if (joined.generation !== this.#generations.length + 1) {
      throw new HarnessError(`generation ${joined.generation} of ${groupId} is not the one after the last`);
    }
    this.#memberId = joined.memberId;
    this.#generations.push(generation);
    const assignments = new Map(joined.members.map((memberId) => [memberId, assignmentOf(memberId)]));
    await syncGroup(this.#connection, { groupId, ...joined }, assignments);
  }

  /** Has the group rebalance: somebody joins and leaves, before anybody has heard of it. */
  async rebalance(): Promise<void> {
    const connection = await this.#connect(PASSER_BY);
    try {
      // Answered when it is no member any more.
      const joining = this.#join(connection, '').catch(() => null);
      await leaveGroup(this.#connection, this.#groupId, await this.#findPasserBy());
      await joining;
    } finally {
      connection.close();
    }
  }

  /** The machine's number of a generation that a client names. */
  machineGeneration(generation: number): number {
    return this.#generations[generation - 1] ?? -1;
  }

  /** Members as their coordinator has them, by `client.id`, and whether it waits for some of them to join. */
  async describe(
    coordinator: Connection,
  ): Promise<{ readonly clients: readonly string[]; readonly isStable: boolean }> {
    const { state, members } = await describeGroup(coordinator, this.#groupId);
    const clients = members.map(({ clientId }) => clientId).filter((clientId) => clientId !== LEADER);
    return { clients, isStable: state === 'Stable' };
  }

  close(): void {
    this.#connection.close();
  }

  #join(connection: Connection, memberId: string): Promise<JoinedGroup> {
    const metadata = writeSubscription([this.#topic]);
    const protocols = Object.fromEntries(Object.values(ASSIGNORS).map((name) => [name, metadata]));
    return joinGroup(connection, {
      groupId: this.#groupId,
      memberId,
      protocols,
      sessionTimeoutMs: this.#sessionTimeoutMs,
    });
  }

  async #findPasserBy(): Promise<string> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
      const { members } = await describeGroup(this.#connection, this.#groupId);
      const passerBy = members.find(({ clientId }) => clientId === PASSER_BY);
      if (passerBy !== undefined) return passerBy.memberId;
    }
    throw new HarnessError(`nobody could join ${this.#groupId}`);
  }
}
