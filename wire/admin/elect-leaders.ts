import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { ERROR_CODES } from '../error-codes.ts';
import { electLeadersApi } from '../messages/elect-leaders.ts';

const VERSION = 2;

const TIMEOUT_MS = 30_000;

const ELECTION_TYPES = { preferred: 0, unclean: 1 } as const;

/**
 * Has the controller elect: the first replica of the assignment, or any live replica where the leader is gone.
 *
 * @returns whether that changed anything.
 * @throws {BrokerError} PREFERRED_LEADER_NOT_AVAILABLE, ELIGIBLE_LEADERS_NOT_AVAILABLE …
 */
export async function electLeaders(
  connection: Connection,
  type: keyof typeof ELECTION_TYPES,
  topic: string,
  partition: number,
): Promise<boolean> {
  const body = {
    electionType: ELECTION_TYPES[type],
    topicPartitions: [{ topic, partitions: [partition] }],
    timeoutMs: TIMEOUT_MS,
  };
  const answer = await connection.call(electLeadersApi, VERSION, body, TIMEOUT_MS);
  const what = `elect the ${type} leader of ${topic}-${partition}`;
  expectSuccess(what, answer.errorCode);
  const [{ errorCode, errorMessage }] = answer.replicaElectionResults[0].partitionResult;
  if (errorCode === ERROR_CODES.ELECTION_NOT_NEEDED) return false;
  expectSuccess(what, errorCode, errorMessage);
  return true;
}
