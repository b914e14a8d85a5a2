import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { deleteTopicsApi } from '../../../wire/messages/delete-topics.ts';
import type { Cluster } from '../cluster.ts';
import { answered, handler } from '../handler.ts';
import { topicNamed } from '../topic-named.ts';

/**
 * DeleteTopics: nobody finds the topic any more, nor what groups have committed of it, and one that is created by the same name is
 * another (`ReplicationControlManager.deleteTopics`). The machine's partitions stay where they are, without a name.
 */
export const deleteTopics = handler(deleteTopicsApi, (cluster, { body, version }) => {
  const asked = version < 6 ? body.topicNames.map((name) => ({ name, topicId: '' })) : body.topics;
  let after = cluster;
  const responses = asked.map(({ name, topicId }) => {
    const topic = topicNamed(after, name, topicId);
    const errorCode = name ? ERROR_CODES.UNKNOWN_TOPIC_OR_PARTITION : ERROR_CODES.UNKNOWN_TOPIC_ID;
    if (topic === undefined) return { name, topicId, errorCode };
    after = without(after, topic);
    return { name: topic.name, topicId: topic.id, errorCode: 0 };
  });
  return answered(after, { responses });
});

const without = (cluster: Cluster, topic: Cluster['topics'][number]): Cluster => ({
  ...cluster,
  topics: cluster.topics.filter((one) => one !== topic),
});
