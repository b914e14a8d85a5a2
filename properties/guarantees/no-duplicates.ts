import type { Sighting } from '../../model/observer/ledger.ts';
import type { Witness } from '../../model/property.ts';
import type { Check, Guarantee } from '../guarantee.ts';
import { judgesOutside } from './looking.ts';

export const TWO_ENTRIES = 'two log entries for one send';
export const DELIVERED_TWICE = 'one log entry delivered twice';
export const TWO_OUTPUTS = 'two outputs for one input';

/** The one log entry that took effect more than once. */
interface DeliveredTwice extends Witness, Place {
  readonly cause: typeof DELIVERED_TWICE;
  readonly group: number;
  readonly value: number;
}

/** Every log entry of the record that was seen. */
interface Copies<Cause extends string> extends Witness {
  readonly cause: Cause;
  readonly value: number;
  readonly places: readonly Place[];
}

/** What names a log entry: one that was truncated and one that took its offset differ in their leader epochs. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
  readonly leaderEpoch: number;
}

interface TwoEntries extends Copies<typeof TWO_ENTRIES> {
  readonly group: number;
}

export type DuplicateWitness = DeliveredTwice | TwoEntries | Copies<typeof TWO_OUTPUTS>;

export const noDuplicates: Guarantee<'no-duplicates', DuplicateWitness> = {
  id: 'no-duplicates',
  claim:
    'No group processes a record more than once: neither because there were two log entries for it (at two offsets, or at one that was truncated and written again), nor because one log entry is delivered twice.',
  mayBreak:
    'At-least-once setups give it up on purpose: a crash between processing and commit, a retry without idempotence, a resend by the application.',
  source: 'guide 1, 2.1, 2.3; Kafka documentation, Message Delivery Semantics (at-most-once, exactly-once)',
  checks: (world) => [
    ...(judgesOutside(world) ? [duplicatesOutside()] : []),
    ...(world.transform ? [duplicatesInside()] : []),
  ],
};

/** Duplicates as the outside world sees them: effects of processing. */
function duplicatesOutside(): Check<DuplicateWitness> {
  return {
    kind: 'always',
    exercised: (state) => state.ledger.processed.some((seen) => seen.length > 0),
    violation(state) {
      const { processed } = state.ledger;
      for (let group = 0; group < processed.length; group += 1) {
        const twice = processed[group].find(({ times }) => times > 1);
        if (twice !== undefined) {
          const { value, partition, offset, leaderEpoch } = twice;
          return { cause: DELIVERED_TWICE, group, value, partition, offset, leaderEpoch };
        }
        const copies = copiesIn(processed[group], TWO_ENTRIES);
        if (copies !== null) return { ...copies, group };
      }
      return null;
    },
  };
}

/** Duplicates as the reader behind a transform sees them: outputs. */
function duplicatesInside(): Check<DuplicateWitness> {
  return {
    kind: 'always',
    exercised: (state) => state.ledger.outputs.length > 0,
    violation: (state) => copiesIn(state.ledger.outputs, TWO_OUTPUTS),
  };
}

/** Sightings are sorted by record: two of one record stand side by side. */
function copiesIn<Cause extends string>(seen: readonly Sighting[], cause: Cause): Copies<Cause> | null {
  const again = seen.find((sighting, index) => index > 0 && seen[index - 1].value === sighting.value);
  if (again === undefined) return null;
  const { value } = again;
  const copies = seen.filter((sighting) => sighting.value === value);
  return {
    cause,
    value,
    places: copies.map(({ partition, offset, leaderEpoch }) => ({ partition, offset, leaderEpoch })),
  };
}
