import type { InputRecord, Ledger, Outcome } from '../ledger.ts';
import type { Anomaly } from './anomaly.ts';
import { topicPartition } from '../topic-partition.ts';

/** Outcomes that come in another order than the records of their partition. @param took those that took place. */
export function disorder({ records, outcomes, atRest }: Ledger, what: string, took: readonly Outcome[]): Anomaly[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const early = tooEarly(byId, what, took);
  if (!atRest) return early;
  const others = outdated(byId, what, outcomes).filter(({ record }) => !early.some((one) => one.record === record));
  return [...early, ...others];
}

/** Later records took effect first. */
function tooEarly(byId: ById, what: string, took: readonly Outcome[]): Anomaly[] {
  const highest = new Map<string, number>();
  const seen = new Set<string>();
  const late: Anomaly[] = [];
  for (const { record, order } of took.flatMap((one) => ordered(one, byId))) {
    const { id, offset } = record;
    if (seen.has(`${order} ${id}`)) continue;
    seen.add(`${order} ${id}`);
    const before = highest.get(order) ?? -1;
    if (offset < before) {
      const because = `${what} took place for the record at ${offset} of ${topicPartition(record)} after that at ${before}`;
      late.push({ kind: 'disorder', record: id, what, because });
    }
    highest.set(order, Math.max(before, offset));
  }
  return late;
}

/** What is there once was replaced by a record that lies before one which had been there, by this outcome or another, and stays so. */
function outdated(byId: ById, what: string, outcomes: readonly Outcome[]): Anomaly[] {
  interface There {
    readonly record: InputRecord;
    readonly by: string;
  }
  const last = new Map<string, There>();
  const newest = new Map<string, There>();
  for (const { replaced = [], ...outcome } of outcomes)
    for (const { key, records } of replaced)
      for (const { record, order } of ordered({ ...outcome, records }, byId)) {
        const where = `${key} ${order}`;
        const there = { record, by: outcome.what };
        last.set(where, there);
        if (record.offset >= (newest.get(where)?.record.offset ?? 0)) newest.set(where, there);
      }
  return [...last].flatMap(([where, { record, by }]) => {
    const before = newest.get(where);
    if (by !== what || before === undefined || before.record.offset <= record.offset) return [];
    const at = `the record at ${record.offset} of ${topicPartition(record)}`;
    const because =
      before.by === what
        ? `${at} took the place of that at ${before.record.offset} in ${what}, and stays there`
        : `${at} by ${what} took the place of that at ${before.record.offset} by ${before.by}, and stays there`;
    return [{ kind: 'disorder' as const, record: record.id, what, because }];
  });
}

type ById = ReadonlyMap<string, InputRecord>;

/** The records that have an outcome, each with the name of what has an order: its partition, and the one into which it was written. */
export const ordered = (
  { records, place }: Outcome,
  byId: ById,
): { readonly record: InputRecord; readonly order: string }[] =>
  records.flatMap((id) => {
    const record = byId.get(id);
    return record ? { record, order: [record, ...(place ? [place] : [])].map(topicPartition).join(' ') } : [];
  });
