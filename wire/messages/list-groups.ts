import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, string } from '../schema/primitives.ts';
import { since, struct } from '../schema/struct.ts';

const request = struct({
  statesFilter: since(4, array(string)),
  typesFilter: since(5, array(string)),
});

const response = struct({
  throttleTimeMs: since(1, int32),
  errorCode: int16,
  groups: array(
    struct({
      groupId: string,
      protocolType: string,
      groupState: since(4, string),
      groupType: since(5, string),
    }),
  ),
});

/** The groups that a broker coordinates. */
export const listGroupsApi = exchange(API.ListGroups, request, response);
