import { describe, expect, it } from 'vitest';
import { BrokerError } from '../broker-error.ts';
import { ERROR_CODES } from '../error-codes.ts';
import { createTopicsApi } from '../messages/create-topics.ts';
import { deleteTopicsApi } from '../messages/delete-topics.ts';
import { fetchApi } from '../messages/fetch.ts';
import { listOffsetsApi } from '../messages/list-offsets.ts';
import { metadataApi } from '../messages/metadata.ts';
import { offsetForLeaderEpochApi } from '../messages/offset-for-leader-epoch.ts';
import { answering, FakeBroker } from '../testing/fake-broker.ts';
import { endOffsets } from './end-offsets.ts';
import { leaderEpochKnown } from './leader-epoch-known.ts';
import { metadata } from './metadata.ts';
import { createTopic, deleteTopic } from './topics.ts';

describe('topics', () => {
  const topicId = 'GaWtsmaeQTKYiTziFhlPBg';

  it('are created with the replicas that they are given', async () => {
    const create = answering(createTopicsApi, ({ topics: [{ name, assignments, configs }] }) => {
      expect(assignments).toEqual([{ partitionIndex: 0, brokerIds: [0, 1] }]);
      expect(configs).toEqual([{ name: 'min.insync.replicas', value: '2' }]);
      return { topics: [{ name, topicId, errorCode: 0 }] };
    });
    const config = { 'min.insync.replicas': '2' };
    expect(await FakeBroker.with([create], async (to) => createTopic(to, 't', [[0, 1]], config))).toBe(topicId);
  });

  it('that cannot be deleted are an error with the name of the code', async () => {
    const refuse = answering(deleteTopicsApi, () => ({
      responses: [{ errorCode: ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION }],
    }));
    await FakeBroker.with([refuse], async (connection) => {
      const deleted = deleteTopic(connection, 't');
      await expect(deleted).rejects.toBeInstanceOf(BrokerError);
      await expect(deleted).rejects.toThrow('delete topic t: UNKNOWN_TOPIC_OR_PARTITION');
    });
  });

  it('are described partition by partition, in the order of their numbers', async () => {
    const partition = { leaderId: 1, leaderEpoch: 3, isrNodes: [1], replicaNodes: [0, 1] };
    const describe = answering(metadataApi, () => ({
      brokers: [{ nodeId: 1, host: 'h', port: 9 }],
      topics: [
        {
          name: 't',
          topicId,
          partitions: [
            { ...partition, partitionIndex: 1 },
            { ...partition, partitionIndex: 0, errorCode: ERROR_CODES.LEADER_NOT_AVAILABLE },
          ],
        },
      ],
    }));
    const { brokers, topics } = await FakeBroker.with([describe], async (to) => metadata(to, ['t']));
    expect(brokers).toEqual([{ id: 1, host: 'h', port: 9 }]);
    const told = { leader: 1, leaderEpoch: 3, isr: [1], replicas: [0, 1] };
    expect(topics.get('t')).toEqual({
      error: 'NONE',
      id: topicId,
      partitions: [
        { ...told, error: 'LEADER_NOT_AVAILABLE' },
        { ...told, error: 'NONE' },
      ],
    });
  });
});

describe('what a replica tells of its log', () => {
  const fetch = (logStart: number): ReturnType<typeof answering> =>
    answering(fetchApi, ({ topics: [{ partitions }] }) => {
      const isThere = partitions[0].fetchOffset >= logStart;
      const found = { highWatermark: 9, lastStableOffset: 7, logStartOffset: logStart };
      const missed = { errorCode: ERROR_CODES.OFFSET_OUT_OF_RANGE, highWatermark: -1 };
      return { responses: [{ partitions: [isThere ? found : missed] }] };
    });

  it('are high watermark, last stable offset and start, also after records were deleted', async () => {
    const start = answering(listOffsetsApi, () => ({ topics: [{ partitions: [{ offset: 4 }] }] }));
    const told = { error: 'NONE', highWatermark: 9, lastStableOffset: 7 };
    const ends = async (from: number): Promise<unknown> =>
      FakeBroker.with([fetch(from), start], async (to) => endOffsets(to, 't', 0));
    expect(await ends(0)).toEqual({ ...told, logStartOffset: 0 });
    expect(await ends(4)).toEqual({ ...told, logStartOffset: 4 });
  });

  it('is at its leader epoch, before it or after it', async () => {
    const at = (errorCode: number): ReturnType<typeof answering> =>
      answering(offsetForLeaderEpochApi, () => ({ topics: [{ partitions: [{ errorCode }] }] }));
    const known = async (errorCode: number): Promise<string> =>
      FakeBroker.with([at(errorCode)], async (to) => leaderEpochKnown(to, 't', 0, 3));
    expect(await known(ERROR_CODES.NONE)).toBe('leader');
    expect(await known(ERROR_CODES.NOT_LEADER_OR_FOLLOWER)).toBe('follower');
    expect(await known(ERROR_CODES.UNKNOWN_LEADER_EPOCH)).toBe('older');
    expect(await known(ERROR_CODES.FENCED_LEADER_EPOCH)).toBe('newer');
    expect(await known(ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION)).toBe('none');
    await expect(known(ERROR_CODES.KAFKA_STORAGE_ERROR)).rejects.toThrow('KAFKA_STORAGE_ERROR');
  });
});
