import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int8, nullableString, string } from '../schema/primitives.ts';
import { between, initially, since, struct, until } from '../schema/struct.ts';

const request = struct({
  key: until(3, string),
  keyType: since(1, int8),
  coordinatorKeys: since(4, array(string)),
});

const response = struct({
  throttleTimeMs: since(1, int32),
  errorCode: until(3, int16),
  errorMessage: between(1, 3, nullableString, ''),
  nodeId: until(3, int32),
  host: until(3, string),
  port: until(3, int32),
  coordinators: since(
    4,
    array(
      struct({
        key: string,
        nodeId: int32,
        host: string,
        port: int32,
        errorCode: int16,
        errorMessage: initially('', nullableString),
      }),
    ),
  ),
});

/** The broker that coordinates a group (type 0) or a transactional id (1); several at once from version 4 on. */
export const findCoordinatorApi = exchange(API.FindCoordinator, request, response);
