import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import {
  array,
  int16,
  int32,
  int64,
  int8,
  nullableArray,
  nullableBytes,
  nullableString,
  string,
  uuid,
} from '../schema/primitives.ts';
import { between, initially, since, struct, tagged, until } from '../schema/struct.ts';
import { currentLeader, nodeEndpoints } from './leader-discovery.ts';

const request = struct({
  clusterId: tagged(0, 12, nullableString),
  // -1 for consumers.
  replicaId: until(14, int32, -1),
  replicaState: tagged(
    1,
    15,
    struct({
      replicaId: initially(-1, int32),
      replicaEpoch: initially(-1, int64),
    }),
  ),
  maxWaitMs: int32,
  minBytes: int32,
  maxBytes: since(3, int32, 0x7fffffff),
  isolationLevel: since(4, int8),
  sessionId: since(7, int32),
  sessionEpoch: since(7, int32, -1),
  topics: array(
    struct({
      topic: until(12, string),
      topicId: since(13, uuid),
      partitions: array(
        struct({
          partition: int32,
          currentLeaderEpoch: since(9, int32, -1),
          fetchOffset: int64,
          lastFetchedEpoch: since(12, int32, -1),
          logStartOffset: since(5, int64, -1),
          partitionMaxBytes: int32,
          replicaDirectoryId: tagged(0, 17, uuid),
          // What a replica of the metadata log knows (KIP-1166); nothing where its sender does not say.
          highWatermark: tagged(1, 18, int64, Number.POSITIVE_INFINITY),
        }),
      ),
    }),
  ),
  forgottenTopicsData: since(
    7,
    array(
      struct({
        topic: between(7, 12, string),
        topicId: since(13, uuid),
        partitions: array(int32),
      }),
    ),
  ),
  rackId: since(11, string),
});

const response = struct({
  throttleTimeMs: since(1, int32),
  errorCode: since(7, int16),
  sessionId: since(7, int32),
  responses: array(
    struct({
      topic: until(12, string),
      topicId: since(13, uuid),
      partitions: array(
        struct({
          partitionIndex: int32,
          errorCode: int16,
          highWatermark: int64,
          lastStableOffset: since(4, int64, -1),
          logStartOffset: since(5, int64, -1),
          // Where a follower has to truncate to (KIP-595).
          divergingEpoch: tagged(
            0,
            12,
            struct({
              epoch: initially(-1, int32),
              endOffset: initially(-1, int64),
            }),
          ),
          currentLeader: tagged(1, 12, currentLeader),
          snapshotId: tagged(
            2,
            12,
            struct({
              endOffset: initially(-1, int64),
              epoch: initially(-1, int32),
            }),
          ),
          abortedTransactions: since(
            4,
            nullableArray(
              struct({
                producerId: int64,
                firstOffset: int64,
              }),
            ),
            [],
          ),
          preferredReadReplica: since(11, int32, -1),
          records: nullableBytes,
        }),
      ),
    }),
  ),
  nodeEndpoints: tagged(0, 16, nodeEndpoints),
});

/**
 * Records for consumers, followers and KRaft's observers; topics by name up to version 12, by id from 13 on (KIP-516).
 */
export const fetchApi = exchange(API.Fetch, request, response);
