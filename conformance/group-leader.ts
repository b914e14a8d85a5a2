import { joinGroup } from '../wire/admin/join-group.ts';
import { syncGroup } from '../wire/admin/sync-group.ts';
import type { Connection } from '../wire/connection.ts';
import { type Partitions, writeSubscription } from '../wire/messages/consumer-protocol.ts';
import { HarnessError } from './harness-error.ts';

/** The assignors of the members, by the names that go over the wire. */
export const ASSIGNORS = { eager: 'range', cooperative: 'cooperative-sticky' } as const;

/**
 * A member of a classic group that is the harness's own. It is in the group before anybody else, so that it leads it: it says
 * who gets what, in Kafka the business of a member too. And the coordinator waits for it as for every member: a rebalance is
 * complete when it joins again, and not before.
 */
export class GroupLeader {
  readonly #connection: Connection;
  readonly #groupId: string;
  readonly #topic: string;
  #memberId = '';
  /** Of the group; the first one, in which it is alone, is the machine's 0. */
  #generation = 0;

  private constructor(connection: Connection, groupId: string, topic: string) {
    this.#connection = connection;
    this.#groupId = groupId;
    this.#topic = topic;
  }

  /**
   * Founds a group.
   *
   * @param connection to the coordinator, and nobody else's: it is blocked while the leader waits for members.
   * @param topic one that no other member of the group wants, so that these alone decide which offsets are in use.
   */
  static async found(connection: Connection, groupId: string, topic: string): Promise<GroupLeader> {
    const leader = new GroupLeader(connection, groupId, topic);
    await leader.complete(() => ({}));
    return leader;
  }

  /**
   * Completes a rebalance that all members have joined, and gives each what it is to have.
   *
   * @param assignmentOf by member id.
   */
  async complete(assignmentOf: (memberId: string) => Partitions): Promise<void> {
    const groupId = this.#groupId;
    const metadata = writeSubscription([this.#topic]);
    const protocols = Object.fromEntries(Object.values(ASSIGNORS).map((name) => [name, metadata]));
    const joined = await joinGroup(this.#connection, { groupId, memberId: this.#memberId, protocols });
    if (joined.leader !== joined.memberId) throw new HarnessError(`${joined.leader} leads ${groupId}`);
    if (joined.generation !== this.#generation + 1) {
      throw new HarnessError(`${groupId} went from generation ${this.#generation} to ${joined.generation}`);
    }
    this.#memberId = joined.memberId;
    this.#generation = joined.generation;
    const assignments = new Map(joined.members.map((memberId) => [memberId, assignmentOf(memberId)]));
    await syncGroup(this.#connection, { groupId, ...joined }, assignments);
  }

  close(): void {
    this.#connection.close();
  }
}

/** The machine's number of a generation: it counts those alone in which members can be. */
export const machineGeneration = (generation: number): number => generation - 1;
