import type { ActionOf } from '../action.ts';
import { withoutBroker } from '../broker/control.ts';
import { perBroker } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { has } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf, withBroker } from '../update.ts';
import type { World } from '../world.ts';
import { affords, spend } from './budget.ts';
import { stopped } from './stopped.ts';

/**
 * Controlled shutdown (KRaft: `ReplicationControlManager.handleBrokerInControlledShutdown`; with ZooKeeper
 * `KafkaController.doControlledShutdown`): the controller takes the broker out of every ISR that has another member, and
 * others lead where it led. Until it has learned that, it goes on as the leader that it was.
 */
export const shutdown: Rule<ActionOf<'broker.shutdown'>> = {
  instances: (world) => (world.setup.faults['broker.shutdown'] > 0 ? perBroker('broker.shutdown')(world) : []),
  idle: (_world, state) => !affords(state, 'broker.shutdown'),
  enabled(_world, state, { broker }) {
    const { up, orderly } = state.brokers[broker];
    return up && !orderly && affords(state, 'broker.shutdown');
  },
  next(world, state, { broker }) {
    const after = withBroker(spend(state, 'broker.shutdown'), broker, { ...state.brokers[broker], orderly: true });
    return withoutBroker(world, after, broker);
  },
};

/**
 * The broker stops: its connections break, and all of its log is on disk. KRaft lets it go once every other broker has
 * applied the metadata by which it leads nothing any more (`BrokerHeartbeatManager.calculateNextBrokerState`).
 */
export const shutdownComplete: Rule<ActionOf<'shutdown.complete'>> = {
  instances: (world) => (world.setup.faults['broker.shutdown'] > 0 ? perBroker('shutdown.complete')(world) : []),
  idle: (_world, state) => !state.brokers.some(({ up, orderly }) => up && orderly),
  enabled(world, state, { broker }) {
    const { up, orderly } = state.brokers[broker];
    if (!up || !orderly) return false;
    // With ZooKeeper the controller has sent LeaderAndIsr by then, and waits for no answer.
    return !world.protocol.registrationFencesOldIncarnation || othersKnowLeaders(world, state, broker);
  },
  next: (world, state, { broker }) => stopped(world, state, broker, (log) => log.length, true),
};

/** Whether every broker that the controller counts on has applied the newest leader epoch of each of its replicas. */
function othersKnowLeaders(world: World, state: ClusterState, broker: number): boolean {
  for (let other = 0; other < world.brokers; other += 1) {
    if (other === broker || has(state.controller.fenced, other)) continue;
    for (let partition = 0; partition < world.partitions; partition += 1) {
      if (!hasReplica(world, other, partition)) continue;
      const { leaderEpoch } = state.controller.partitions[partition];
      if (replicaOf(world, state, other, partition).leaderEpoch !== leaderEpoch) return false;
    }
  }
  return true;
}
