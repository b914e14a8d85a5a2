import { ELEMENTS_MAX } from '../../../model/ports/open-world.ts';
import { ERROR_CODES } from '../../../wire/error-codes.ts';
import { createTopicsApi } from '../../../wire/messages/create-topics.ts';
import { answered, handler } from '../handler.ts';
import { topicNamed } from '../topic-named.ts';
import { withTopic } from '../with-topic.ts';

/** CreateTopics. How often a topic is replicated the setup says: it is the same for all. */
export const createTopics = handler(createTopicsApi, (cluster, { body }) => {
  let after = cluster;
  const topics = body.topics.map(({ name, numPartitions }) => {
    const count = Math.max(numPartitions, 1);
    if (topicNamed(after, name, '')) return { name, errorCode: ERROR_CODES.TOPIC_ALREADY_EXISTS };
    if (after.world.partitions + count > ELEMENTS_MAX) return { name, errorCode: ERROR_CODES.INVALID_PARTITIONS };
    if (!body.validateOnly) after = withTopic(after, name, count);
    const topicId = topicNamed(after, name, '')?.id;
    return { name, errorCode: 0, numPartitions: count, replicationFactor: after.world.replicationFactor, topicId };
  });
  return answered(after, { topics });
});
