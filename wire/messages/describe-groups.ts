import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, bytes, int16, int32, nullableString, string } from '../schema/primitives.ts';
import { since, struct } from '../schema/struct.ts';

const request = struct({
  groups: array(string),
  includeAuthorizedOperations: since(3, bool),
});

const response = struct({
  throttleTimeMs: since(1, int32),
  groups: array(
    struct({
      errorCode: int16,
      errorMessage: since(6, nullableString),
      groupId: string,
      groupState: string,
      protocolType: string,
      protocolData: string,
      members: array(
        struct({
          memberId: string,
          groupInstanceId: since(4, nullableString),
          clientId: string,
          clientHost: string,
          memberMetadata: bytes,
          memberAssignment: bytes,
        }),
      ),
      authorizedOperations: since(3, int32, -0x80000000),
    }),
  ),
});

/** Groups of the classic protocol, as their coordinator has them. */
export const describeGroupsApi = exchange(API.DescribeGroups, request, response);
