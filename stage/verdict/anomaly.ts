/** What may be wrong with what a run came to, the worst first. */
export const ANOMALIES = ['loss', 'duplicate', 'disorder', 'stuck'] as const;

export type AnomalyKind = (typeof ANOMALIES)[number];

/** Something wrong with one record. */
export interface Anomaly {
  readonly kind: AnomalyKind;
  /** The record's id. */
  readonly record: string;
  /** The outcome that is missing, or there more than once, or too early: `db.insert`, `topic invoices`. */
  readonly what: string;
  /** In a sentence. */
  readonly because: string;
  /** Of `loss`: the group that has committed past the record. */
  readonly group?: string;
  /** Of `loss`: it was there, and what took its place stays. */
  readonly isReplaced?: boolean;
  /** Of `stuck`: the program lives, and has read on past the record. */
  readonly isReadPast?: boolean;
  /** Of `stuck`: no consumer reads the record, not even without a fault. */
  readonly isUnread?: boolean;
}

/** The guarantee that each of them breaks. */
export const GUARANTEE_OF = {
  loss: 'no-loss',
  duplicate: 'no-duplicates',
  disorder: 'partition-order',
  stuck: 'progress',
} as const satisfies Readonly<Record<AnomalyKind, string>>;
