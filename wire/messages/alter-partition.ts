import { API } from '../api-keys.ts';
import { exchange } from '../schema/exchange.ts';
import { array, int16, int32, int64, int8, string, uuid } from '../schema/primitives.ts';
import { initially, since, struct, until } from '../schema/struct.ts';

const request = struct({
  brokerId: int32,
  brokerEpoch: initially(-1, int64),
  topics: array(
    struct({
      topicName: until(1, string),
      topicId: since(2, uuid),
      partitions: array(
        struct({
          partitionIndex: int32,
          leaderEpoch: int32,
          newIsr: until(2, array(int32)),
          newIsrWithEpochs: since(
            3,
            array(
              struct({
                brokerId: int32,
                brokerEpoch: initially(-1, int64),
              }),
            ),
          ),
          leaderRecoveryState: since(1, int8),
          partitionEpoch: int32,
        }),
      ),
    }),
  ),
});

const response = struct({
  throttleTimeMs: int32,
  errorCode: int16,
  topics: array(
    struct({
      topicName: until(1, string),
      topicId: since(2, uuid),
      partitions: array(
        struct({
          partitionIndex: int32,
          errorCode: int16,
          leaderId: int32,
          leaderEpoch: int32,
          isr: array(int32),
          leaderRecoveryState: since(1, int8),
          partitionEpoch: int32,
        }),
      ),
    }),
  ),
});

/**
 * A leader asks the controller for another ISR: by broker ids up to version 2, with their epochs from 3 on (KIP-903).
 */
export const alterPartitionApi = exchange(API.AlterPartition, request, response);
