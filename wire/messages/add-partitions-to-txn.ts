import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, bool, int16, int32, int64, string } from '../schema/primitives.ts';
import { since, struct, until } from '../schema/struct.ts';

const request = struct({
  transactions: since(
    4,
    array(
      struct({
        transactionalId: string,
        producerId: int64,
        producerEpoch: int16,
        verifyOnly: bool,
        topics: array(
          struct({
            name: string,
            partitions: array(int32),
          }),
        ),
      }),
    ),
  ),
  v3AndBelowTransactionalId: until(3, string),
  v3AndBelowProducerId: until(3, int64),
  v3AndBelowProducerEpoch: until(3, int16),
  v3AndBelowTopics: until(
    3,
    array(
      struct({
        name: string,
        partitions: array(int32),
      }),
    ),
  ),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: since(4, int16),
  resultsByTransaction: since(
    4,
    array(
      struct({
        transactionalId: string,
        topicResults: array(
          struct({
            name: string,
            resultsByPartition: array(
              struct({
                partitionIndex: int32,
                partitionErrorCode: int16,
              }),
            ),
          }),
        ),
      }),
    ),
  ),
  resultsByTopicV3AndBelow: until(
    3,
    array(
      struct({
        name: string,
        resultsByPartition: array(
          struct({
            partitionIndex: int32,
            partitionErrorCode: int16,
          }),
        ),
      }),
    ),
  ),
});

/**
 * Partitions join a transaction: a producer asks for them up to version 3, a partition's leader verifies or adds them
 * from 4 on (KIP-890).
 */
export const addPartitionsToTxnApi = exchange(API.AddPartitionsToTxn, request, response);
