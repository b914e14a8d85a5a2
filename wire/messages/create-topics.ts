import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int8, nullableArray, nullableString, string, uuid } from '../schema/primitives.ts';
import { initially, since, struct, tagged } from '../schema/struct.ts';

const request = struct({
  topics: array(
    struct({
      name: string,
      numPartitions: int32,
      replicationFactor: int16,
      assignments: array(
        struct({
          partitionIndex: int32,
          brokerIds: array(int32),
        }),
      ),
      configs: array(
        struct({
          name: string,
          value: initially('', nullableString),
        }),
      ),
    }),
  ),
  timeoutMs: initially(60000, int32),
  validateOnly: since(1, bool),
});

const response = struct({
  throttleTimeMs: since(2, int32),
  topics: array(
    struct({
      name: string,
      topicId: since(7, uuid),
      errorCode: int16,
      errorMessage: since(1, nullableString, ''),
      topicConfigErrorCode: tagged(0, 5, int16),
      numPartitions: since(5, int32, -1),
      replicationFactor: since(5, int16, -1),
      configs: since(
        5,
        nullableArray(
          struct({
            name: string,
            value: initially('', nullableString),
            readOnly: bool,
            configSource: initially(-1, int8),
            isSensitive: bool,
          }),
        ),
        [],
      ),
    }),
  ),
});

/** Topics are created, their replicas told or left to the controller. */
export const createTopicsApi = exchange(API.CreateTopics, request, response);
