import type { CoordinatorLog } from '../broker/coordinator-log.ts';
import { groupCoordinatorAnswers } from '../broker/reachability.ts';
import { fingerprint } from '../fingerprint.ts';
import type { ClusterState } from '../state.ts';
import type { World } from '../world.ts';
import { followBrokers } from './follow-brokers.ts';
import { writtenGroup } from './written.ts';

/** How many writes can be unflushed at a time, as an upper bound for the histories: what is older is on disk by then. */
export const WRITES_UNFLUSHED_MAX = 8;

/**
 * What a step means for the internal topics of which something can be lost: who leads them, and what was written. Every
 * rule that changes what a coordinator knows writes it in the same step.
 */
export function keepLogs(world: World, before: ClusterState, after: ClusterState): ClusterState {
  const moved = before.brokers !== after.brokers || before.controller !== after.controller;
  let state = after;
  if (state.offsetsLog !== null) {
    const log = moved ? followBrokers(world.offsetsTopic, state.offsetsLog, before, after) : state.offsetsLog;
    const writes = log.entries.length > 0 && before.groups !== after.groups && groupCoordinatorAnswers(world, before);
    state = { ...state, offsetsLog: writes ? withGroups(world, log, after) : log };
  }
  return state;
}

function withGroups(world: World, log: CoordinatorLog<ClusterState['groups']>, { groups }: ClusterState) {
  const last = log.entries[log.entries.length - 1];
  return written(
    log,
    groups.map((group, index) => writtenGroup(world, last[index], group)),
  );
}

function written<Entry>(log: CoordinatorLog<Entry>, entry: Entry): CoordinatorLog<Entry> {
  if (isSame(log.entries[log.entries.length - 1], entry)) return log;
  return { ...log, entries: [...log.entries, entry].slice(-WRITES_UNFLUSHED_MAX) };
}

function isSame(one: unknown, other: unknown): boolean {
  const a = fingerprint(one);
  const b = fingerprint(other);
  return a.high === b.high && a.low === b.low;
}
