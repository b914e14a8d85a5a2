import type { ClusterState } from '../state.ts';
import { replicaOf } from '../update.ts';
import type { World } from '../world.ts';

/**
 * What a replica knows of producers whose records are deleted (`ProducerStateManager`). Since KAFKA-7190 (2.4) it keeps that, but in
 * memory: what it loads anew comes from the records that are left, and from snapshots above the log start offset
 * (`truncateAndReload`). Of these there may be one as a follower truncates, where a segment has been rolled meanwhile, which is left
 * out: nobody can rely on it.
 */

/** Whether it makes a difference. */
const forgets = ({ setup, idempotent, transform, protocol }: World): boolean =>
  idempotent && !transform && setup.faults['records.deleted'] > 0 && protocol.producerStateOutlivesRecords;

/** At the beginning every replica knows of every producer. */
export const allRemembered = (world: World): readonly number[] =>
  forgets(world) ? Array<number>(world.brokers * world.partitions).fill(0) : [];

/** The first offset whose records the replica knows producers by. */
export const rememberedFrom = (world: World, state: ClusterState, broker: number, partition: number): number =>
  world.protocol.producerStateOutlivesRecords
    ? (state.rememberedFrom[broker * world.partitions + partition] ?? 0)
    : state.logStarts[partition];

/** The replica loads its producer state anew. */
export function reloadProducers(world: World, state: ClusterState, broker: number, partition: number): ClusterState {
  if (state.rememberedFrom.length === 0) return state;
  const index = broker * world.partitions + partition;
  const start = Math.min(state.logStarts[partition], replicaOf(world, state, broker, partition).log.length);
  if (state.rememberedFrom[index] === start) return state;
  return { ...state, rememberedFrom: state.rememberedFrom.with(index, start) };
}

/**
 * A broker has stopped, and will load what its disk has. Where its log goes on behind what is deleted nothing is forgotten: an orderly
 * stop writes a snapshot at the end of the log (`UnifiedLog.close`), and after a crash recovery does, which begins with the snapshot at
 * the first segment that is left (`LogLoader.recoverSegment`). Where it ends there both are thrown away: they are not above the log start.
 */
export const reloadsAfterStop = (world: World, state: ClusterState, broker: number, partition: number): ClusterState =>
  replicaOf(world, state, broker, partition).log.length > state.logStarts[partition]
    ? state
    : reloadProducers(world, state, broker, partition);
