import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, bytes, int16, int32, nullableString, string } from '../schema/primitives.ts';
import { initially, since, struct } from '../schema/struct.ts';

const request = struct({
  groupId: string,
  sessionTimeoutMs: int32,
  rebalanceTimeoutMs: since(1, int32, -1),
  memberId: string,
  groupInstanceId: since(5, nullableString),
  protocolType: string,
  protocols: array(
    struct({
      name: string,
      metadata: bytes,
    }),
  ),
  reason: since(8, nullableString),
});

const response = struct({
  throttleTimeMs: since(2, int32),
  errorCode: int16,
  generationId: initially(-1, int32),
  protocolType: since(7, nullableString),
  protocolName: initially('', nullableString),
  leader: string,
  skipAssignment: since(9, bool),
  memberId: string,
  members: array(
    struct({
      memberId: string,
      groupInstanceId: since(5, nullableString),
      metadata: bytes,
    }),
  ),
});

/** A member of a classic group (re)joins. The answer begins a generation; its leader hears who else is in it. */
export const joinGroupApi = exchange(API.JoinGroup, request, response);
