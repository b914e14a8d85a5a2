import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { int16, int32, nullableString, string } from '../schema/primitives.ts';
import { since, struct } from '../schema/struct.ts';

const request = struct({
  groupId: string,
  generationId: int32,
  memberId: string,
  groupInstanceId: since(3, nullableString),
});

const response = struct({
  throttleTimeMs: since(1, int32),
  errorCode: int16,
});

/** A member of a classic group tells that it lives, and hears that a rebalance is under way. */
export const heartbeatApi = exchange(API.Heartbeat, request, response);
