import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { int16, int32, int64, string } from '../schema/primitives.ts';
import { struct } from '../schema/struct.ts';

const request = struct({
  transactionalId: string,
  producerId: int64,
  producerEpoch: int16,
  groupId: string,
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
});

/**
 * A producer adds a group's partition of `__consumer_offsets` to its transaction, before it sends offsets
 * (transaction.version 1).
 */
export const addOffsetsToTxnApi = exchange(API.AddOffsetsToTxn, request, response);
