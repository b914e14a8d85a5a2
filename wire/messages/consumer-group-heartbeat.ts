import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, nullableArray, nullableString, string, uuid } from '../schema/primitives.ts';
import { initially, nullableStruct, since, struct } from '../schema/struct.ts';

const request = struct({
  groupId: string,
  memberId: string,
  memberEpoch: int32,
  instanceId: nullableString,
  rackId: nullableString,
  rebalanceTimeoutMs: initially(-1, int32),
  subscribedTopicNames: nullableArray(string),
  subscribedTopicRegex: since(1, nullableString),
  serverAssignor: nullableString,
  topicPartitions: nullableArray(
    struct({
      topicId: uuid,
      partitions: array(int32),
    }),
  ),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
  errorMessage: nullableString,
  memberId: nullableString,
  memberEpoch: int32,
  heartbeatIntervalMs: int32,
  assignment: nullableStruct(
    struct({
      topicPartitions: array(
        struct({
          topicId: uuid,
          partitions: array(int32),
        }),
      ),
    }),
  ),
});

/** A member of a KIP-848 group joins (epoch 0), leaves (-1, -2), reports what it owns, and hears what it is to own. */
export const consumerGroupHeartbeatApi = exchange(API.ConsumerGroupHeartbeat, request, response);
