import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { bool, int16, int32, int64, string } from '../schema/primitives.ts';
import { since, struct } from '../schema/struct.ts';

const request = struct({
  transactionalId: string,
  producerId: int64,
  producerEpoch: int16,
  committed: bool,
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
  producerId: since(5, int64, -1),
  producerEpoch: since(5, int16, -1),
});

/** A producer commits its transaction or aborts it; from version 5 on it hears the epoch of the next one (KIP-890). */
export const endTxnApi = exchange(API.EndTxn, request, response);
