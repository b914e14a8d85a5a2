import type { Polled } from '../../model/consumer/client/member.ts';
import type { Sighting } from '../../model/observer/ledger.ts';

/** Log entries that were seen once more. */
export const newSightings = (before: readonly Sighting[], after: readonly Sighting[]): readonly Sighting[] =>
  after.filter((one) => !before.some((other) => other.times === one.times && isSameEntry(one, other)));

/** Whether two are of one entry of a log. */
export const isSameEntry = (one: Polled, other: Polled): boolean =>
  one.value === other.value &&
  one.partition === other.partition &&
  one.offset === other.offset &&
  one.leaderEpoch === other.leaderEpoch;
