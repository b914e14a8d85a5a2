import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int64, int8, string } from '../schema/primitives.ts';
import { since, struct } from '../schema/struct.ts';

const request = struct({
  markers: array(
    struct({
      producerId: int64,
      producerEpoch: int16,
      transactionResult: bool,
      topics: array(
        struct({
          name: string,
          partitionIndexes: array(int32),
        }),
      ),
      coordinatorEpoch: int32,
      transactionVersion: since(2, int8),
    }),
  ),
});

const response = struct({
  markers: array(
    struct({
      producerId: int64,
      topics: array(
        struct({
          name: string,
          partitions: array(
            struct({
              partitionIndex: int32,
              errorCode: int16,
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A transaction coordinator has the leaders of a transaction's partitions write its markers. */
export const writeTxnMarkersApi = exchange(API.WriteTxnMarkers, request, response);
