import type { ActionOf } from '../action.ts';
import { perBroker, perReplica } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { add, EMPTY, has, range, remove } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { replicaOf, withBroker, withFenced, withLeadership, withLeading } from '../update.ts';
import type { World } from '../world.ts';
import { alterIsr, electClean, electReturned, electUnclean } from './election.ts';
import { advanceHighWatermark } from './high-watermark.ts';
import type { Leading } from './replica.ts';

const alive = (state: ClusterState) => (broker: number) => !has(state.controller.fenced, broker);

const allUp = (_world: World, state: ClusterState): boolean => state.brokers.every(({ up }) => up);

/** The controller misses the heartbeats of a broker that is down. */
export const fenceBroker: Rule<ActionOf<'controller.fence-broker'>> = {
  instances: perBroker('controller.fence-broker'),
  idle: allUp,
  enabled: (_world, state, { broker }) => !state.brokers[broker].up && !has(state.controller.fenced, broker),
  next: (world, state, { broker }) => withoutBroker(world, state, broker),
};

/** The controller counts on a broker no longer: it is in no ISR, and others lead where it led. */
export function withoutBroker(world: World, state: ClusterState, broker: number): ClusterState {
  let after = withFenced(state, add(state.controller.fenced, broker));
  for (let partition = 0; partition < world.partitions; partition += 1) {
    const before = after.controller.partitions[partition];
    const isr = remove(before.isr, broker);
    after = withLeadership(after, partition, electClean(world, partition, before, isr, before.elr, alive(after)));
  }
  return after;
}

/**
 * Heartbeats arrive again from a live broker that was fenced: it is the incarnation that is registered, so it is
 * unfenced at once, whatever of the metadata it has applied (`BrokerHeartbeatManager.calculateNextBrokerState`). It
 * leads where nobody else could, and asks leaders for their ISR by fetching.
 */
export const unfenceBroker: Rule<ActionOf<'controller.unfence-broker'>> = {
  instances: (world) => (world.setup.faults['broker.stall'] > 0 ? perBroker('controller.unfence-broker')(world) : []),
  idle: (_world, state) => state.controller.fenced === EMPTY,
  enabled(_world, state, { broker }) {
    const { up, orderly } = state.brokers[broker];
    return up && !orderly && has(state.controller.fenced, broker);
  },
  next(world, state, { broker }) {
    let after = withFenced(state, remove(state.controller.fenced, broker));
    for (let partition = 0; partition < world.partitions; partition += 1) {
      const before = after.controller.partitions[partition];
      const elected = electClean(world, partition, before, before.isr, before.elr, alive(after));
      after = withLeadership(after, partition, elected);
    }
    return after;
  },
};

/** A broker comes back on the log it has. KRaft registers it only after its former incarnation was fenced. */
export const restart: Rule<ActionOf<'broker.restart'>> = {
  instances: perBroker('broker.restart'),
  idle: allUp,
  enabled: (world, state, { broker }) =>
    !state.brokers[broker].up &&
    (has(state.controller.fenced, broker) || !world.protocol.registrationFencesOldIncarnation),
  next(world, state, { broker }) {
    let after = withBroker(state, broker, { ...state.brokers[broker], up: true, orderly: false });
    after = forgetProposals(world, withFenced(after, remove(after.controller.fenced, broker)), broker);
    for (let partition = 0; partition < world.partitions; partition += 1) {
      const before = after.controller.partitions[partition];
      const { orderly } = state.brokers[broker];
      const elected = electReturned(world, partition, before, broker, orderly, alive(after));
      after = withLeadership(after, partition, elected);
    }
    return after;
  },
};

/** unclean.leader.election.enable: somebody alive leads when nobody that is eligible does. */
export const uncleanElection: Rule<ActionOf<'controller.elect-unclean'>> = {
  instances: (world) =>
    world.setup.broker['unclean.leader.election.enable']
      ? range(world.partitions).map((partition) => ({ type: 'controller.elect-unclean', partition }))
      : [],
  enabled(world, state, { partition }) {
    const { leader } = state.controller.partitions[partition];
    return leader < 0 && world.placement[partition].some(alive(state));
  },
  next(world, state, { partition }) {
    const elected = electUnclean(world, partition, state.controller.partitions[partition], alive(state));
    return elected === null ? state : withLeadership(state, partition, elected);
  },
};

/** The controller decides on an AlterPartition request; the answer reaches the leader with the decision. */
export const alterPartition: Rule<ActionOf<'controller.alter-partition'>> = {
  instances: perReplica('controller.alter-partition'),
  enabled(world, state, { partition, broker }) {
    if (!state.brokers[broker].up) return false;
    const { leading } = replicaOf(world, state, broker, partition);
    if (leading === null || leading.proposedIsr === 0) return false;
    // INVALID_UPDATE_VERSION: a leader that does not know the newest partition epoch stays as it is until it does, so that
    // it makes no difference whether it is refused (`Partition.handleAlterPartitionError`).
    return leading.partitionEpoch === state.controller.partitions[partition].partitionEpoch;
  },
  next(world, state, { partition, broker }) {
    const replica = replicaOf(world, state, broker, partition);
    const leading = replica.leading as Leading;
    const before = state.controller.partitions[partition];
    const proposed = leading.proposedIsr;
    const settled = { proposedIsr: 0, proposedUnchanged: 0 };
    // INELIGIBLE_REPLICA: the controller adds nobody that it takes for dead (KIP-841) or that came back (KIP-903).
    const isIneligible =
      (proposed & state.controller.fenced) !== 0 ||
      (world.protocol.alterPartitionChecksBrokerEpoch && leading.proposedUnchanged !== proposed);
    if (isIneligible) {
      return advanceHighWatermark(world, withLeading(world, state, broker, partition, settled), broker, partition);
    }
    const decided = alterIsr(world, before, proposed);
    if (decided.leaderEpoch !== before.leaderEpoch) {
      // The leader ignores an answer of another epoch, and asks for nothing else before it has the metadata
      // (`Partition.handleAlterPartitionUpdate`).
      return withLeadership(state, partition, decided);
    }
    const after = withLeading(world, withLeadership(state, partition, decided), broker, partition, {
      ...settled,
      isr: decided.isr,
      partitionEpoch: decided.partitionEpoch,
    });
    return advanceHighWatermark(world, after, broker, partition);
  },
};

/** Proposals in flight know the broker under its former registration. */
function forgetProposals(world: World, state: ClusterState, broker: number): ClusterState {
  let after = state;
  for (let partition = 0; partition < world.partitions; partition += 1) {
    for (const leader of world.placement[partition]) {
      const { leading } = replicaOf(world, after, leader, partition);
      if (leading === null || !has(leading.proposedUnchanged, broker)) continue;
      const proposedUnchanged = remove(leading.proposedUnchanged, broker);
      after = withLeading(world, after, leader, partition, { proposedUnchanged });
    }
  }
  return after;
}
