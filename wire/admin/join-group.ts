import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { joinGroupApi } from '../messages/join-group.ts';

/** The last version in which a member is taken in without having been given its id first. */
const AT_ONCE_VERSION = 3;
/** An int's largest: as many milliseconds as a group's time-outs can have. */
export const NEVER_MS = 2_147_483_647;

export interface JoiningMember {
  readonly groupId: string;
  /** Empty: the coordinator makes one. */
  readonly memberId: string;
  /** What it offers, by the names of assignors. */
  readonly protocols: Readonly<Record<string, Buffer>>;
  /** How long it is taken for alive though nothing is heard of it. */
  readonly sessionTimeoutMs: number;
}

export interface JoinedGroup {
  readonly generation: number;
  readonly memberId: string;
  readonly leader: string;
  /** The ids of all members; for the leader alone. */
  readonly members: readonly string[];
}

/**
 * Has a member join a classic group, or join again. Answered when everybody has: the connection is blocked until then.
 *
 * @throws {BrokerError} INCONSISTENT_GROUP_PROTOCOL, UNKNOWN_MEMBER_ID …
 */
export async function joinGroup(
  coordinator: Connection,
  { groupId, memberId, protocols, sessionTimeoutMs }: JoiningMember,
): Promise<JoinedGroup> {
  const answer = await coordinator.call(joinGroupApi, AT_ONCE_VERSION, {
    groupId,
    memberId,
    sessionTimeoutMs,
    rebalanceTimeoutMs: NEVER_MS,
    protocolType: 'consumer',
    protocols: Object.entries(protocols).map(([name, metadata]) => ({ name, metadata })),
  });
  expectSuccess(`join ${groupId}`, answer.errorCode);
  const { generationId, leader, members } = answer;
  return {
    generation: generationId,
    memberId: answer.memberId,
    leader,
    members: members.map((member) => member.memberId),
  };
}
