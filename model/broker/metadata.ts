import type { ActionOf } from '../action.ts';
import { perBroker } from '../instances.ts';
import type { Rule } from '../rule.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf, withReplica } from '../update.ts';
import { reportDirectories } from './directories.ts';
import { nothingVerified } from './verification.ts';
import type { World } from '../world.ts';
import type { Leadership } from './controller.ts';
import { advanceHighWatermark, answerWaiting } from './high-watermark.ts';
import type { Replica } from './replica.ts';
import { truncationOffset } from './log/truncation.ts';

/**
 * A broker applies the newest metadata of all its partitions at once, as a KRaft broker does with a batch of the
 * metadata log: it becomes leader or follower, or learns that its ISR has changed. With new disks it tells the controller in
 * which directories it has made its replicas (`directories.ts`).
 */
export const updateMetadata: Rule<ActionOf<'broker.update-metadata'>> = {
  instances: perBroker('broker.update-metadata'),
  enabled(world, state, { broker }) {
    if (!state.brokers[broker].up) return false;
    if (state.brokers[broker].newDisks) return true;
    for (let partition = 0; partition < world.partitions; partition += 1) {
      if (!hasReplica(world, broker, partition)) continue;
      if (isNews(replicaOf(world, state, broker, partition), state.controller.partitions[partition])) return true;
    }
    return false;
  },
  next(world, state, { broker }) {
    let after = state;
    for (let partition = 0; partition < world.partitions; partition += 1) {
      if (!hasReplica(world, broker, partition)) continue;
      const leadership = state.controller.partitions[partition];
      const replica = replicaOf(world, after, broker, partition);
      if (!isNews(replica, leadership)) continue;
      after = apply(world, after, broker, partition, replica, leadership);
    }
    return state.brokers[broker].newDisks ? reportDirectories(world, after, broker) : after;
  },
};

/** Followers need not hear of a changed ISR: nothing that they do depends on it. */
function isNews(replica: Replica, leadership: Leadership): boolean {
  if (replica.leaderEpoch !== leadership.leaderEpoch) return true;
  return replica.leading !== null && replica.leading.partitionEpoch < leadership.partitionEpoch;
}

function apply(
  world: World,
  state: ClusterState,
  broker: number,
  partition: number,
  replica: Replica,
  leadership: Leadership,
): ClusterState {
  const { leader, leaderEpoch, isr, partitionEpoch } = leadership;
  if (leader === broker) {
    const settled = { isr, partitionEpoch, proposedIsr: 0, proposedUnchanged: 0 };
    // It leads on: the ISR is new, and a proposal made before it will be refused. In a new epoch so is the start of that,
    // but what the followers had is still taken for what they have (`Partition.makeLeader`), also where somebody else has led
    // in between, of which the broker hears together with its own return: then they may have truncated since.
    const leading =
      replica.leading !== null && (leadsOn(replica, leadership) || hearsAtOnce(world))
        ? {
            ...replica.leading,
            ...settled,
            epochStart: replica.leaderEpoch === leaderEpoch ? replica.leading.epochStart : replica.log.length,
          }
        : {
            ...settled,
            ends: world.placement[partition].length > 1 ? Array<number>(world.brokers).fill(-1) : [],
            epochStart: replica.log.length,
            verifying: nothingVerified(world),
          };
    const after = withReplica(world, state, broker, partition, {
      ...replica,
      leader,
      leaderEpoch,
      aligned: true,
      leading,
    });
    return advanceHighWatermark(world, after, broker, partition);
  }
  const after = withReplica(world, state, broker, partition, follow(world, state, partition, replica, leadership));
  if (replica.leading === null) return after;
  return answerWaiting(after, broker, partition, Number.MAX_SAFE_INTEGER, 'not-leader');
}

/**
 * Whether a broker can hear of several changes of leader at once: KRaft's brokers apply a batch of the metadata log as one
 * image. With ZooKeeper each change is a LeaderAndIsr request of its own, and they come in order.
 */
const hearsAtOnce = ({ protocol }: World): boolean => protocol.registrationFencesOldIncarnation;

/** Whether nobody else has led since: a shrink of the ISR may have brought a new epoch (KAFKA-15021). */
const leadsOn = (replica: Replica, { leader, leaderEpoch }: Leadership): boolean =>
  replica.leader === leader && leaderEpoch - replica.leaderEpoch <= 1;

/**
 * Becoming a follower. Before KIP-101 that was the moment of truncation; since then it is the first fetch. Whoever follows
 * the leader of before in a new epoch had no reason for either (`Partition.makeFollower`).
 */
function follow(
  world: World,
  state: ClusterState,
  partition: number,
  replica: Replica,
  leadership: Leadership,
): Replica {
  const { leader, leaderEpoch } = leadership;
  if (replica.leading === null && leader >= 0 && leadsOn(replica, leadership)) return { ...replica, leaderEpoch };
  const aligned = world.protocol.truncation !== 'kip-101';
  const follower = { ...replica, leader, leaderEpoch, aligned, leading: null };
  if (world.protocol.truncation !== 'high-watermark' || !world.protocol.followerTruncates || leader < 0)
    return follower;
  const source = replicaOf(world, state, leader, partition);
  const end = truncationOffset(world.protocol, replica.log, replica.highWatermark, source.log);
  return { ...follower, log: replica.log.slice(0, end) };
}
