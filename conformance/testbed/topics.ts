import { createTopic as create } from '../../wire/admin/topics.ts';
import { HOME } from '../lab/listeners.ts';
import type { Testbed } from './testbed.ts';

/** A topic that the machine has partitions of. */
export type TopicRole = 'input' | 'output';

/** Creates a topic as the setup has it. What a schedule's leaders refuse is a record without a key in a compacted topic. */
export async function createTopic(testbed: Testbed, role: TopicRole): Promise<void> {
  const { world, names, brokers } = testbed;
  const { topic } = world.setup;
  const configs = {
    'min.insync.replicas': String(topic['min.insync.replicas']),
    'unclean.leader.election.enable': 'false',
    ...brokers.topicConfig,
    ...(testbed.refusedRecords.size > 0 ? { 'cleanup.policy': 'compact' } : {}),
  };
  const placement = role === 'input' ? world.placement.slice(0, world.inputs) : world.placement.slice(world.inputs);
  const id = await create(
    await testbed.connection(HOME),
    names[role],
    placement.map((nodes) => nodes.map(brokers.idOf)),
    configs,
  );
  testbed.topicIds.set(names[role], id);
}
