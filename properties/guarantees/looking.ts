import { EMPTY, has } from '../../model/sets.ts';
import { timesSeen } from '../../model/observer/sightings.ts';
import { isSkipped, type LogRecord } from '../../model/broker/log/log.ts';
import type { Replica } from '../../model/broker/replica.ts';
import type { ClusterState } from '../../model/state.ts';
import { presumedLeader } from '../../model/broker/reachability.ts';
import { replicaOf } from '../../model/update.ts';
import type { World } from '../../model/world.ts';

/** What several guarantees look at: the log as clients find it, and what has taken effect where. */

/** The log that readers of a partition are served from; empty while nobody leads. */
export function servedLog(world: World, state: ClusterState, partition: number): readonly LogRecord[] {
  const leader = presumedLeader(world, state, partition);
  return leader < 0 ? [] : replicaOf(world, state, leader, partition).log;
}

/** The replica that readers are served from. */
export function serving(world: World, state: ClusterState, partition: number): Replica | null {
  const leader = presumedLeader(world, state, partition);
  return leader < 0 ? null : replicaOf(world, state, leader, partition);
}

/**
 * The offset of an application's record in a partition as it is served; -1 when it is not there. Of several copies one that was
 * not aborted comes first: whoever sends again after an abort leaves the others behind.
 */
export function offsetOf(world: World, state: ClusterState, partition: number, value: number): number {
  const log = servedLog(world, state, partition);
  const isCopy = (record: LogRecord): boolean => record.kind === 'data' && record.value === value;
  const standing = log.findIndex((record, offset) => isCopy(record) && !isSkipped(log, offset, true));
  return standing < 0 ? log.findIndex(isCopy) : standing;
}

/** How often processing took effect outside Kafka in one group. */
export const effectsOutside = (state: ClusterState, group: number, value: number): number =>
  timesSeen(state.ledger.processed[group], value);

/** How often processing took effect inside Kafka, as the reader behind a transform sees it. */
export const effectsInside = (state: ClusterState, value: number): number => timesSeen(state.ledger.outputs, value);

/** Whether the group has put the record away in its dead-letter topic. */
export const isDeadLetter = (state: ClusterState, group: number, value: number): boolean =>
  has(state.ledger.deadLetters[group] ?? EMPTY, value);

/** Whether processing takes effect outside Kafka: always, but for a transform whose effect is its output. */
export const judgesOutside = (world: World): boolean => !world.transform || world.externalEffect;

/** Records whose send was reported successful. */
export function acknowledged(state: ClusterState): number[] {
  const values: number[] = [];
  state.ledger.sends.forEach((send, value) => {
    if (send.outcome === 'acknowledged') values.push(value);
  });
  return values;
}

export const hasAcknowledged = (state: ClusterState): boolean =>
  state.ledger.sends.some((send) => send.outcome === 'acknowledged');
