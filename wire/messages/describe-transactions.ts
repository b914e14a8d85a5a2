import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int64, string } from '../schema/primitives.ts';
import { struct } from '../schema/struct.ts';

const request = struct({
  transactionalIds: array(string),
});

const response = struct({
  throttleTimeMs: int32,
  transactionStates: array(
    struct({
      errorCode: int16,
      transactionalId: string,
      transactionState: string,
      transactionTimeoutMs: int32,
      transactionStartTimeMs: int64,
      producerId: int64,
      producerEpoch: int16,
      topics: array(
        struct({
          topic: string,
          partitions: array(int32),
        }),
      ),
    }),
  ),
});

/** Transactions, as their coordinator has them (KIP-664). */
export const describeTransactionsApi = exchange(API.DescribeTransactions, request, response);
