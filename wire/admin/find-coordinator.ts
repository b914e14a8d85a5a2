import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { findCoordinatorApi } from '../messages/find-coordinator.ts';

const VERSION = 4;

const KEY_TYPES = { group: 0, transaction: 1 } as const;

/**
 * The broker that leads the partition of `__consumer_offsets` or `__transaction_state` that a group or a transactional
 * id belongs to. Asking creates that topic where it is not there yet.
 *
 * @returns its id.
 * @throws {BrokerError} COORDINATOR_NOT_AVAILABLE where nobody leads it, or it was only just created.
 */
export async function findCoordinator(
  connection: Connection,
  type: keyof typeof KEY_TYPES,
  key: string,
): Promise<number> {
  const body = { keyType: KEY_TYPES[type], coordinatorKeys: [key] };
  const { coordinators } = await connection.call(findCoordinatorApi, VERSION, body);
  const [{ errorCode, errorMessage, nodeId }] = coordinators;
  expectSuccess(`find the coordinator of ${type} ${key}`, errorCode, errorMessage);
  return nodeId;
}
