import type { ActionOf } from '../action.ts';
import type { Log } from '../broker/log/log.ts';
import { affords, spend } from './budget.ts';
import { perBroker } from '../instances.ts';
import { breakConnection } from '../producer/break-connection.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf, withBroker, withReplica } from '../update.ts';
import type { World } from '../world.ts';

/** The process dies. Its log survives in the page cache; its connections do not. */
export const crash: Rule<ActionOf<'broker.crash'>> = {
  instances: (world) => (world.setup.faults['broker.crash'] > 0 ? perBroker('broker.crash')(world) : []),
  idle: (_world, state) => !affords(state, 'broker.crash'),
  enabled: (_world, state, { broker }) => state.brokers[broker].up && affords(state, 'broker.crash'),
  next: (world, state, { broker }) => stop(world, spend(state, 'broker.crash'), broker, (log) => log.length),
};

/** How many records of a log a power failure can leave, as an upper bound for the instances. */
const RECORDS_KEPT_MAX = 12;

/**
 * Power fails, and what was not flushed is gone. Kafka does not flush before it acknowledges, so any suffix of a log
 * may be missing, unless flush.messages=1. The action says of one partition how much is left; the others keep theirs.
 * Partition -1: every log is empty.
 */
export const powerLoss: Rule<ActionOf<'broker.power-loss'>> = {
  instances(world) {
    if (world.setup.faults['broker.power-loss'] === 0) return [];
    return range(world.brokers).flatMap((broker) => [
      ...range(world.partitions).flatMap((partition) =>
        range(RECORDS_KEPT_MAX).map((keeps) => ({ type: 'broker.power-loss' as const, broker, partition, keeps })),
      ),
      ...(world.partitions > 1 ? [{ type: 'broker.power-loss' as const, broker, partition: -1, keeps: 0 }] : []),
    ]);
  },
  idle: (_world, state) => !affords(state, 'broker.power-loss'),
  enabled(world, state, { broker, partition, keeps }) {
    if (!state.brokers[broker].up || !affords(state, 'broker.power-loss')) return false;
    if (partition < 0) return !flushes(world);
    if (!hasReplica(world, broker, partition)) return false;
    const end = replicaOf(world, state, broker, partition).log.length;
    return flushes(world) ? keeps === end && partition === 0 : keeps < end || (keeps === 0 && end === 0);
  },
  next(world, state, { broker, partition, keeps }) {
    const left = (log: Log, of: number): number => (partition < 0 ? 0 : of === partition ? keeps : log.length);
    return stop(world, spend(state, 'broker.power-loss'), broker, left);
  },
};

/** Whether a record is on disk before it is acknowledged. */
const flushes = (world: World): boolean => world.setup.topic['flush.messages'] === 1;

/** The disks are replaced: the broker comes back with nothing. */
export const diskLoss: Rule<ActionOf<'broker.disk-loss'>> = {
  instances: (world) => (world.setup.faults['broker.disk-loss'] > 0 ? perBroker('broker.disk-loss')(world) : []),
  idle: (_world, state) => !affords(state, 'broker.disk-loss'),
  enabled: (_world, state, { broker }) => state.brokers[broker].up && affords(state, 'broker.disk-loss'),
  next: (world, state, { broker }) => stop(world, spend(state, 'broker.disk-loss'), broker, () => 0),
};

/** The broker is down; of each log `left` records are left. What it knew as a leader is forgotten. */
function stop(
  world: World,
  state: ClusterState,
  broker: number,
  left: (log: Log, partition: number) => number,
): ClusterState {
  let after = withBroker(state, broker, { up: false });
  // What was still on its way over a broken connection finds nobody there: a restarted broker has new connections.
  const orphanedRequests = after.orphanedRequests.filter(
    (orphan) => orphan.kind !== 'produce' || orphan.broker !== broker,
  );
  if (orphanedRequests.length < after.orphanedRequests.length) after = { ...after, orphanedRequests };
  for (let partition = 0; partition < world.partitions; partition += 1) {
    if (!hasReplica(world, broker, partition)) continue;
    const replica = replicaOf(world, after, broker, partition);
    const end = left(replica.log, partition);
    const log = end < replica.log.length ? replica.log.slice(0, end) : replica.log;
    after = withReplica(world, after, broker, partition, {
      log,
      highWatermark: Math.min(replica.highWatermark, log.length),
      // It asks the controller again when it comes back: no epoch is known until then.
      leader: -1,
      leaderEpoch: -1,
      aligned: true,
      leading: null,
    });
  }
  for (let producer = 0; producer < world.producers; producer += 1) {
    after = breakConnection(world, after, producer, broker, false);
  }
  return after;
}
