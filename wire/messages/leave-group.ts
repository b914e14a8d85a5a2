import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, nullableString, string } from '../schema/primitives.ts';
import { initially, since, struct, until } from '../schema/struct.ts';

const request = struct({
  groupId: string,
  memberId: until(2, string),
  members: since(
    3,
    array(
      struct({
        memberId: string,
        groupInstanceId: nullableString,
        reason: since(5, nullableString),
      }),
    ),
  ),
});

const response = struct({
  throttleTimeMs: since(1, int32),
  errorCode: int16,
  members: since(
    3,
    array(
      struct({
        memberId: string,
        groupInstanceId: initially('', nullableString),
        errorCode: int16,
      }),
    ),
  ),
});

/** Members leave a classic group; several at once from version 3 on (KIP-345). */
export const leaveGroupApi = exchange(API.LeaveGroup, request, response);
