import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { consumerGroupHeartbeatApi } from '../messages/consumer-group-heartbeat.ts';

/** The first version in which a member brings its own id. */
const OWN_ID_VERSION = 1;

export interface MemberHeartbeat {
  readonly groupId: string;
  readonly memberId: string;
  /** 0 to join, -1 to leave, and otherwise what the coordinator said last. */
  readonly memberEpoch: number;
  readonly rebalanceTimeoutMs?: number;
  readonly subscribedTopicNames?: readonly string[];
  /** What it has; with the first heartbeat it has to say that it has nothing. */
  readonly topicPartitions?: readonly { readonly topicId: string; readonly partitions: readonly number[] }[];
}

/**
 * A member of a KIP-848 group is heard by its coordinator; brokers know this request from 4.0 on.
 *
 * @returns its epoch from now on.
 * @throws {BrokerError} UNKNOWN_MEMBER_ID, FENCED_MEMBER_EPOCH …
 */
export async function consumerGroupHeartbeat(coordinator: Connection, heartbeat: MemberHeartbeat): Promise<number> {
  const { subscribedTopicNames = null, topicPartitions = null } = heartbeat;
  const { errorCode, errorMessage, memberEpoch } = await coordinator.call(consumerGroupHeartbeatApi, OWN_ID_VERSION, {
    ...heartbeat,
    instanceId: null,
    rackId: null,
    subscribedTopicNames,
    subscribedTopicRegex: null,
    serverAssignor: null,
    topicPartitions,
  });
  expectSuccess(`heartbeat of ${heartbeat.memberId} in ${heartbeat.groupId}`, errorCode, errorMessage);
  return memberEpoch;
}
