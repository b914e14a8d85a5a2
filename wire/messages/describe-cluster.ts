import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int8, nullableString, string } from '../schema/primitives.ts';
import { initially, since, struct } from '../schema/struct.ts';

const request = struct({
  includeClusterAuthorizedOperations: bool,
  endpointType: since(1, int8, 1),
  includeFencedBrokers: since(2, bool),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
  errorMessage: initially(null, nullableString),
  endpointType: since(1, int8, 1),
  clusterId: string,
  controllerId: initially(-1, int32),
  brokers: array(
    struct({
      brokerId: int32,
      host: string,
      port: int32,
      rack: initially(null, nullableString),
      isFenced: since(2, bool),
    }),
  ),
  clusterAuthorizedOperations: initially(-0x80000000, int32),
});

/** The cluster's id and its brokers. */
export const describeClusterApi = exchange(API.DescribeCluster, request, response);
