import type { Witness } from '../../model/property.ts';
import { has, range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';
import type { Guarantee } from '../guarantee.ts';
import { effectsInside, isDeadLetter, servedLog } from './looking.ts';

export const OFFSET_WITHOUT_RECORD = 'an offset was committed without its record';

const RECORD_WITHOUT_OFFSET = 'a record was committed without its offset';

/** An input, and what its group has committed of the partition: -1 for nothing. */
export interface ApartWitness extends Witness {
  readonly cause: typeof OFFSET_WITHOUT_RECORD | typeof RECORD_WITHOUT_OFFSET;
  readonly value: number;
  readonly group: number;
  readonly partition: number;
  readonly offset: number;
  readonly committed: number;
}

export const offsetsWithRecords: Guarantee<'offsets-with-records', ApartWitness> = {
  id: 'offsets-with-records',
  claim:
    'Consumed offsets and produced records commit together: what the group has committed has its output visible, and what is visible has its input committed.',
  mayBreak: 'Only offsets sent inside the transaction are tied to its records; a commit apart is not.',
  source: 'guide 2.3, 4; KIP-98 (sendOffsetsToTransaction); KIP-447',
  checks: (world) =>
    world.transform
      ? [
          {
            kind: 'at-rest',
            exercised: (state) => state.groups.some(({ committed }) => committed.some((offset) => offset > 0)),
            violation: (state) => apart(world, state),
          },
        ]
      : [],
};

function apart(world: World, state: ClusterState): ApartWitness | null {
  for (const group of range(world.groups)) {
    for (const partition of range(world.inputs)) {
      const committed = state.groups[group].committed[partition];
      const log = servedLog(world, state, partition);
      for (let offset = 0; offset < log.length; offset += 1) {
        const { value } = log[offset];
        const visible = effectsInside(state, value) > 0 || isDeadLetter(state, group, value);
        if (offset < committed && !visible && has(state.ledger.polled[group], value)) {
          return { cause: OFFSET_WITHOUT_RECORD, value, group, partition, offset, committed };
        }
        if (offset >= committed && visible) {
          return { cause: RECORD_WITHOUT_OFFSET, value, group, partition, offset, committed };
        }
      }
    }
  }
  return null;
}
