import type { Sighting } from '../../model/observer/ledger.ts';
import type { World } from '../../model/world.ts';
import type { Check, Guarantee } from '../guarantee.ts';
import { judgesOutside } from './looking.ts';

export const TWO_ENTRIES = 'two log entries for one send';
export const DELIVERED_TWICE = 'one log entry delivered twice';
export const TWO_OUTPUTS = 'two outputs for one input';

export const noDuplicates: Guarantee = {
  id: 'no-duplicates',
  claim:
    'No group processes a record more than once: neither because it is in the log twice, nor because one log entry is delivered twice.',
  mayBreak:
    'At-least-once setups give it up on purpose: a crash between processing and commit, a retry without idempotence, a resend by the application.',
  source: 'guide 1, 2.1, 2.3; Kafka documentation, Message Delivery Semantics (at-most-once, exactly-once)',
  checks: (world) => [
    ...(judgesOutside(world) ? [duplicatesOutside(world)] : []),
    ...(world.transform ? [duplicatesInside()] : []),
  ],
};

/** Duplicates as the outside world sees them: effects of processing. */
export function duplicatesOutside(_world: World): Check {
  return {
    kind: 'always',
    exercised: (state) => state.ledger.processed.some((seen) => seen.length > 0),
    violation(state) {
      for (const seen of state.ledger.processed) {
        if (seen.some(({ times }) => times > 1)) return DELIVERED_TWICE;
        if (seenTwice(seen)) return TWO_ENTRIES;
      }
      return null;
    },
  };
}

/** Duplicates as the reader behind a transform sees them: outputs. */
export function duplicatesInside(): Check {
  return {
    kind: 'always',
    exercised: (state) => state.ledger.outputs.length > 0,
    violation: (state) => (seenTwice(state.ledger.outputs) ? TWO_OUTPUTS : null),
  };
}

/** Sightings are sorted by record: two of one record stand side by side. */
const seenTwice = (seen: readonly Sighting[]): boolean =>
  seen.some((sighting, index) => index > 0 && seen[index - 1].value === sighting.value);
