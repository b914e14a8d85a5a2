import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { createTopicsApi } from '../messages/create-topics.ts';
import { deleteTopicsApi } from '../messages/delete-topics.ts';

const CREATE_VERSION = 7;
const DELETE_VERSION = 6;

/** How long the controller may take, in ms. */
const TIMEOUT_MS = 30_000;

/**
 * Creates a topic; a broker hands the request on to the controller.
 *
 * @param assignments The replicas of each partition, the preferred leader first.
 * @returns the topic's id, in base64url.
 * @throws {BrokerError} TOPIC_ALREADY_EXISTS, INVALID_REPLICA_ASSIGNMENT, INVALID_CONFIG …
 */
export async function createTopic(
  connection: Connection,
  name: string,
  assignments: readonly (readonly number[])[],
  configs: Readonly<Record<string, string>> = {},
): Promise<string> {
  const topic = {
    name,
    // Both are told by the assignments.
    numPartitions: -1,
    replicationFactor: -1,
    assignments: assignments.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds })),
    configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
  };
  const body = { topics: [topic], timeoutMs: TIMEOUT_MS };
  const { topics } = await connection.call(createTopicsApi, CREATE_VERSION, body, TIMEOUT_MS);
  const [{ errorCode, errorMessage, topicId }] = topics;
  expectSuccess(`create topic ${name}`, errorCode, errorMessage);
  return topicId;
}

/** @throws {BrokerError} UNKNOWN_TOPIC_OR_PARTITION … */
export async function deleteTopic(connection: Connection, name: string): Promise<void> {
  const body = { topics: [{ name }], timeoutMs: TIMEOUT_MS };
  const { responses } = await connection.call(deleteTopicsApi, DELETE_VERSION, body, TIMEOUT_MS);
  const [{ errorCode, errorMessage }] = responses;
  expectSuccess(`delete topic ${name}`, errorCode, errorMessage);
}
