import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int8, nullableString, string, uuid } from '../schema/primitives.ts';
import { initially, since, struct } from '../schema/struct.ts';

const request = struct({
  groupIds: array(string),
  includeAuthorizedOperations: bool,
});

const response = struct({
  throttleTimeMs: int32,
  groups: array(
    struct({
      errorCode: int16,
      errorMessage: nullableString,
      groupId: string,
      groupState: string,
      groupEpoch: int32,
      assignmentEpoch: int32,
      assignorName: string,
      members: array(
        struct({
          memberId: string,
          instanceId: nullableString,
          rackId: nullableString,
          memberEpoch: int32,
          clientId: string,
          clientHost: string,
          subscribedTopicNames: array(string),
          subscribedTopicRegex: nullableString,
          assignment: struct({
            topicPartitions: array(
              struct({
                topicId: uuid,
                topicName: string,
                partitions: array(int32),
              }),
            ),
          }),
          targetAssignment: struct({
            topicPartitions: array(
              struct({
                topicId: uuid,
                topicName: string,
                partitions: array(int32),
              }),
            ),
          }),
          memberType: since(1, int8, -1),
        }),
      ),
      authorizedOperations: initially(-0x80000000, int32),
    }),
  ),
});

/** Groups of KIP-848, as their coordinator has them. */
export const consumerGroupDescribeApi = exchange(API.ConsumerGroupDescribe, request, response);
export const { readRequest: consumerGroupDescribeRequest, readResponse: consumerGroupDescribeResponse } =
  consumerGroupDescribeApi;
