import type { Analysis } from '../analysis.ts';

/** `inconsistent-offsets`: one offset of a partition was seen to hold different records. */
export function findInconsistentOffsets({ recording: { records }, order, findings }: Analysis): void {
  const { slotStarts, entries, offsets, keyStarts } = order;
  for (let slot = 0; slot + 1 < slotStarts.length; slot += 1) {
    if (slotStarts[slot + 1] - slotStarts[slot] < 2) continue;
    const at = entries.subarray(slotStarts[slot], slotStarts[slot + 1]);
    const key = records.keyOfRecord(at[0]);
    findings.add('inconsistent-offsets', () => ({
      key: records.nameOfKey(key),
      offset: offsets[slot],
      index: slot - keyStarts[key],
      values: Array.from(at, records.valueOf),
    }));
  }
}
