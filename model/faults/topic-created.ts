import type { ActionOf } from '../action.ts';
import type { Rule } from '../rule.ts';
import { EMPTY, range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf, withReplica } from '../update.ts';
import type { World } from '../world.ts';
import { affords, spend } from './budget.ts';

/**
 * The topic that producers write to has just been created: the controller has placed it, and no broker has applied that
 * yet. Producers may know its leader before that does, from another broker's metadata or from its own, which it publishes
 * before it makes itself leader (`BrokerMetadataPublisher.onMetadataUpdate`): what they send then is refused with
 * NOT_LEADER_OR_FOLLOWER or UNKNOWN_TOPIC_OR_PARTITION, and is tried again.
 */
export const topicCreated: Rule<ActionOf<'topic.created'>> = {
  instances: (world) => (world.setup.faults['topic.created'] === 0 ? [] : [{ type: 'topic.created' }]),
  idle: (_world, state) => !affords(state, 'topic.created'),
  enabled: (world, state) => affords(state, 'topic.created') && isUntouched(world, state),
  next(world, state) {
    let after = spend(state, 'topic.created');
    for (const partition of range(world.partitions)) {
      if (world.transform && partition < world.inputs) continue;
      for (const broker of range(world.brokers)) {
        if (!hasReplica(world, broker, partition)) continue;
        const replica = replicaOf(world, after, broker, partition);
        after = withReplica(world, after, broker, partition, {
          ...replica,
          leader: -1,
          leaderEpoch: -1,
          leading: null,
        });
      }
    }
    return after;
  },
};

/** Whether nobody has done anything yet that would need the topic: a new one comes before all the rest. */
function isUntouched(world: World, { ledger, groups, members, brokers, controller }: ClusterState): boolean {
  return (
    ledger.sends.every(({ times }) => times === 0) &&
    members.every(({ positions }) => positions.every((position) => position < 0)) &&
    // The group of a transform has its input, which is there.
    (world.transform || groups.every(({ assignment }) => assignment.every((owner) => owner < 0))) &&
    brokers.every(({ up }) => up) &&
    controller.fenced === EMPTY &&
    controller.partitions.every(({ partitionEpoch }) => partitionEpoch === 0)
  );
}
