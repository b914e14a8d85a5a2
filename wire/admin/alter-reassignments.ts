import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { alterPartitionReassignmentsApi } from '../messages/alter-partition-reassignments.ts';

const VERSION = 0;

const TIMEOUT_MS = 30_000;

/**
 * Gives a partition other replicas, the preferred leader first; null cancels what is under way. The answer comes when
 * the controller has begun it, not when the new replicas are in sync.
 *
 * @throws {BrokerError} INVALID_REPLICA_ASSIGNMENT, NO_REASSIGNMENT_IN_PROGRESS …
 */
export async function alterReassignments(
  connection: Connection,
  topic: string,
  partition: number,
  replicas: readonly number[] | null,
): Promise<void> {
  const body = {
    timeoutMs: TIMEOUT_MS,
    topics: [{ name: topic, partitions: [{ partitionIndex: partition, replicas }] }],
  };
  const answer = await connection.call(alterPartitionReassignmentsApi, VERSION, body, TIMEOUT_MS);
  const what = `reassign ${topic}-${partition}`;
  expectSuccess(what, answer.errorCode, answer.errorMessage);
  const [{ errorCode, errorMessage }] = answer.responses[0].partitions;
  expectSuccess(what, errorCode, errorMessage);
}
