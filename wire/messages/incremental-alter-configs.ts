import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int8, nullableString, string } from '../schema/primitives.ts';
import { initially, struct } from '../schema/struct.ts';

const request = struct({
  resources: array(
    struct({
      resourceType: int8,
      resourceName: string,
      configs: array(
        struct({
          name: string,
          configOperation: int8,
          value: initially('', nullableString),
        }),
      ),
    }),
  ),
  validateOnly: bool,
});

const response = struct({
  throttleTimeMs: int32,
  responses: array(
    struct({
      errorCode: int16,
      errorMessage: initially('', nullableString),
      resourceType: int8,
      resourceName: string,
    }),
  ),
});

/** Configs are changed one by one (KIP-339). */
export const incrementalAlterConfigsApi = exchange(API.IncrementalAlterConfigs, request, response);
export const { readRequest: incrementalAlterConfigsRequest, readResponse: incrementalAlterConfigsResponse } =
  incrementalAlterConfigsApi;
