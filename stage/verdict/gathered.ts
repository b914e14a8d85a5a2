import type { InputRecord, Ledger } from '../ledger.ts';
import type { Anomaly } from './anomaly.ts';
import { topicPartition } from '../topic-partition.ts';
import { type Kept, writesOf } from './kept.ts';
import { countOf } from './several.ts';

/**
 * What is wrong with what is there under keys at the end. A record that was there and is not: it is lost, as of a total that a
 * process keeps in memory, or where another one has come to its key. One that is in it oftener than when nothing goes wrong: it was added again.
 */
export function gathered({ outcomes, records, atRest }: Ledger, kept: Kept): readonly Anomaly[] {
  if (!atRest || kept.size === 0) return [];
  const found = new Map<string, Anomaly>();
  for (const [key, writes] of writesOf(outcomes)) {
    const last = writes[writes.length - 1];
    const { what } = last;
    const there = records.filter(({ id }) => last.times.has(id));
    for (const record of records) {
      const { id, offset } = record;
      const promised = kept.get(key)?.get(id);
      if (promised === undefined || !writes.some(({ times }) => times.has(id))) continue;
      const times = last.times.get(id) ?? 0;
      const at = `the record at ${offset} of ${topicPartition(record)}`;
      if (times > promised) {
        const because = `${what} has ${at} ${countOf(times)} under one key, and ${countOf(promised)} when nothing goes wrong`;
        found.set(`${what} ${id}`, { kind: 'duplicate', record: id, what, because });
      } else if (times === 0 && !isOlder(there, record)) {
        const because = `${what} took place for ${at}, and what took its place under the same key has nothing of it`;
        found.set(`${what} ${id}`, { kind: 'loss', record: id, what, because, isReplaced: true });
      }
    }
  }
  return [...found.values()];
}

/** Whether what is there lies before a record: that an older one stays is disorder. */
function isOlder(there: readonly InputRecord[], record: InputRecord): boolean {
  const its = there.filter((one) => topicPartition(one) === topicPartition(record));
  return its.length > 0 && its.every(({ offset }) => offset < record.offset);
}
