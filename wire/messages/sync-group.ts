import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bytes, int16, int32, nullableString, string } from '../schema/primitives.ts';
import { since, struct } from '../schema/struct.ts';

const request = struct({
  groupId: string,
  generationId: int32,
  memberId: string,
  groupInstanceId: since(3, nullableString),
  protocolType: since(5, nullableString),
  protocolName: since(5, nullableString),
  assignments: array(
    struct({
      memberId: string,
      assignment: bytes,
    }),
  ),
});

const response = struct({
  throttleTimeMs: since(1, int32),
  errorCode: int16,
  protocolType: since(5, nullableString),
  protocolName: since(5, nullableString),
  assignment: bytes,
});

/** The leader of a classic group gives the assignment; every member gets its own. */
export const syncGroupApi = exchange(API.SyncGroup, request, response);
