import { partitionMetadata } from '../../../model/ports/cluster-metadata.ts';
import { range } from '../../../model/sets.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { metadataApi } from '../../../wire/messages/metadata.ts';
import type { Cluster } from '../cluster.ts';
import { answered, handler } from '../handler.ts';
import { identityOf } from '../cluster-identity.ts';
import type { Topic } from '../topic.ts';
import { topicNamed } from '../topic-named.ts';
import { withTopic } from '../with-topic.ts';

/** Metadata, as the broker that is asked has it. A topic that nobody knows is created for the next time, where brokers do that. */
export const metadata = handler(metadataApi, (cluster, { broker, version, body }) => {
  const isAll = body.topics === null || (version === 0 && body.topics.length === 0);
  const asked = isAll ? cluster.topics : (body.topics ?? []).map(({ name, topicId }) => ({ name, id: topicId }));
  let after = cluster;
  const topics = asked.map(({ name, id }) => {
    const topic = topicNamed(cluster, name, id);
    if (topic) return topicAnswer(cluster, broker, topic);
    if (name && body.allowAutoTopicCreation && cluster.createsTopics !== null && !topicNamed(after, name, '')) {
      after = withTopic(after, name, cluster.createsTopics);
    }
    const unknown = name ? ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION : ERROR_CODES.UNKNOWN_TOPIC_ID;
    return { errorCode: unknown, name: name ?? '', topicId: id, partitions: [] };
  });
  return answered(after, { ...identityOf(cluster), topics });
});

function topicAnswer({ world, machine }: Cluster, broker: number, { name, id, first, partitions }: Topic) {
  return {
    errorCode: 0,
    name,
    topicId: id,
    partitions: range(partitions).map((partitionIndex) => {
      const { leader, leaderEpoch, replicas, isr } = partitionMetadata(world, machine, broker, first + partitionIndex);
      return {
        errorCode: leader < 0 ? ERROR_CODES.LEADER_NOT_AVAILABLE : 0,
        partitionIndex,
        leaderId: leader,
        leaderEpoch,
        replicaNodes: replicas,
        isrNodes: isr,
        offlineReplicas: replicas.filter((host) => !machine.brokers[host].up),
      };
    }),
  };
}
