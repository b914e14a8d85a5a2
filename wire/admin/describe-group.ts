import { expectSuccess } from '../broker-error.ts';
import type { Connection } from '../connection.ts';
import { consumerGroupDescribeApi } from '../messages/consumer-group-describe.ts';
import { type Partitions, readAssignment } from '../messages/consumer-protocol.ts';
import { describeGroupsApi } from '../messages/describe-groups.ts';

/** The last version in which a group that does not exist is one in state Dead. */
const CLASSIC_VERSION = 5;
const CONSUMER_VERSION = 0;

export interface ClassicGroup {
  /** Empty, PreparingRebalance, CompletingRebalance, Stable, Dead. Its generation is told to members alone. */
  readonly state: string;
  /** The assignor that its members agreed on. */
  readonly protocol: string;
  readonly members: readonly {
    readonly memberId: string;
    readonly clientId: string;
    readonly assignment: Partitions;
  }[];
}

export interface ConsumerGroup {
  /** Empty, Assigning, Reconciling, Stable, Dead. */
  readonly state: string;
  readonly groupEpoch: number;
  readonly assignmentEpoch: number;
  readonly members: readonly {
    readonly memberId: string;
    readonly clientId: string;
    readonly memberEpoch: number;
    /** What it has. */
    readonly assignment: Partitions;
    /** What it is to have. */
    readonly target: Partitions;
  }[];
}

/**
 * A group of the classic protocol as its coordinator has it. Assignments are there in a stable group only.
 *
 * @throws {BrokerError} NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS …
 */
export async function describeGroup(coordinator: Connection, groupId: string): Promise<ClassicGroup> {
  const { groups } = await coordinator.call(describeGroupsApi, CLASSIC_VERSION, { groups: [groupId] });
  const [{ errorCode, groupState, protocolData, members }] = groups;
  expectSuccess(`describe group ${groupId}`, errorCode);
  return {
    state: groupState,
    protocol: protocolData,
    members: members.map(({ memberId, clientId, memberAssignment }) => ({
      memberId,
      clientId,
      assignment: readAssignment(memberAssignment),
    })),
  };
}

/**
 * A group of the new protocol (KIP-848) as its coordinator has it; brokers know this request from 3.7 on.
 *
 * @throws {BrokerError} GROUP_ID_NOT_FOUND, also for a classic group; NOT_COORDINATOR …
 */
export async function describeConsumerGroup(coordinator: Connection, groupId: string): Promise<ConsumerGroup> {
  const { groups } = await coordinator.call(consumerGroupDescribeApi, CONSUMER_VERSION, { groupIds: [groupId] });
  const [{ errorCode, errorMessage, groupState, groupEpoch, assignmentEpoch, members }] = groups;
  expectSuccess(`describe group ${groupId}`, errorCode, errorMessage);
  return {
    state: groupState,
    groupEpoch,
    assignmentEpoch,
    members: members.map(({ memberId, clientId, memberEpoch, assignment, targetAssignment }) => ({
      memberId,
      clientId,
      memberEpoch,
      assignment: partitionsOf(assignment),
      target: partitionsOf(targetAssignment),
    })),
  };
}

interface TopicPartitions {
  readonly topicPartitions: readonly { readonly topicName: string; readonly partitions: readonly number[] }[];
}

const partitionsOf = ({ topicPartitions }: TopicPartitions): Partitions =>
  Object.fromEntries(topicPartitions.map(({ topicName, partitions }) => [topicName, partitions]));
