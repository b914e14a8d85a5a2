import { type Group, unknownGroup } from '../../../model/broker/group-coordinator.ts';
import { committedOffset } from '../../../model/ports/group.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { offsetFetchApi } from '../../../wire/messages/offset-fetch.ts';
import type { Cluster } from '../cluster.ts';
import { groupNamed, refusalAt } from '../coordinated.ts';
import { answered, handler } from '../handler.ts';
import { partitionOf, topicNamed } from '../topic-named.ts';

/** The last version in which topics go by their names. */
const BY_NAME = 9;

type Topics = readonly { readonly name: string; readonly partitionIndexes: readonly number[] }[];

/** OffsetFetch: of several groups at once from version 8 on. */
export const offsetFetch = handler(
  offsetFetchApi,
  (cluster, { broker, version, body }) => {
    const code = refusalAt(cluster, broker, 'group');
    const of = (groupId: string, topics: Topics | null) => ({
      errorCode: code,
      topics: code === 0 ? committed(cluster, groupId, topics, body.requireStable) : [],
    });
    if (version < 8) {
      const { topics, errorCode } = of(body.groupId, body.topics);
      // Before version 2 there is no place for it but beside each partition.
      return answered(cluster, {
        topics: code === 0 || version >= 2 ? topics : unavailable(body.topics, code),
        errorCode,
      });
    }
    return answered(cluster, {
      groups: body.groups.map(({ groupId, topics }) => ({ groupId, ...of(groupId, topics) })),
    });
  },
  BY_NAME,
);

const unavailable = (topics: Topics | null, errorCode: number) =>
  (topics ?? []).map(({ name, partitionIndexes }) => ({
    name,
    partitions: partitionIndexes.map((partitionIndex) => ({
      partitionIndex,
      committedOffset: -1,
      metadata: '',
      errorCode,
    })),
  }));

function committed(cluster: Cluster, groupId: string, asked: Topics | null, requireStable: boolean) {
  const group = cluster.machine.groups[groupNamed(cluster, groupId)] ?? unknownGroup(cluster.world);
  return (asked ?? everything(cluster, group)).map(({ name, partitionIndexes }) => ({
    name,
    partitions: partitionIndexes.map((partitionIndex) => {
      const partition = partitionOf(topicNamed(cluster, name, ''), partitionIndex);
      const offset = partition < 0 ? -1 : committedOffset(cluster.world, group, partition, requireStable);
      return {
        partitionIndex,
        committedOffset: offset ?? -1,
        metadata: '',
        errorCode: offset === null ? ERROR_CODES.UNSTABLE_OFFSET_COMMIT : 0,
      };
    }),
  }));
}

/** All partitions for which the group has committed. */
const everything = ({ topics }: Cluster, { committed: offsets }: Group): Topics =>
  topics
    .map(({ name, first, partitions }) => ({
      name,
      partitionIndexes: Array.from({ length: partitions }, (_, index) => index).filter(
        (at) => offsets[first + at] >= 0,
      ),
    }))
    .filter(({ partitionIndexes }) => partitionIndexes.length > 0);
