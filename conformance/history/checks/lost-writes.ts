import { type Analysis, indexOf } from '../analysis.ts';
import { clojureSetOrder } from '../clojure-set-order.ts';
import { NOBODY } from '../recording/records.ts';
import { mustHaveCommitted, NOWHERE } from '../version-order.ts';

/**
 * `lost-write`: a record that must have committed stands before one that was read, and was never read itself. What only
 * failed operations, or those that nobody knows the outcome of, have read counts as lost.
 */
export function findLostWrites(analysis: Analysis): void {
  const { recording, order, findings } = analysis;
  const { records } = recording;
  const { keyStarts, lastSlotOf, firstSlotOf, slotStarts, entries } = order;
  const bounds = boundsOf(analysis);
  for (let key = 0; key < records.keys; key += 1) {
    for (let slot = keyStarts[key]; slot <= bounds[key]; slot += 1) {
      for (let at = slotStarts[slot]; at < slotStarts[slot + 1]; at += 1) {
        const record = entries[at];
        const writer = records.writerOf(record);
        // A record counts where it stands last: it may have been read at any of its offsets.
        if (lastSlotOf[record] !== slot || records.isRead(record)) continue;
        if (writer === NOBODY || !mustHaveCommitted(recording, writer)) continue;
        findings.add('lost-write', () => ({
          key: records.nameOfKey(key),
          value: records.valueOf(record),
          index: firstSlotOf[record] - keyStarts[key],
          'max-read-index': bounds[key] - keyStarts[key],
          writer: indexOf(analysis, writer),
          'max-read': readerAt(analysis, bounds[key]),
        }));
      }
    }
  }
}

/** For each key the highest slot that was read: of a record at several offsets the first, which is sure to be reached. */
function boundsOf({ recording: { records }, order }: Analysis): Int32Array {
  const bounds = new Int32Array(records.keys).fill(NOWHERE);
  for (let record = 0; record < records.length; record += 1) {
    const slot = order.firstSlotOf[record];
    const key = records.keyOfRecord(record);
    if (records.isRead(record) && slot > bounds[key]) bounds[key] = slot;
  }
  return bounds;
}

/** Who read a record whose last place is this slot; null where nothing has its last place there. */
function readerAt(analysis: Analysis, slot: number): number | null {
  const { recording, order } = analysis;
  const { records } = recording;
  const [record] = Array.from(order.entries.subarray(order.slotStarts[slot], order.slotStarts[slot + 1]))
    .filter((record) => order.lastSlotOf[record] === slot)
    .sort((one, other) => clojureSetOrder(records.valueOf(one), records.valueOf(other)));
  const reader = record === undefined ? NOBODY : records.readerOf(record);
  return reader === NOBODY ? null : indexOf(analysis, reader);
}
