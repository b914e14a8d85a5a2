import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { int16, int32, int64 } from '../schema/primitives.ts';
import { initially, struct } from '../schema/struct.ts';

const request = struct({
  brokerId: int32,
  brokerEpoch: initially(-1, int64),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
  producerIdStart: int64,
  producerIdLen: int32,
});

/** A broker asks the controller for the next thousand producer ids. */
export const allocateProducerIdsApi = exchange(API.AllocateProducerIds, request, response);
