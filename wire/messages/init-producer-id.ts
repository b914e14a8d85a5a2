import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { bool, int16, int32, int64, nullableString } from '../schema/primitives.ts';
import { initially, since, struct } from '../schema/struct.ts';

const request = struct({
  transactionalId: initially('', nullableString),
  transactionTimeoutMs: int32,
  producerId: since(3, int64, -1),
  producerEpoch: since(3, int16, -1),
  enable2Pc: since(6, bool),
  keepPreparedTxn: since(6, bool),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
  producerId: initially(-1, int64),
  producerEpoch: int16,
  ongoingTxnProducerId: since(6, int64, -1),
  ongoingTxnProducerEpoch: since(6, int16, -1),
});

/** A producer gets its id and epoch; with a transactional id it fences the one before it. */
export const initProducerIdApi = exchange(API.InitProducerId, request, response);
