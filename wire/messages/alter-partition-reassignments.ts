import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, nullableArray, nullableString, string } from '../schema/primitives.ts';
import { initially, since, struct } from '../schema/struct.ts';

const request = struct({
  timeoutMs: initially(60000, int32),
  allowReplicationFactorChange: since(1, bool, true),
  topics: array(
    struct({
      name: string,
      partitions: array(
        struct({
          partitionIndex: int32,
          replicas: nullableArray(int32),
        }),
      ),
    }),
  ),
});

const response = struct({
  throttleTimeMs: int32,
  allowReplicationFactorChange: since(1, bool, true),
  errorCode: int16,
  errorMessage: initially('', nullableString),
  responses: array(
    struct({
      name: string,
      partitions: array(
        struct({
          partitionIndex: int32,
          errorCode: int16,
          errorMessage: initially('', nullableString),
        }),
      ),
    }),
  ),
});

/** An operator gives partitions other replicas, or cancels that. */
export const alterPartitionReassignmentsApi = exchange(API.AlterPartitionReassignments, request, response);
