import type { LogRecord } from '../../broker/log/log.ts';
import type { Replica } from '../../broker/replica.ts';
import { elementsOf } from '../../sets.ts';
import type { ClusterState } from '../../state.ts';
import type { World } from '../../world.ts';
import type { Polled } from './member.ts';
import { readableEnd } from '../../broker/readable-end.ts';
import {
  afterDeletion,
  afterTruncation,
  fetchFrom,
  fetchTarget,
  isLeaderFor,
  isTruncated,
  youngest,
} from './reading.ts';

/** What poll() takes out of the fetches of a member, and where it goes on. */
export interface Returned {
  readonly records: readonly Polled[];
  /** The same records as they stand in the logs. */
  readonly read: readonly LogRecord[];
  readonly positions: readonly number[];
  readonly positionEpochs: readonly number[];
}

/**
 * The partitions that fetches cover: those owned of which the member knows where to start, and with a session that forgets
 * nothing those owned before.
 */
export function fetchedPartitions(world: World, state: ClusterState, member: number): readonly number[] {
  const { owned, positions } = state.members[member];
  if (world.client.forgetsRevokedPartitions) return elementsOf(owned).filter((partition) => positions[partition] >= 0);
  return positions.flatMap((position, partition) => (position < 0 ? [] : [partition]));
}

/** The replica that fetches of a member reach that has read from this leader epoch. */
function targetOf(world: World, state: ClusterState, partition: number, epoch: number): Replica | null {
  const target = fetchTarget(world, state, partition);
  return target !== null && isLeaderFor(world, target, epoch) ? target : null;
}

/** Whether a fetch of the partition would move the position. */
export function hasNews(world: World, state: ClusterState, member: number, partition: number): boolean {
  const target = targetOf(world, state, partition, state.members[member].positionEpochs[partition]);
  if (target === null) return false;
  if (isOutOfRange(world, state, member, partition, target)) {
    return world.setup.consumer['auto.offset.reset'] !== 'none';
  }
  return readableEnd(world, target, world.committedOnly) > state.members[member].positions[partition];
}

/**
 * Whether a fetch can end above the last stable offset. The broker read the high watermark twice: before it rose, to
 * find that no open transaction starts below it, and then again, as the place to stop at.
 */
export function mayReadAcross(world: World, state: ClusterState, member: number, partition: number): boolean {
  const target = targetOf(world, state, partition, state.members[member].positionEpochs[partition]);
  if (target === null || isOutOfRange(world, state, member, partition, target)) return false;
  const position = state.members[member].positions[partition];
  return target.highWatermark > Math.max(position, readableEnd(world, target, true));
}

/** Whether the position is in no log any more: deleted below it, or truncated. */
function isOutOfRange(world: World, state: ClusterState, member: number, partition: number, target: Replica): boolean {
  const { positions, positionEpochs } = state.members[member];
  return (
    positions[partition] < state.logStarts[partition] ||
    isTruncated(world, target, positions[partition], positionEpochs[partition])
  );
}

/** What a poll leaves out or takes in addition. */
export interface PollExtent {
  /** Past the last stable offset, up to the high watermark. */
  readonly across?: boolean;
  /** No more than so many records, although there are more. */
  readonly atMost?: number;
}

/**
 * Fetches of every partition that moves, one after the other, until max.poll.records are reached: what has no room waits
 * for the next poll.
 */
export function fetchAll(
  world: World,
  state: ClusterState,
  member: number,
  { across = false, atMost = world.maxPollRecords }: PollExtent = {},
): Returned {
  const positions = state.members[member].positions.slice();
  const positionEpochs = state.members[member].positionEpochs.slice();
  const resets = world.setup.consumer['auto.offset.reset'] !== 'none';
  const records: Polled[] = [];
  const read: LogRecord[] = [];
  for (const partition of fetchedPartitions(world, state, member)) {
    const position = positions[partition];
    const epoch = positionEpochs[partition];
    const target = targetOf(world, state, partition, epoch);
    if (target === null) continue;
    const deleted = position < state.logStarts[partition];
    if (deleted || isTruncated(world, target, position, epoch)) {
      if (!resets) continue;
      positions[partition] = deleted
        ? afterDeletion(world, target, state.logStarts[partition], youngest(state, partition))
        : afterTruncation(world, target, position, epoch, youngest(state, partition));
      positionEpochs[partition] = -1;
      continue;
    }
    const end = readableEnd(world, target, world.committedOnly && !across);
    const limit = atMost - records.length;
    if (end <= position || limit === 0) continue;
    const fetched = fetchFrom(world, target, partition, position, end, world.committedOnly, limit);
    records.push(...fetched.records);
    read.push(...fetched.records.map(({ offset }) => target.log[offset]));
    positions[partition] = fetched.next;
    if (world.keepsEpochs) positionEpochs[partition] = target.log[fetched.next - 1].leaderEpoch;
  }
  return { records, read, positions, positionEpochs };
}

/** Everything that a client which fetches ahead has in its queue: what could be read of its partitions. */
export function fetchedAhead(world: World, state: ClusterState, member: number): readonly Polled[] {
  const { owned, positions, positionEpochs } = state.members[member];
  return elementsOf(owned).flatMap((partition) => {
    const target = targetOf(world, state, partition, positionEpochs[partition]);
    const position = positions[partition];
    if (target === null || position < 0) return [];
    if (isTruncated(world, target, position, positionEpochs[partition])) return [];
    const end = readableEnd(world, target, world.committedOnly);
    return fetchFrom(world, target, partition, position, end, world.committedOnly, Number.MAX_SAFE_INTEGER).records;
  });
}
