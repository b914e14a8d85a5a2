import type { Witness } from '../../model/property.ts';
import { has, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { inputPartitionOf, outputPartitionOf, type World } from '../../model/world.ts';
import type { Check, Guarantee } from '../guarantee.ts';
import { acknowledged, effectsInside, effectsOutside, hasAcknowledged, judgesOutside, offsetOf } from './looking.ts';

export const LOST_BY_BROKERS = 'lost by the brokers';
export const SKIPPED_BY_GROUP = 'skipped by the group';
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

export type LossWitness =
  | Missing<typeof LOST_BY_BROKERS>
  | Missing<typeof PARTITION_OFFLINE>
  | MissingInLog<typeof SKIPPED_BY_GROUP>
  | MissingInLog<typeof DELETED_BY_RETENTION>;

export const noLoss: Guarantee<'no-loss', LossWitness> = {
  id: 'no-loss',
  claim:
    'Every record whose send was reported successful is processed at least once by every group that subscribed, once everything has healed, been retried and been drained.',
  mayBreak:
    'At-most-once setups give it up on purpose: acks=0, a commit before processing. A send that failed promises nothing, and retention deletes what nobody has read.',
  source: 'guide 1, 2.2; Kafka documentation, Message Delivery Semantics (at-least-once)',
  checks: (world) => [
    ...(judgesOutside(world) ? [lossOutside(world)] : []),
    ...(world.transform ? [lossInside(world)] : []),
  ],
};

/** In place of a group: the reader behind a transform. */
const DOWNSTREAM = -1;

/** Loss as the outside world sees it: no group may miss the effect of an acknowledged record. */
export function lossOutside(world: World): Check<LossWitness> {
  return {
    kind: 'at-rest',
    exercised: hasAcknowledged,
    violation(state) {
      for (const value of acknowledged(state)) {
        for (const group of range(world.groups)) {
          if (effectsOutside(state, group, value) === 0) {
            return whereLost(world, state, value, group, inputPartitionOf(world, value));
          }
        }
      }
      return null;
    },
  };
}

/** Loss as the reader behind a transform sees it: the output of every input arrives. */
export function lossInside(world: World): Check<LossWitness> {
  return {
    kind: 'at-rest',
    exercised: hasAcknowledged,
    violation(state) {
      for (const value of acknowledged(state)) {
        if (effectsInside(state, value) > 0) continue;
        const input = whereLost(world, state, value, DOWNSTREAM, inputPartitionOf(world, value));
        if (input.cause !== SKIPPED_BY_GROUP || !has(state.ledger.outputsAcknowledged, value)) return input;
        return whereLost(world, state, value, DOWNSTREAM, outputPartitionOf(world, value));
      }
      return null;
    },
  };
}

/** Is the record still in the log? Then whoever should have processed it skipped it. */
function whereLost(world: World, state: ClusterState, value: number, group: number, partition: number): LossWitness {
  const offset = offsetOf(world, state, partition, value);
  if (offset >= 0) {
    const cause = offset < state.logStarts[partition] ? DELETED_BY_RETENTION : SKIPPED_BY_GROUP;
    return { cause, value, group, partition, offset };
  }
  const cause = state.controller.partitions[partition].leader < 0 ? PARTITION_OFFLINE : LOST_BY_BROKERS;
  return { cause, value, group, partition };
}
