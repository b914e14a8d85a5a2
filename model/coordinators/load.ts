import type { ActionOf } from '../action.ts';
import { type CoordinatorLog, type OffsetsLog, toLoad } from '../broker/coordinator-log.ts';
import type { Group } from '../broker/group-coordinator.ts';
import { affords } from '../faults/budget.ts';
import type { InternalTopic } from '../internal-topic.ts';
import type { Rule } from '../rule.ts';
import { EMPTY, elementsOf, has, range, remove } from '../sets.ts';
import type { ClusterState } from '../state.ts';
import { memberAt, type World } from '../world.ts';
import { WRITES_UNFLUSHED_MAX } from './keep-logs.ts';
import { unknownGroup } from './written.ts';

/**
 * A coordinator loads what a failure has left of its log, and goes on from there (`GroupMetadataManager.loadGroupsAndOffsets`,
 * `CoordinatorRuntime`). How much of what was not flushed is left shows now.
 */
export const load: Rule<ActionOf<'coordinator.load'>> = {
  instances: (world) => (world.offsetsTopic.losable ? loads('group', world.offsetsTopic) : []),
  idle: (_world, { offsetsLog }) => offsetsLog === null,
  enabled: (_world, state, { keeps }) => state.offsetsLog !== null && mayKeep(state.offsetsLog, state, keeps),
  next(world, state, { keeps }) {
    const log = state.offsetsLog as OffsetsLog;
    const written = keeps === 0 ? state.groups.map(() => unknownGroup(world)) : log.entries[keeps - 1];
    const groups = written.map((group, index) => loadedGroup(world, state, index, group));
    return { ...state, groups, offsetsLog: loaded(log, state, keeps, written) };
  },
};

const loads = (coordinator: 'group', { unflushed }: InternalTopic): ActionOf<'coordinator.load'>[] =>
  range(unflushed ? WRITES_UNFLUSHED_MAX : 1).map((keeps) => ({ type: 'coordinator.load', coordinator, keeps }));

/** Whether so many of the writes that may not have been flushed can be left: all but one at most, none of an empty log. */
function mayKeep(log: CoordinatorLog<unknown>, state: ClusterState, keeps: number): boolean {
  switch (toLoad(log, state.brokers)) {
    case 'whole':
      return false;
    case 'cut':
      return keeps > 0 && keeps < log.entries.length;
    case 'empty':
      return keeps === 0;
  }
}

/** The leader's log after that, and that of whoever fetches from it; how it came about is of interest to another power failure alone. */
function loaded<Entry>(
  log: CoordinatorLog<Entry>,
  state: ClusterState,
  keeps: number,
  written: Entry,
): CoordinatorLog<Entry> {
  const { leader, isr } = log.leadership;
  const replicas = log.replicas.map((remainder, broker) =>
    broker === leader || has(isr, broker) ? ('whole' as const) : remainder,
  );
  const kept = keeps === 0 ? [written] : log.entries.slice(0, keeps);
  return { ...log, replicas, entries: log.entries.length > 0 && affords(state, 'broker.power-loss') ? kept : [] };
}

/**
 * A group as its coordinator has it after that. A member of a generation that is not written any more finds out by its next
 * heartbeat, and the group rebalances (ILLEGAL_GENERATION); under KIP-848 its epoch is not known, and it has to join anew
 * (FENCED_MEMBER_EPOCH).
 */
function loadedGroup(world: World, state: ClusterState, index: number, written: Group): Group {
  const ahead = elementsOf(written.members).filter((slot) => {
    const { status, generation } = state.members[memberAt(world, index, slot)];
    return status !== 'crashed' && generation > written.generation;
  });
  if (ahead.length === 0) return written;
  if (world.rebalance !== 'kip-848') return { ...written, phase: 'preparing', joined: EMPTY };
  return {
    ...written,
    phase: 'preparing',
    joined: EMPTY,
    members: ahead.reduce(remove, written.members),
    assignment: written.assignment.map((slot) => (ahead.includes(slot) ? -1 : slot)),
  };
}
