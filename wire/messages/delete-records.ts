import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int64, string } from '../schema/primitives.ts';
import { struct } from '../schema/struct.ts';

const request = struct({
  topics: array(
    struct({
      name: string,
      partitions: array(
        struct({
          partitionIndex: int32,
          offset: int64,
        }),
      ),
    }),
  ),
  timeoutMs: int32,
});

const response = struct({
  throttleTimeMs: int32,
  topics: array(
    struct({
      name: string,
      partitions: array(
        struct({
          partitionIndex: int32,
          lowWatermark: int64,
          errorCode: int16,
        }),
      ),
    }),
  ),
});

/** A leader moves the start of a log up. */
export const deleteRecordsApi = exchange(API.DeleteRecords, request, response);
