import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, nullableArray, nullableString, string, uuid } from '../schema/primitives.ts';
import { between, initially, since, struct } from '../schema/struct.ts';

const request = struct({
  topics: initially(
    [],
    nullableArray(
      struct({
        topicId: since(10, uuid),
        name: initially('', nullableString),
      }),
    ),
  ),
  allowAutoTopicCreation: since(4, bool, true),
  includeClusterAuthorizedOperations: between(8, 10, bool),
  includeTopicAuthorizedOperations: since(8, bool),
});

const response = struct({
  throttleTimeMs: since(3, int32),
  brokers: array(
    struct({
      nodeId: int32,
      host: string,
      port: int32,
      rack: since(1, nullableString),
    }),
  ),
  clusterId: since(2, nullableString),
  controllerId: since(1, int32, -1),
  topics: array(
    struct({
      errorCode: int16,
      name: initially('', nullableString),
      topicId: since(10, uuid),
      isInternal: since(1, bool),
      partitions: array(
        struct({
          errorCode: int16,
          partitionIndex: int32,
          leaderId: int32,
          leaderEpoch: since(7, int32, -1),
          replicaNodes: array(int32),
          isrNodes: array(int32),
          offlineReplicas: since(5, array(int32)),
        }),
      ),
      topicAuthorizedOperations: since(8, int32, -0x80000000),
    }),
  ),
  clusterAuthorizedOperations: between(8, 10, int32, -0x80000000),
  errorCode: since(13, int16),
});

/** Brokers, topics and leaders, as the broker asked knows them. */
export const metadataApi = exchange(API.Metadata, request, response);
