import type { ActionOf } from '../action.ts';
import type { Log } from '../broker/log/log.ts';
import { reportsDirectories } from '../broker/directories.ts';
import { affords, spend } from './budget.ts';
import { perBroker } from '../instances.ts';
import type { Rule } from '../rule.ts';
import { range } from '../sets.ts';
import { withEmptyLogs, withoutWrites } from './internal-logs.ts';
import { recordsKeptMax } from './records-kept.ts';
import { stopped } from './stopped.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf, withBroker } from '../update.ts';
import type { World } from '../world.ts';

/** The process dies. Its log survives in the page cache; its connections do not. */
export const crash: Rule<ActionOf<'broker.crash'>> = {
  instances: (world) => (world.setup.faults['broker.crash'] > 0 ? perBroker('broker.crash')(world) : []),
  idle: (_world, state) => !affords(state, 'broker.crash'),
  enabled: (_world, state, { broker }) => state.brokers[broker].up && affords(state, 'broker.crash'),
  next: (world, state, { broker }) => stopped(world, spend(state, 'broker.crash'), broker, (log) => log.length),
};

/**
 * Power fails, and what was not flushed is gone. Kafka does not flush before it acknowledges, so any suffix of a log
 * may be missing, an empty one as well, unless flush.messages=1. The action says of one partition how much is left; the others keep theirs.
 * Partition -1: every log is empty.
 */
export const powerLoss: Rule<ActionOf<'broker.power-loss'>> = {
  instances(world) {
    if (world.setup.faults['broker.power-loss'] === 0) return [];
    const keptMax = recordsKeptMax(world);
    return range(world.brokers).flatMap((broker) => [
      ...range(world.partitions).flatMap((partition) =>
        range(keptMax).map((keeps) => ({ type: 'broker.power-loss' as const, broker, partition, keeps })),
      ),
      ...(world.partitions > 1 ? [{ type: 'broker.power-loss' as const, broker, partition: -1, keeps: 0 }] : []),
    ]);
  },
  idle: (_world, state) => !affords(state, 'broker.power-loss'),
  enabled(world, state, { broker, partition, keeps }) {
    if (!state.brokers[broker].up || !affords(state, 'broker.power-loss')) return false;
    if (partition < 0) return !flushes(world);
    const end = hasReplica(world, broker, partition) ? replicaOf(world, state, broker, partition).log.length : 0;
    if (keeps < end) return !flushes(world);
    return keeps === end && partition === saidOf(world, broker);
  },
  next(world, state, { broker, partition, keeps }) {
    const left = (log: Log, of: number): number => (partition < 0 ? 0 : of === partition ? keeps : log.length);
    const after = withoutWrites(stopped(world, spend(state, 'broker.power-loss'), broker, left));
    return partition < 0 ? withEmptyLogs(world, after, broker) : after;
  },
};

/** The partition of which it is said that nothing is lost: the first that the broker has, if any. */
const saidOf = ({ placement }: World, broker: number): number =>
  Math.max(
    0,
    placement.findIndex((brokers) => brokers.includes(broker)),
  );

/** Whether a record is on disk before it is acknowledged. */
const flushes = (world: World): boolean => world.setup.topic['flush.messages'] === 1;

/** The disks are replaced: the broker comes back with nothing, in directories that its controller does not know (KIP-858). */
export const diskLoss: Rule<ActionOf<'broker.disk-loss'>> = {
  instances: (world) => (world.setup.faults['broker.disk-loss'] > 0 ? perBroker('broker.disk-loss')(world) : []),
  idle: (_world, state) => !affords(state, 'broker.disk-loss'),
  enabled: (_world, state, { broker }) => state.brokers[broker].up && affords(state, 'broker.disk-loss'),
  next(world, state, { broker }) {
    const after = stopped(world, spend(state, 'broker.disk-loss'), broker, () => 0);
    return withEmptyLogs(world, reportsDirectories(world, broker) ? withNewDisks(after, broker) : after, broker);
  },
};

const withNewDisks = (state: ClusterState, broker: number): ClusterState =>
  withBroker(state, broker, { ...state.brokers[broker], newDisks: true });
