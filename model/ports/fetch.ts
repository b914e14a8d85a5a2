import {
  type AbortedTransaction,
  abortedTransactions,
  endOffsetForEpoch,
  lastStableOffset,
  type Log,
} from '../broker/log/log.ts';
import { knowsItsEnd, readableEnd } from '../broker/readable-end.ts';
import type { Replica } from '../broker/replica.ts';
import type { ClusterState } from '../state.ts';
import { hasReplica, replicaOf } from '../update.ts';
import type { World } from '../world.ts';

/** Which replica a reader asks, and what it takes for the leader's epoch: -1 where it does not say. */
export interface ReadRequest {
  readonly broker: number;
  readonly partition: number;
  readonly leaderEpoch: number;
}

export type ReadError = 'none' | 'not-leader' | 'fenced-leader-epoch' | 'unknown-leader-epoch';

/** Why a broker answers no reader of the partition. */
export function readError(
  world: World,
  state: ClusterState,
  { broker, partition, leaderEpoch }: ReadRequest,
): ReadError {
  if (!hasReplica(world, broker, partition)) return 'not-leader';
  const replica = replicaOf(world, state, broker, partition);
  // KIP-320: whoever has older metadata has to get newer ones first, and so has the broker.
  if (leaderEpoch >= 0 && leaderEpoch < replica.leaderEpoch) return 'fenced-leader-epoch';
  if (leaderEpoch > replica.leaderEpoch) return 'unknown-leader-epoch';
  return replica.leading === null ? 'not-leader' : 'none';
}

export interface FetchRequest extends ReadRequest {
  readonly offset: number;
  readonly committedOnly: boolean;
}

export interface FetchAnswer {
  readonly error: ReadError | 'offset-out-of-range';
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly logStart: number;
  readonly log: Log;
  /** Where the reader has to stop: it gets what lies between its offset and this. */
  readonly end: number;
}

/** What a consumer may read from an offset on. */
export function fetch(world: World, state: ClusterState, request: FetchRequest): FetchAnswer {
  const error = readError(world, state, request);
  if (error !== 'none') return { error, highWatermark: -1, lastStableOffset: -1, logStart: -1, log: [], end: -1 };
  const { broker, partition, offset, committedOnly } = request;
  const replica = replicaOf(world, state, broker, partition);
  const { log, highWatermark } = replica;
  const logStart = state.logStarts[partition];
  return {
    error: offset < logStart || offset > log.length ? 'offset-out-of-range' : 'none',
    highWatermark,
    lastStableOffset: lastStableOffset(log, highWatermark),
    logStart,
    log,
    end: readableEnd(world, replica, committedOnly),
  };
}

/** The aborted transactions that a read_committed reader is told of with what lies between the offsets. */
export const abortedIn = ({ protocol }: World, log: Log, from: number, end: number): readonly AbortedTransaction[] =>
  protocol.lastStableOffset ? abortedTransactions(log, from, end) : [];

/** ListOffsets(latest): where a reader of this isolation stops; null while the leader does not know it. */
export function latestOffset(
  world: World,
  state: ClusterState,
  request: ReadRequest,
  committedOnly: boolean,
): number | null {
  const replica: Replica = replicaOf(world, state, request.broker, request.partition);
  return knowsItsEnd(world, replica) ? readableEnd(world, replica, committedOnly) : null;
}

/** OffsetForLeaderEpoch: the largest epoch up to `epoch` that the leader has, and where it ends; -1 for none. */
export function epochEnd(
  world: World,
  state: ClusterState,
  { broker, partition }: ReadRequest,
  epoch: number,
): { readonly epoch: number; readonly endOffset: number } {
  const { log, leaderEpoch } = replicaOf(world, state, broker, partition);
  if (epoch === leaderEpoch) return { epoch, endOffset: log.length };
  if (epoch > leaderEpoch) return { epoch: -1, endOffset: -1 };
  const endOffset = endOffsetForEpoch(log, epoch);
  return endOffset === 0 ? { epoch: -1, endOffset: -1 } : { epoch: log[endOffset - 1].leaderEpoch, endOffset };
}
