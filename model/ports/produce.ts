import { append, type AppendableBatch } from '../broker/append.ts';
import { errorOnceReplicated } from '../broker/high-watermark.ts';
import type { ProduceError } from '../network/requests/request.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf } from '../update.ts';
import type { World } from '../world.ts';

/** A batch of one partition in a Produce request. */
export interface ProduceRequest {
  readonly broker: number;
  readonly acks: World['acks'];
  readonly batch: AppendableBatch;
}

export interface ProduceAnswer {
  readonly error: ProduceError;
  /** Of its first record; -1 where nothing is appended. */
  readonly baseOffset: number;
  /** The offset that must be below the high watermark before the producer hears of it; -1 where it hears at once. */
  readonly waitsFor: number;
}

/** A leader takes a batch, or says why not. What waits for followers is asked about again with `replication`. */
export function produce(
  world: World,
  state: ClusterState,
  { broker, acks, batch }: ProduceRequest,
): { readonly state: ClusterState; readonly answer: ProduceAnswer } {
  const { state: after, error, offset } = append(world, state, batch, broker, acks, false);
  if (error !== 'none') return { state: after, answer: { error, baseOffset: -1, waitsFor: -1 } };
  const baseOffset = offset - (batch.more?.length ?? 0);
  const waits = acks === 'all' && replicaOf(world, after, broker, batch.partition).highWatermark <= offset;
  return { state: after, answer: { error, baseOffset, waitsFor: waits ? offset : -1 } };
}

/** What is answered to a batch that waits for followers; null while it still does. */
export function replication(
  world: World,
  state: ClusterState,
  broker: number,
  partition: number,
  offset: number,
): ProduceError | null {
  if (!hasReplica(world, broker, partition)) return 'not-leader';
  const { highWatermark, leading } = replicaOf(world, state, broker, partition);
  if (leading === null) return 'not-leader';
  return highWatermark > offset ? errorOnceReplicated(world, leading) : null;
}
