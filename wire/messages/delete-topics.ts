import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, nullableString, string, uuid } from '../schema/primitives.ts';
import { initially, since, struct, until } from '../schema/struct.ts';

const request = struct({
  topics: since(
    6,
    array(
      struct({
        name: nullableString,
        topicId: uuid,
      }),
    ),
  ),
  topicNames: until(5, array(string)),
  timeoutMs: int32,
});

const response = struct({
  throttleTimeMs: since(1, int32),
  responses: array(
    struct({
      name: initially('', nullableString),
      topicId: since(6, uuid),
      errorCode: int16,
      errorMessage: since(5, nullableString),
    }),
  ),
});

/** Topics are deleted, by name or, from version 6 on, by id. */
export const deleteTopicsApi = exchange(API.DeleteTopics, request, response);
