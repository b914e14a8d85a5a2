import { type Findings, RECORDS_MAX } from './findings.ts';
import type { Recording } from './recording/recording.ts';
import { recordAt, type VersionOrder } from './version-order.ts';

/** What every check is given: the history, the logs that follow from it, and where to put what it finds. */
export interface Analysis {
  readonly recording: Recording;
  readonly order: VersionOrder;
  readonly findings: Findings;
}

/** The number of an operation in the user's history. */
export const indexOf = ({ recording }: Analysis, operation: number): number => recording.indexes.at(operation);

/** The values of the slots between two records. */
export function skipped({ recording, order }: Analysis, before: number, after: number): unknown[] {
  const values: unknown[] = [];
  const to = Math.min(order.slotOf[after], order.slotOf[before] + 1 + RECORDS_MAX);
  for (let slot = order.slotOf[before] + 1; slot < to; slot += 1) {
    values.push(recording.records.valueOf(recordAt(order, slot)));
  }
  return values;
}
