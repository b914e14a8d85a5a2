import {
  type AloAction,
  type AloConstants,
  type AloState,
  aloMachine,
  isAloFault,
  timesProcessed,
} from '../model/published/pipeline/alo.ts';
import type { Property, Trial, Witness } from '../model/property.ts';

/**
 * Every record below the committed offset was processed, or is in the hands of a consumer that is alive.
 *
 * A new owner starts at the committed offset, so that a record below it that nobody processed is lost to the group.
 * Holds, unless the position is committed that was polled rather than processed (`bug`).
 */
export const ALO_NO_LOSS: Property<AloState> = {
  id: 'NoLoss',
  kind: 'always',
  violation(state) {
    for (let offset = 0; offset < state.committed; offset += 1) {
      if (timesProcessed(state, offset) === 0 && !isHeld(state, offset)) return UNPROCESSED;
    }
    return null;
  },
  exercised: (state) => state.committed > 0,
};

/**
 * No record is processed twice. False on purpose: at-least-once is what a commit after processing gives, and a crash
 * or an eviction between the two is enough.
 */
export const ALO_NO_DUPLICATES: Property<AloState> = {
  id: 'NoDup',
  kind: 'always',
  violation: (state) => ((state.out & TWICE) === 0 ? null : PROCESSED_AGAIN),
  exercised: (state) => state.out !== 0,
};

const UNPROCESSED: Witness = { cause: 'committed before it was processed' };
const PROCESSED_AGAIN: Witness = { cause: 'processed again after a crash or an eviction' };

/** The upper bit of every record's count, which only a count of 2 has set. */
const TWICE = 0b10_10_10_10_10_10;

const isHeld = (state: AloState, offset: number): boolean =>
  state.consumers.some((consumer) => consumer.alive && consumer.buf === offset);

/** The pipeline on trial. */
export function aloTrial(constants: AloConstants): Trial<AloState, AloAction> {
  return {
    machine: aloMachine(constants),
    properties: [ALO_NO_LOSS, ALO_NO_DUPLICATES],
    goals: [
      {
        id: 'crash between processing and commit',
        on: ['crash'],
        reached: (before, action) =>
          action.type === 'crash' &&
          before.owner === action.consumer &&
          before.consumers[action.consumer].proc > before.committed,
      },
      {
        id: 'a zombie processes',
        on: ['process'],
        reached: (before, action) => action.type === 'process' && before.owner !== action.consumer,
      },
    ],
    isFault: isAloFault,
  };
}
