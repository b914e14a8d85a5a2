import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int64, nullableString, string } from '../schema/primitives.ts';
import { initially, struct } from '../schema/struct.ts';

const request = struct({
  topics: array(
    struct({
      name: string,
      partitionIndexes: array(int32),
    }),
  ),
});

const response = struct({
  throttleTimeMs: int32,
  topics: array(
    struct({
      name: string,
      partitions: array(
        struct({
          partitionIndex: int32,
          errorCode: int16,
          errorMessage: nullableString,
          activeProducers: array(
            struct({
              producerId: int64,
              producerEpoch: int32,
              lastSequence: initially(-1, int32),
              lastTimestamp: initially(-1, int64),
              coordinatorEpoch: int32,
              currentTxnStartOffset: initially(-1, int64),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** The producers that a partition's leader remembers (KIP-664). */
export const describeProducersApi = exchange(API.DescribeProducers, request, response);
export const { readRequest: describeProducersRequest, readResponse: describeProducersResponse } = describeProducersApi;
