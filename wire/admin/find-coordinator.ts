import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { findCoordinatorApi } from '../messages/find-coordinator.ts';

const VERSION = 4;

const KEY_TYPES = { group: 0, transaction: 1 } as const;

/**
 * The brokers that lead the partitions of `__consumer_offsets` or `__transaction_state` which groups or transactional ids
 * belong to. Asking creates that topic where it is not there yet.
 *
 * @returns the broker's id by key.
 * @throws {BrokerError} COORDINATOR_NOT_AVAILABLE where nobody leads one, or the topic was only just created.
 */
export async function findCoordinators(
  connection: Connection,
  type: keyof typeof KEY_TYPES,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const body = { keyType: KEY_TYPES[type], coordinatorKeys: keys };
  const { coordinators } = await connection.call(findCoordinatorApi, VERSION, body);
  for (const { key, errorCode, errorMessage } of coordinators) {
    expectSuccess(`find the coordinator of ${type} ${key}`, errorCode, errorMessage);
  }
  return new Map(coordinators.map(({ key, nodeId }) => [key, nodeId]));
}
