import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '../recording/operation.ts';

/** What Jepsen's checker says in one configuration; it throws at a record that was read and never sent. */
export interface Label {
  readonly 'valid?'?: boolean;
  readonly 'error-types'?: readonly string[];
  readonly 'bad-error-types'?: readonly string[];
  readonly exception?: { readonly data: { readonly type: string; readonly key: string; readonly value: unknown } };
}

/** A generated history, and what `jepsen.tests.kafka` (jepsen-io/jepsen c4c7473d) says of it. */
export interface LabelledHistory {
  readonly name: string;
  readonly history: readonly Operation[];
  /** The anomalies without ww dependencies: a list of cases each, or one case of `unseen`. */
  readonly errors: Readonly<Record<string, unknown>>;
  readonly 'worst-realtime-lag': { readonly lag: number } | null;
  readonly 'consume-counts': unknown;
  readonly verdicts: Readonly<Record<string, Label>>;
}

/** Some of the labelled histories: as few as have every anomaly that occurs in any, twice where it can be. */
export const LABELLED_HISTORIES: readonly LabelledHistory[] = readFileSync(
  join(import.meta.dirname, 'labelled-histories.jsonl'),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as LabelledHistory);
