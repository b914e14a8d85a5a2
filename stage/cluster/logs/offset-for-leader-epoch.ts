import { epochEnd, readError } from '../../../model/ports/fetch.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { offsetForLeaderEpochApi } from '../../../wire/messages/offset-for-leader-epoch.ts';
import { errorCode } from '../error-code.ts';
import { answered, handler } from '../handler.ts';
import { partitionOf, topicNamed } from '../topic-named.ts';

/** OffsetForLeaderEpoch: a consumer finds out whether the log under its position is still the one that it has read. */
export const offsetForLeaderEpoch = handler(offsetForLeaderEpochApi, (cluster, { broker, body }) =>
  answered(cluster, {
    topics: body.topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition: index, currentLeaderEpoch, leaderEpoch }) => {
        const partition = partitionOf(topicNamed(cluster, topic, ''), index);
        if (partition < 0) return { partition: index, errorCode: ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION };
        const { world, machine } = cluster;
        const asked = { broker, partition, leaderEpoch: currentLeaderEpoch };
        const error = readError(world, machine, asked);
        if (error !== 'none') return { partition: index, errorCode: errorCode(error) };
        const { epoch, endOffset } = epochEnd(world, machine, asked, leaderEpoch);
        return { partition: index, errorCode: 0, leaderEpoch: epoch, endOffset };
      }),
    })),
  }),
);
