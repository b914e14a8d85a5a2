import { endOffsetForEpoch, isEmptyAbort, isSkipped, type Log } from '../../broker/log/log.ts';
import { presumedLeader } from '../../broker/reachability.ts';
import type { Replica } from '../../broker/replica.ts';
import type { Polled } from './member.ts';
import { range } from '../../sets.ts';
import type { ClusterState } from '../../state.ts';
import { isByDuration } from '../../offset-reset.ts';
import { replicaOf } from '../../update.ts';
import type { World } from '../../world.ts';

/** What a fetch from a position gives. */
export interface Fetched {
  readonly records: readonly Polled[];
  readonly next: number;
}

/** The replica that fetches of the partition reach, or null while nobody leads. */
export function fetchTarget(world: World, state: ClusterState, partition: number): Replica | null {
  const leader = presumedLeader(world, state, partition);
  return leader < 0 ? null : replicaOf(world, state, leader, partition);
}

/**
 * Whether a reader that has read from leader epoch `epoch` takes the replica's broker for the leader: not one that is behind.
 * Its client keeps the newer epoch (`Metadata.updateLatestMetadata`), and such a broker would answer UNKNOWN_LEADER_EPOCH.
 */
export const isLeaderFor = (world: World, { leaderEpoch }: Replica, epoch: number): boolean =>
  !world.protocol.consumerValidatesEpoch || leaderEpoch >= epoch;

/** At most `limit` records from `position` to `end`; records that the reader skips move the position as well. */
export function fetchFrom(
  world: World,
  replica: Replica,
  partition: number,
  position: number,
  end: number,
  committedOnly: boolean,
  limit: number,
): Fetched {
  const skipsAborted = committedOnly && world.protocol.lastStableOffset;
  const records: Polled[] = [];
  let next = position;
  while (next < end && records.length < limit) {
    if (!passesOver(world, replica.log, position, next, skipsAborted)) {
      const { leaderEpoch, value } = replica.log[next];
      records.push({ partition, offset: next, leaderEpoch, value });
    }
    next += 1;
  }
  while (next < end && passesOver(world, replica.log, position, next, skipsAborted)) next += 1;
  return { records, next };
}

/** Whether a client that fetches from `from` on does not deliver the record at `offset`. */
const passesOver = (world: World, log: Log, from: number, offset: number, skipsAborted: boolean): boolean =>
  isSkipped(log, offset, skipsAborted && !isMiscounted(world, log, from, offset));

/** Whether the client takes the transaction of the record for ended, by an empty abort that came before it in the fetch. */
const isMiscounted = (world: World, log: Log, from: number, offset: number): boolean =>
  !world.client.ignoresEmptyAborts &&
  range(offset).some(
    (before) => before >= from && isEmptyAbort(log, before) && log[before].producerId === log[offset].producerId,
  );

/** Whether the log under a position is another one than was read before: epoch known, and not where it was. */
export function isTruncated(world: World, replica: Replica, position: number, epoch: number): boolean {
  if (position > replica.log.length) return true;
  if (!world.protocol.consumerValidatesEpoch || epoch < 0 || position === 0) return false;
  return replica.log[position - 1].leaderEpoch !== epoch;
}

/**
 * The first offset that a reader with `by_duration` asks for: of the records that are left and not too old. Where there is none
 * yet it is the end (`ListOffsets` at now minus the duration, KIP-1106).
 */
export const youngest = ({ logStarts, ages }: ClusterState, partition: number): number =>
  Math.max(logStarts[partition], ages[partition]);

/**
 * Where a reader goes on after a truncation. A validated position goes back to where the logs diverge (KIP-320); an
 * unvalidated one is out of range and reset by policy.
 *
 * @param young as `youngest` has it.
 */
export function afterTruncation(
  world: World,
  replica: Replica,
  position: number,
  epoch: number,
  young: number,
): number {
  if (world.protocol.consumerValidatesEpoch && epoch >= 0) {
    return Math.min(position, endOffsetForEpoch(replica.log, epoch));
  }
  return resetIn(world, replica, 0, young);
}

/** Where a reader goes on whose records have been deleted: its position is out of range and reset by policy. */
export const afterDeletion = (world: World, replica: Replica, logStart: number, young: number): number =>
  resetIn(world, replica, logStart, young);

/** Where `auto.offset.reset` leads a reader whose position is out of range; it is not `none`. */
function resetIn(world: World, { log }: Replica, first: number, young: number): number {
  const reset = world.setup.consumer['auto.offset.reset'];
  if (reset === 'earliest') return first;
  return isByDuration(reset) ? Math.min(young, log.length) : log.length;
}
