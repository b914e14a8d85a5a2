import { has, range } from '../../model/sets.ts';
import { inputPartitionOf } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { acknowledged, hasAcknowledged, offsetOf } from './looking.ts';

export const groupIndependence: Guarantee = {
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
            violation: (state) => {
              const missed = acknowledged(state).some((value) => {
                const partition = inputPartitionOf(world, value);
                const isThere = offsetOf(world, state, partition, value) >= state.logStarts[partition];
                return isThere && range(world.groups).some((group) => !has(state.ledger.polled[group], value));
              });
              return missed ? 'a group was not given a record' : null;
            },
          },
        ],
};
