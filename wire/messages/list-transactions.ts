import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int64, nullableString, string } from '../schema/primitives.ts';
import { since, struct } from '../schema/struct.ts';

const request = struct({
  stateFilters: array(string),
  producerIdFilters: array(int64),
  durationFilter: since(1, int64, -1),
  transactionalIdPattern: since(2, nullableString),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
  unknownStateFilters: array(string),
  transactionStates: array(
    struct({
      transactionalId: string,
      producerId: int64,
      transactionState: string,
    }),
  ),
});

/** The transactional ids that a broker coordinates (KIP-664). */
export const listTransactionsApi = exchange(API.ListTransactions, request, response);
export const { readRequest: listTransactionsRequest, readResponse: listTransactionsResponse } = listTransactionsApi;
