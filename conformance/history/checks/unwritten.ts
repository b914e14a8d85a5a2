import { RECORDS_MAX } from '../findings.ts';
import type { Recording } from '../recording/recording.ts';
import { NOBODY } from '../recording/records.ts';

/** A record that was polled, and that no operation of the history has sent. */
export interface Unwritten {
  readonly count: number;
  readonly records: readonly { readonly key: string; readonly value: unknown; readonly reader: number }[];
}

/** The records that were read and that nobody has sent; undefined where there are none. */
export function unwrittenOf({ records, indexes }: Recording): Unwritten | undefined {
  const found: Unwritten['records'][number][] = [];
  let count = 0;
  for (let record = 0; record < records.length; record += 1) {
    const reader = records.readerOf(record);
    if (reader === NOBODY || records.writerOf(record) !== NOBODY) continue;
    count += 1;
    if (found.length >= RECORDS_MAX) continue;
    found.push({ key: records.nameOf(record), value: records.valueOf(record), reader: indexes.at(reader) });
  }
  return count === 0 ? undefined : { count, records: found };
}
