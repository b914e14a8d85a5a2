import type { Sighting } from '../../model/observer/ledger.ts';
import type { Rewriting } from '../../model/rewriting.ts';
import { range } from '../../model/sets.ts';
import type { ClusterState } from '../../model/state.ts';
import type { World } from '../../model/world.ts';

/**
 * What a group has processed, once it has processed a log entry twice: of each record whether, and not from which entries.
 *
 * Equivalence: bisimilar states.
 * Sound because: the ledger forgets no sighting, so that *no-duplicates* is violated from here on for that one cause, whatever else
 *   happens; and nobody else asks more of a sighting than for its record: whether it is lost (`no-loss`), and whether another one came
 *   before it (`observeSighting`).
 * Needs: two records at least, for *partition-order* is put to the test by two sightings.
 * Checked by: `past-duplicates.test.ts`, and `quotient.test.ts`, by which states of one class are bisimilar.
 */
export const withoutPastDuplicates = (world: World): readonly Rewriting<ClusterState>[] =>
  range(world.groups).map((group) => ({
    applies: () => true,
    parts: [{ path: ['ledger', 'processed', group], of: ({ ledger }) => recordsOf(ledger.processed[group]) }],
  }));

function recordsOf(seen: readonly Sighting[]): readonly Sighting[] {
  if (seen.every(({ times }) => times === 1)) return seen;
  const values = [...new Set(seen.map(({ value }) => value))];
  if (values.length < 2) return seen;
  return values.map((value) => ({ value, partition: 0, offset: 0, leaderEpoch: 0, times: 2 }));
}
