import type { Connection } from '../connection.ts';
import { expectSuccess } from '../broker-error.ts';
import { deleteGroupsApi } from '../messages/delete-groups.ts';

const VERSION = 2;

/** A group that has no members is forgotten, and what it has committed. @throws {BrokerError} NON_EMPTY_GROUP … */
export async function deleteGroup(coordinator: Connection, groupId: string): Promise<void> {
  const { results } = await coordinator.call(deleteGroupsApi, VERSION, { groupsNames: [groupId] });
  const [{ errorCode }] = results;
  expectSuccess(`delete ${groupId}`, errorCode);
}
