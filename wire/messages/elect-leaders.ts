import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int8, nullableArray, nullableString, string } from '../schema/primitives.ts';
import { initially, since, struct } from '../schema/struct.ts';

const request = struct({
  electionType: since(1, int8),
  topicPartitions: initially(
    [],
    nullableArray(
      struct({
        topic: string,
        partitions: array(int32),
      }),
    ),
  ),
  timeoutMs: initially(60000, int32),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: since(1, int16),
  replicaElectionResults: array(
    struct({
      topic: string,
      partitionResult: array(
        struct({
          partitionId: int32,
          errorCode: int16,
          errorMessage: initially('', nullableString),
        }),
      ),
    }),
  ),
});

/** An operator has leaders elected: preferred ones, or unclean (type 1). */
export const electLeadersApi = exchange(API.ElectLeaders, request, response);
