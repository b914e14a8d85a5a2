import type { Protocol } from '../protocol.ts';
import type { Group, PendingOffsets } from './group-coordinator.ts';
import { afterSettling, inForce, overtakenByCommit, overtakenBySending } from './overtaken-offsets.ts';

/** What a group's coordinator does about offsets that it takes. They are stored as they come: nothing is compared with what was there. */

/**
 * OffsetCommit; the group itself where that changes nothing.
 *
 * @param epochs the leader epochs that it names (`committed_leader_epoch`), if any.
 */
export function withCommitted(group: Group, offsets: readonly number[], epochs?: readonly number[]): Group {
  const committed = mergeOffsets(group.committed, offsets);
  const committedEpochs = mergeEpochs(group.committedEpochs, offsets, epochs);
  const pending = overtakenByCommit(group.pending, offsets);
  const unchanged = committed.every((offset, partition) => offset === group.committed[partition]);
  if (unchanged && committedEpochs === group.committedEpochs && pending === group.pending) return group;
  return { ...group, committed, committedEpochs, pending };
}

/** The epochs themselves where nothing changes. */
function mergeEpochs(
  before: readonly number[],
  offsets: readonly number[],
  epochs?: readonly number[],
): readonly number[] {
  const merged = before.map((epoch, partition) => {
    const isNamed = offsets[partition] >= 0 || offsets[partition] === NO_OFFSET;
    return isNamed ? (epochs?.[partition] ?? -1) : epoch;
  });
  return merged.every((epoch, partition) => epoch === before[partition]) ? before : merged;
}

/** TxnOffsetCommit: the offsets wait for the marker. */
export function withPending({ offsetsWaitForMarker }: Protocol, group: Group, pending: PendingOffsets): Group {
  if (!offsetsWaitForMarker) return { ...group, committed: mergeOffsets(group.committed, pending.offsets) };
  const others = group.pending.filter((offsets) => offsets.producer !== pending.producer);
  const { overtaken: _, ...last } = pending;
  const all = [...overtakenBySending(others, last), last].sort((a, b) => a.producer - b.producer);
  return { ...group, pending: all };
}

/** The marker of the producer's transaction has come; the group itself where nothing waits for it. */
export function withSettled(group: Group, producer: number, commit: boolean): Group {
  const settled = group.pending.find((offsets) => offsets.producer === producer);
  if (settled === undefined) return group;
  const others = group.pending.filter((offsets) => offsets.producer !== producer);
  const pending = afterSettling(others, settled, commit);
  const committed = commit ? mergeOffsets(group.committed, inForce(settled)) : group.committed;
  return { ...group, pending, committed };
}

/** Committed in the place of an offset: from now on there is none, which no client of the machine's own asks for. */
export const NO_OFFSET = -2;

export const mergeOffsets = (before: readonly number[], offsets: readonly number[]): readonly number[] =>
  before.map((offset, partition) => {
    const later = offsets[partition];
    if (later === NO_OFFSET) return -1;
    return later >= 0 ? later : offset;
  });
