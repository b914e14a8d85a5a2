import type { Sighting } from '../../model/observer/ledger.ts';
import { isSameEntry } from '../../model/observer/sightings.ts';

/** Log entries that were seen once more. */
export const newSightings = (before: readonly Sighting[], after: readonly Sighting[]): readonly Sighting[] =>
  after.filter((one) => !before.some((other) => other.times === one.times && isSameEntry(one, other)));
