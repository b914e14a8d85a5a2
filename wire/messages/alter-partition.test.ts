import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../error-codes.ts';
import { readRequestHeader } from '../request-header.ts';
import { recordedMessage } from '../testing/recorded.ts';
import { alterPartitionRequest, alterPartitionResponse, refuseAlterPartition } from './alter-partition.ts';

describe('AlterPartition', () => {
  const payload = recordedMessage('AlterPartition', 3, 'request');

  it('says who leads in which epoch, and whom it wants in sync', () => {
    const { brokerId, topics } = alterPartitionRequest(payload);
    expect(brokerId).toBe(1);
    expect(
      topics[0].partitions.map(({ partitionIndex, leaderEpoch, newIsrWithEpochs }) => [
        partitionIndex,
        leaderEpoch,
        newIsrWithEpochs.map((member) => member.brokerId),
      ]),
    ).toEqual([
      [1, 2, [1, 0]],
      [0, 1, [1, 0]],
    ]);
  });

  it('is refused for each of its partitions, in the name of the controller', () => {
    const { correlationId } = readRequestHeader(payload);
    const refused = refuseAlterPartition(payload, ERROR_CODES.OPERATION_NOT_ATTEMPTED);
    expect(refused.readInt32BE(0)).toBe(correlationId);
    const { errorCode, topics } = alterPartitionResponse(refused, 3);
    expect([errorCode, topics[0].topicId]).toEqual([0, alterPartitionRequest(payload).topics[0].topicId]);
    expect(topics[0].partitions.map((partition) => [partition.partitionIndex, partition.errorCode])).toEqual([
      [1, ERROR_CODES.OPERATION_NOT_ATTEMPTED],
      [0, ERROR_CODES.OPERATION_NOT_ATTEMPTED],
    ]);
  });
});
