import { describe, expect, it } from 'vitest';
import { recordedMessage } from '../testing/recorded.ts';
import { alterPartitionApi } from './alter-partition.ts';

describe('AlterPartition', () => {
  const payload = recordedMessage('AlterPartition', 3, 'request');

  it('says who leads in which epoch, and whom it wants in sync', () => {
    const { brokerId, topics } = alterPartitionApi.readRequest(payload);
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
});
