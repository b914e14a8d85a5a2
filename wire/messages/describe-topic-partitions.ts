import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, nullableArray, nullableString, string, uuid } from '../schema/primitives.ts';
import { initially, nullableStruct, struct } from '../schema/struct.ts';

const request = struct({
  topics: array(
    struct({
      name: string,
    }),
  ),
  responsePartitionLimit: initially(2000, int32),
  cursor: nullableStruct(
    struct({
      topicName: string,
      partitionIndex: int32,
    }),
  ),
});

const response = struct({
  throttleTimeMs: int32,
  topics: array(
    struct({
      errorCode: int16,
      name: initially('', nullableString),
      topicId: uuid,
      isInternal: bool,
      partitions: array(
        struct({
          errorCode: int16,
          partitionIndex: int32,
          leaderId: int32,
          leaderEpoch: initially(-1, int32),
          replicaNodes: array(int32),
          isrNodes: array(int32),
          eligibleLeaderReplicas: nullableArray(int32),
          lastKnownElr: nullableArray(int32),
          offlineReplicas: array(int32),
        }),
      ),
      topicAuthorizedOperations: initially(-0x80000000, int32),
    }),
  ),
  nextCursor: nullableStruct(
    struct({
      topicName: string,
      partitionIndex: int32,
    }),
  ),
});

/** Partitions as a broker knows them, with eligible leader replicas (KIP-966). */
export const describeTopicPartitionsApi = exchange(API.DescribeTopicPartitions, request, response);
export const { readRequest: describeTopicPartitionsRequest, readResponse: describeTopicPartitionsResponse } =
  describeTopicPartitionsApi;
