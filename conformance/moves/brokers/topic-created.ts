import type { ActionOf } from '../../../model/action.ts';
import { metadata } from '../../../wire/admin/metadata.ts';
import { deleteTopic } from '../../../wire/admin/topics.ts';
import { HOME } from '../../lab/listeners.ts';
import { createTopic } from '../../testbed/topics.ts';
import { REPLICATION } from '../../replication/fetch-once.ts';
import type { Move } from '../move.ts';

/**
 * The topic that is written to is deleted, of which all brokers hear, and created anew, of which none of those that have its
 * partitions does. The home node hears of it.
 */
export const topicCreated: Move<ActionOf<'topic.created'>> = async (testbed) => {
  const { world, names, raft, gate } = testbed;
  const role = world.transform ? 'output' : 'input';
  await deleteTopic(await testbed.connection(HOME), names[role]);
  for (let broker = 0; broker < world.brokers; broker += 1) {
    raft.open(broker);
    await testbed.poll(`broker ${broker} to forget the topic`, async () => {
      const { topics } = await metadata(await testbed.connection(broker), null);
      return !topics.has(names[role]);
    });
    await raft.quieten(testbed, broker);
  }
  // What followers were about to fetch of the old topic is no fetch of the new one.
  gate.cut(REPLICATION);
  await createTopic(testbed, role);
};
