import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, string } from '../schema/primitives.ts';
import { struct } from '../schema/struct.ts';

const request = struct({
  groupsNames: array(string),
});

const response = struct({
  throttleTimeMs: int32,
  results: array(
    struct({
      groupId: string,
      errorCode: int16,
    }),
  ),
});

/** Empty groups are forgotten, their offsets with them. */
export const deleteGroupsApi = exchange(API.DeleteGroups, request, response);
