import { isTruncated } from '../../model/consumer/client/reading.ts';
import type { Witness } from '../../model/property.ts';
import { has, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { inputPartitionOf, membersOf, outputPartitionOf, type World } from '../../model/world.ts';
import type { Check, Guarantee } from '../guarantee.ts';
import {
  acknowledged,
  effectsInside,
  effectsOutside,
  hasAcknowledged,
  isDeadLetter,
  judgesOutside,
  offsetOf,
  serving,
} from './looking.ts';

export const LOST_BY_BROKERS = 'lost by the brokers';
export const NEVER_STORED = 'lost on its way to the brokers';
export const SKIPPED_BY_GROUP = 'skipped by the group';
export const GROUP_STOPS = 'the group stops: auto.offset.reset=none';
export const STAYS_UNREAD = 'it stays unread in the log';
export const DELETED_BY_RETENTION = 'deleted by retention before it was read';
export const PARTITION_OFFLINE = 'the partition stays without a leader';

/** An acknowledged record, or the output of one, that had no effect. */
interface Missing<Cause extends string> extends Witness {
  readonly cause: Cause;
  readonly value: number;
  /** The group in which it had none; -1 for the reader behind a transform. */
  readonly group: number;
  /** Where it got lost: the input's, or the output's. */
  readonly partition: number;
}

/** As `Missing`, and it is in the log that readers are served from. */
interface MissingInLog<Cause extends string> extends Missing<Cause> {
  readonly offset: number;
}

interface GroupStops extends MissingInLog<typeof GROUP_STOPS> {
  /** The group that stops: `group`, or one of those that should have made the output. */
  readonly stopped: number;
}

export type LossWitness =
  | Missing<typeof LOST_BY_BROKERS>
  | Missing<typeof NEVER_STORED>
  | Missing<typeof PARTITION_OFFLINE>
  | MissingInLog<typeof SKIPPED_BY_GROUP>
  | GroupStops
  | MissingInLog<typeof STAYS_UNREAD>
  | MissingInLog<typeof DELETED_BY_RETENTION>;

export const noLoss: Guarantee<'no-loss', LossWitness> = {
  id: 'no-loss',
  claim:
    'Every record whose send was reported successful is processed at least once, or put away in a dead-letter topic, by every group that subscribed, once everything has healed, been retried and been drained.',
  mayBreak:
    'At-most-once setups give it up on purpose: acks=0, a commit before processing. A send that failed promises nothing, and retention deletes what nobody has read. With auto.offset.reset=none a group without an offset to start from stops: the record is in the log, and whoever runs the group has to decide where it begins.',
  source: 'guide 1, 2.2; Kafka documentation, Message Delivery Semantics (at-least-once)',
  checks: (world) => [
    ...(judgesOutside(world) ? [lossOutside(world)] : []),
    ...(world.transform ? [lossInside(world)] : []),
  ],
};

/** In place of a group: the reader behind a transform. */
const DOWNSTREAM = -1;

/** Loss as the outside world sees it: no group may miss the effect of an acknowledged record. */
function lossOutside(world: World): Check<LossWitness> {
  return {
    kind: 'at-rest',
    exercised: hasAcknowledged,
    violation(state) {
      for (const value of acknowledged(state)) {
        for (const group of range(world.groups)) {
          if (effectsOutside(state, group, value) === 0 && !isDeadLetter(state, group, value)) {
            return whereLost(world, state, value, group, inputPartitionOf(world, value));
          }
        }
      }
      return null;
    },
  };
}

/** Loss as the reader behind a transform sees it: the output of every input arrives. */
function lossInside(world: World): Check<LossWitness> {
  return {
    kind: 'at-rest',
    exercised: hasAcknowledged,
    violation(state) {
      for (const value of acknowledged(state)) {
        if (effectsInside(state, value) > 0) continue;
        if (range(world.groups).some((group) => isDeadLetter(state, group, value))) continue;
        const input = whereLost(world, state, value, DOWNSTREAM, inputPartitionOf(world, value));
        if (input.cause !== SKIPPED_BY_GROUP || !has(state.ledger.outputsAcknowledged, value)) return input;
        return whereLost(world, state, value, DOWNSTREAM, outputPartitionOf(world, value));
      }
      return null;
    },
  };
}

/** Is the record still in the log? Then it depends on whether whoever should have processed it has gone past it. */
function whereLost(world: World, state: ClusterState, value: number, group: number, partition: number): LossWitness {
  const offset = offsetOf(world, state, partition, value);
  if (offset >= 0) {
    if (offset < state.logStarts[partition]) return { cause: DELETED_BY_RETENTION, value, group, partition, offset };
    if (isPassed(world, state, group, partition, offset)) {
      return { cause: SKIPPED_BY_GROUP, value, group, partition, offset };
    }
    const stopped = whoStopped(world, state, group, partition);
    if (stopped !== undefined) return { cause: GROUP_STOPS, value, group, partition, offset, stopped };
    return { cause: STAYS_UNREAD, value, group, partition, offset };
  }
  if (state.controller.partitions[partition].leader < 0) return { cause: PARTITION_OFFLINE, value, group, partition };
  // With any other acks a record that was reported stored was.
  const stored = world.acks !== '0' || world.transform || has(state.ledger.stored, value);
  return { cause: stored ? LOST_BY_BROKERS : NEVER_STORED, value, group, partition };
}

/** Whether the group has committed, or one of its members reads on, past the offset: nobody comes back for it. */
function isPassed(world: World, state: ClusterState, group: number, partition: number, offset: number): boolean {
  if (partition >= world.inputs) return state.downstream[partition - world.inputs] > offset;
  return groupsOf(world, group).some(
    (index) =>
      state.groups[index].committed[partition] > offset ||
      membersOf(world, index).some((member) => state.members[member].positions[partition] > offset),
  );
}

/**
 * The group whose consumers refuse to read the partition. With auto.offset.reset=none poll() throws where nothing is
 * committed (NoOffsetForPartitionException) or what is committed, or read next, is out of range
 * (OffsetOutOfRangeException, LogTruncationException): the application stops, and skips nothing.
 */
function whoStopped(world: World, state: ClusterState, group: number, partition: number): number | undefined {
  if (world.setup.consumer['auto.offset.reset'] !== 'none') return undefined;
  const replica = serving(world, state, partition);
  if (replica === null) return undefined;
  const isOutOfRange = (position: number, epoch: number): boolean =>
    position < state.logStarts[partition] || isTruncated(world, replica, position, epoch);
  return groupsOf(world, group).find(
    (index) =>
      isOutOfRange(state.groups[index].committed[partition], -1) ||
      membersOf(world, index).some((member) => {
        const { positions, positionEpochs } = state.members[member];
        return positions[partition] >= 0 && isOutOfRange(positions[partition], positionEpochs[partition]);
      }),
  );
}

/** The group; in place of the reader behind a transform all of those that should have made its output. */
const groupsOf = (world: World, group: number): readonly number[] => (group < 0 ? range(world.groups) : [group]);
