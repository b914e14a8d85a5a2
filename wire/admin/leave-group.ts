import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { leaveGroupApi } from '../messages/leave-group.ts';

const VERSION = 5;

/**
 * Has a member leave a classic group, as an operator can do for it.
 *
 * @throws {BrokerError} UNKNOWN_MEMBER_ID …
 */
export async function leaveGroup(coordinator: Connection, groupId: string, memberId: string): Promise<void> {
  const body = { groupId, members: [{ memberId, groupInstanceId: null }] };
  const { errorCode, members } = await coordinator.call(leaveGroupApi, VERSION, body);
  const what = `have ${memberId} leave ${groupId}`;
  expectSuccess(what, errorCode);
  for (const member of members) expectSuccess(what, member.errorCode);
}
