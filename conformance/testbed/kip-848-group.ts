import { consumerGroupHeartbeat } from '../../wire/admin/consumer-group-heartbeat.ts';
import type { Connection } from '../../wire/connection.ts';
import type { PlannedPartition } from '../lab/jars/planned-assignor.ts';

/** Over all members, as large as an int can be. */
const NEVER_MS = 2_147_483_647;

/**
 * A member of a group of KIP-848 that is the harness's own. It wants no topic of the schedule's; each change of what it
 * wants is a new group epoch, for which the coordinator asks its assignor.
 */
export class Kip848Group {
  readonly #connection: Connection;
  readonly #groupId: string;
  readonly #topic: string;
  readonly #memberId: string;
  #memberEpoch = 0;
  #changes = 0;
  /** What the coordinator's assignor gives its members. */
  planned: readonly PlannedPartition[] = [];
  /** The group epochs that began in the machine too, in their order: from each on until the next, its generation. */
  readonly #epochs: { readonly epoch: number; readonly generation: number }[] = [];

  private constructor(connection: Connection, groupId: string, topic: string) {
    this.#connection = connection;
    this.#groupId = groupId;
    this.#topic = topic;
    this.#memberId = `leader of ${groupId}`;
  }

  /** Founds a group. @param topic one that no other member wants. */
  static async found(connection: Connection, groupId: string, topic: string): Promise<Kip848Group> {
    const group = new Kip848Group(connection, groupId, topic);
    await group.#heartbeat([topic]);
    return group;
  }

  /** A new group epoch begins, and with it what the assignor says now. @param generation the machine's number of it. */
  async begin(generation: number): Promise<void> {
    this.#changes += 1;
    await this.#heartbeat([this.#topic, `${this.#topic}-${this.#changes}`]);
    this.#epochs.push({ epoch: this.#memberEpoch, generation });
  }

  /**
   * The member's session is over. The coordinator does then what it does when a member says that it leaves
   * (`consumerGroupFenceMember`), which is said in its name.
   */
  async expire(memberId: string): Promise<void> {
    await consumerGroupHeartbeat(this.#connection, { groupId: this.#groupId, memberId, memberEpoch: -1 });
  }

  /** The harness's own member leaves until the next group epoch begins: the group is empty where nobody else is in it. */
  async leave(): Promise<void> {
    await this.expire(this.#memberId);
    this.#memberEpoch = 0;
  }

  /** The machine's number of a member epoch; a member that joins gets one of its own, before the machine's next begins. */
  machineGeneration(memberEpoch: number): number {
    return this.#epochs.findLast(({ epoch }) => epoch <= memberEpoch)?.generation ?? 0;
  }

  close(): void {
    this.#connection.close();
  }

  async #heartbeat(subscribedTopicNames: readonly string[]): Promise<void> {
    this.#memberEpoch = await consumerGroupHeartbeat(this.#connection, {
      groupId: this.#groupId,
      memberId: this.#memberId,
      memberEpoch: this.#memberEpoch,
      rebalanceTimeoutMs: NEVER_MS,
      subscribedTopicNames,
      topicPartitions: [],
    });
  }
}
