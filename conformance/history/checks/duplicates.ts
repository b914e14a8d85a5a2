import type { Analysis } from '../analysis.ts';
import { RECORDS_MAX } from '../findings.ts';
import { NOWHERE } from '../version-order.ts';

/** `duplicate`: a record stands at more than one offset of its partition. To read one offset twice is none. */
export function findDuplicates({ recording: { records }, order, findings }: Analysis): void {
  const { slotStarts, entries, offsets, firstSlotOf, lastSlotOf } = order;
  const places = new Map<number, { count: number; readonly offsets: number[] }>();
  for (let slot = 0; slot + 1 < slotStarts.length; slot += 1) {
    for (let at = slotStarts[slot]; at < slotStarts[slot + 1]; at += 1) {
      const record = entries[at];
      if (firstSlotOf[record] === NOWHERE || firstSlotOf[record] === lastSlotOf[record]) continue;
      const known = places.get(record);
      if (known === undefined) places.set(record, { count: 1, offsets: [offsets[slot]] });
      else if ((known.count += 1) <= RECORDS_MAX) known.offsets.push(offsets[slot]);
    }
  }
  for (const [record, { count, offsets }] of places) {
    findings.add('duplicate', () => ({
      key: records.nameOf(record),
      value: records.valueOf(record),
      count,
      offsets,
    }));
  }
}
