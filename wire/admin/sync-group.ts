import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { type Partitions, writeAssignment } from '../messages/consumer-protocol.ts';
import { syncGroupApi } from '../messages/sync-group.ts';

const VERSION = 3;

/**
 * Has the leader of a classic group give its assignment, by member id.
 *
 * @throws {BrokerError} ILLEGAL_GENERATION, REBALANCE_IN_PROGRESS …
 */
export async function syncGroup(
  coordinator: Connection,
  leader: { readonly groupId: string; readonly memberId: string; readonly generation: number },
  assignments: ReadonlyMap<string, Partitions>,
): Promise<void> {
  const { groupId, memberId, generation } = leader;
  const { errorCode } = await coordinator.call(syncGroupApi, VERSION, {
    groupId,
    memberId,
    generationId: generation,
    assignments: [...assignments].map(([member, partitions]) => ({
      memberId: member,
      assignment: writeAssignment(partitions),
    })),
  });
  expectSuccess(`assign the partitions of ${groupId}`, errorCode);
}
