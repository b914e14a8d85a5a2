import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, string } from '../schema/primitives.ts';
import { struct } from '../schema/struct.ts';

const request = struct({
  groupId: string,
  topics: array(
    struct({
      name: string,
      partitions: array(
        struct({
          partitionIndex: int32,
        }),
      ),
    }),
  ),
});

const response = struct({
  errorCode: int16,
  throttleTimeMs: int32,
  topics: array(
    struct({
      name: string,
      partitions: array(
        struct({
          partitionIndex: int32,
          errorCode: int16,
        }),
      ),
    }),
  ),
});

/** Committed offsets of a group are forgotten (KIP-496). */
export const offsetDeleteApi = exchange(API.OffsetDelete, request, response);
