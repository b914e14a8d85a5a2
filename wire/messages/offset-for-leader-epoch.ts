import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int64, string } from '../schema/primitives.ts';
import { initially, since, struct } from '../schema/struct.ts';

const request = struct({
  replicaId: since(3, int32, -2),
  topics: array(
    struct({
      topic: string,
      partitions: array(
        struct({
          partition: int32,
          currentLeaderEpoch: since(2, int32, -1),
          leaderEpoch: int32,
        }),
      ),
    }),
  ),
});

const response = struct({
  throttleTimeMs: since(2, int32),
  topics: array(
    struct({
      topic: string,
      partitions: array(
        struct({
          errorCode: int16,
          partition: int32,
          leaderEpoch: since(1, int32, -1),
          endOffset: initially(-1, int64),
        }),
      ),
    }),
  ),
});

/** Where a leader epoch ends: how followers, and consumers (KIP-320), find where their log left the leader's. */
export const offsetForLeaderEpochApi = exchange(API.OffsetForLeaderEpoch, request, response);
