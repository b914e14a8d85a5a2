import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int64, int8, string } from '../schema/primitives.ts';
import { since, struct, until } from '../schema/struct.ts';

const request = struct({
  replicaId: int32,
  isolationLevel: since(2, int8),
  topics: array(
    struct({
      name: string,
      partitions: array(
        struct({
          partitionIndex: int32,
          currentLeaderEpoch: since(4, int32, -1),
          timestamp: int64,
          maxNumOffsets: until(0, int32, 1),
        }),
      ),
    }),
  ),
  timeoutMs: since(10, int32),
});

const response = struct({
  throttleTimeMs: since(2, int32),
  topics: array(
    struct({
      name: string,
      partitions: array(
        struct({
          partitionIndex: int32,
          errorCode: int16,
          oldStyleOffsets: until(0, array(int64)),
          timestamp: since(1, int64, -1),
          offset: since(1, int64, -1),
          leaderEpoch: since(4, int32, -1),
        }),
      ),
    }),
  ),
});

/** Offsets by time stamp: -1 for the end of what may be read, -2 for the log's start. */
export const listOffsetsApi = exchange(API.ListOffsets, request, response);
