import type { Witness } from '../../model/property.ts';
import { has, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import { inputPartitionOf, type World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { acknowledged, hasAcknowledged, offsetOf } from './looking.ts';

const NOT_GIVEN = 'a group was not given a record';

export interface IndependenceWitness extends Witness {
  readonly cause: typeof NOT_GIVEN;
  readonly value: number;
  readonly group: number;
  readonly partition: number;
  readonly offset: number;
}

export const groupIndependence: Guarantee<'group-independence', IndependenceWitness> = {
  id: 'group-independence',
  claim:
    'Each group gets the whole stream, whatever other groups do: at rest it has been given every acknowledged record that is in the log.',
  mayBreak: 'A group that starts with auto.offset.reset=latest gives up what came before it.',
  source: 'guide 5, 7; Kafka documentation, Consumers',
  checks: (world) =>
    world.groups < 2
      ? []
      : [
          {
            kind: 'at-rest',
            exercised: hasAcknowledged,
            violation: (state) => notGiven(world, state),
          },
        ],
};

function notGiven(world: World, state: ClusterState): IndependenceWitness | null {
  for (const value of acknowledged(state)) {
    const partition = inputPartitionOf(world, value);
    const offset = offsetOf(world, state, partition, value);
    if (offset < state.logStarts[partition]) continue;
    const group = range(world.groups).find((index) => !has(state.ledger.polled[index], value));
    if (group !== undefined) return { cause: NOT_GIVEN, value, group, partition, offset };
  }
  return null;
}
