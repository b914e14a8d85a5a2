import { add, EMPTY, has, intersects, remove, type SmallSet } from '../sets.ts';
import type { PendingOffsets } from './group-coordinator.ts';

/**
 * Of several commits for one partition the one that was appended to `__consumer_offsets` last counts, in whatever order
 * their markers come (KAFKA-5247, 0.11.0.0: `GroupMetadata.completePendingTxnOffsetCommit`,
 * `OffsetMetadataManager.replayEndTransactionMarker`). So pending offsets remember what has been appended after them.
 */

/** Another transaction sends offsets: its are the last so far. */
export const overtakenBySending = (earlier: readonly PendingOffsets[], later: PendingOffsets): PendingOffsets[] =>
  earlier.map((pending) =>
    intersects(covered(pending.offsets), covered(later.offsets))
      ? withOvertaken(pending, add(byOf(pending), later.producer), inOf(pending))
      : pending,
  );

/** A commit outside transactions counts at once. */
export const overtakenByCommit = (
  earlier: readonly PendingOffsets[],
  offsets: readonly number[],
): readonly PendingOffsets[] =>
  earlier.some((pending) => intersects(covered(pending.offsets), covered(offsets)))
    ? earlier.map((pending) =>
        withOvertaken(pending, byOf(pending), inOf(pending) | (covered(offsets) & covered(pending.offsets))),
      )
    : earlier;

/** The marker for `settled` has come: what was overtaken by its offsets is so for good after a commit, and no more after an abort. */
export const afterSettling = (
  others: readonly PendingOffsets[],
  settled: PendingOffsets,
  commit: boolean,
): PendingOffsets[] =>
  others.map((pending) => {
    if (!has(byOf(pending), settled.producer)) return pending;
    const partitions = commit ? covered(settled.offsets) & covered(pending.offsets) : EMPTY;
    return withOvertaken(pending, remove(byOf(pending), settled.producer), inOf(pending) | partitions);
  });

/** What a commit of the transaction puts in force, per input partition; -1 where a later commit counts. */
export const inForce = (settled: PendingOffsets): readonly number[] =>
  settled.offsets.map((offset, partition) => (has(inOf(settled), partition) ? -1 : offset));

const byOf = ({ overtaken }: PendingOffsets): SmallSet => overtaken?.by ?? EMPTY;
const inOf = ({ overtaken }: PendingOffsets): SmallSet => overtaken?.partitions ?? EMPTY;

const covered = (offsets: readonly number[]): SmallSet =>
  offsets.reduce((set, offset, partition) => (offset >= 0 ? add(set, partition) : set), EMPTY);

const withOvertaken = (pending: PendingOffsets, by: SmallSet, partitions: SmallSet): PendingOffsets => {
  const { overtaken: _, ...rest } = pending;
  return by === EMPTY && partitions === EMPTY ? rest : { ...rest, overtaken: { by, partitions } };
};
