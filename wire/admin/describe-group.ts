import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { type Partitions, readAssignment } from '../messages/consumer-protocol.ts';
import { describeGroupsApi } from '../messages/describe-groups.ts';

/** The last version in which a group that does not exist is one in state Dead. */
const CLASSIC_VERSION = 5;

export interface ClassicGroup {
  /** Empty, PreparingRebalance, CompletingRebalance, Stable, Dead. Its generation is told to members alone. */
  readonly state: string;
  /** The assignor that its members agreed on. */
  readonly protocol: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly clientId: string;
    readonly assignment: Partitions;
  }[];
}

/**
 * A group of the classic protocol as its coordinator has it. Assignments are there in a stable group only.
 *
 * @throws {BrokerError} NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS …
 */
export async function describeGroup(coordinator: Connection, groupId: string): Promise<ClassicGroup> {
  const { groups } = await coordinator.call(describeGroupsApi, CLASSIC_VERSION, { groups: [groupId] });
  const [{ errorCode, groupState, protocolData, members }] = groups;
  expectSuccess(`describe group ${groupId}`, errorCode);
  return {
    state: groupState,
    protocol: protocolData,
    members: members.map(({ memberId, clientId, memberAssignment }) => ({
      memberId,
      clientId,
      assignment: readAssignment(memberAssignment),
    })),
  };
}
