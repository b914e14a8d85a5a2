import { latestOffset, readError } from '../../../model/ports/fetch.ts';
import { replicaOf } from '../../../model/update.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { listOffsetsApi } from '../../../wire/messages/list-offsets.ts';
import type { Cluster } from '../cluster.ts';
import { errorCode } from '../error-code.ts';
import { answered, handler } from '../handler.ts';
import { partitionOf, topicNamed } from '../topic-named.ts';

/** Time stamps that are none. */
const LATEST = -1;
const EARLIEST = -2;

/** ListOffsets: the end of what may be read, the log's start, or the first record of a time or later. */
export const listOffsets = handler(listOffsetsApi, (cluster, { broker, version, body }) =>
  answered(cluster, {
    topics: body.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, currentLeaderEpoch, timestamp }) => {
        const partition = partitionOf(topicNamed(cluster, name, ''), partitionIndex);
        if (partition < 0) return { partitionIndex, errorCode: ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION };
        const { world, machine } = cluster;
        const asked = { broker, partition, leaderEpoch: currentLeaderEpoch };
        const error = readError(world, machine, asked);
        if (error !== 'none') return { partitionIndex, errorCode: errorCode(error) };
        const { leaderEpoch } = replicaOf(world, machine, broker, partition);
        const latest = latestOffset(world, machine, asked, body.isolationLevel === 1);
        if (latest === null) {
          const notYet = version >= 5 ? ERROR_CODES.OFFSET_NOT_AVAILABLE : ERROR_CODES.LEADER_NOT_AVAILABLE;
          return { partitionIndex, errorCode: notYet };
        }
        return { partitionIndex, errorCode: 0, leaderEpoch, ...found(cluster, broker, partition, timestamp, latest) };
      }),
    })),
  }),
);

function found(
  { world, machine, records, unseen }: Cluster,
  broker: number,
  partition: number,
  timestamp: number,
  end: number,
) {
  const start = machine.logStarts[partition];
  if (timestamp === LATEST) return { timestamp: -1, offset: unseen?.has(partition) === true ? start : end };
  if (timestamp === EARLIEST) return { timestamp: -1, offset: start };
  const { log } = replicaOf(world, machine, broker, partition);
  const offset = log.slice(0, end).findIndex(({ value }) => value >= 0 && records[value].timestamp >= timestamp);
  return offset < 0 ? { timestamp: -1, offset: -1 } : { timestamp: records[log[offset].value].timestamp, offset };
}
