import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { offsetDeleteApi } from '../messages/offset-delete.ts';

const VERSION = 0;

/**
 * Has a group's committed offset forgotten, as `offsets.retention.minutes` does in time.
 *
 * @throws {BrokerError} GROUP_SUBSCRIBED_TO_TOPIC where a member is subscribed to the topic, GROUP_ID_NOT_FOUND …
 */
export async function offsetDelete(
  coordinator: Connection,
  groupId: string,
  topic: string,
  partition: number,
): Promise<void> {
  const body = { groupId, topics: [{ name: topic, partitions: [{ partitionIndex: partition }] }] };
  const answer = await coordinator.call(offsetDeleteApi, VERSION, body);
  const what = `delete the offset of ${groupId} in ${topic}-${partition}`;
  expectSuccess(what, answer.errorCode);
  expectSuccess(what, answer.topics[0].partitions[0].errorCode);
}
