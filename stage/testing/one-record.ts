import type { Ledger, Outcome } from '../ledger.ts';
import type { Anomaly } from '../verdict/anomaly.ts';

/** Two lines of a program: what it does with a record, and where it commits past it. */
export const INSERT = { file: 'consumer.ts', line: 12, column: 3 };
export const COMMIT = { file: 'consumer.ts', line: 14, column: 3 };

export const LOSS: Anomaly = { kind: 'loss', record: 'r0', what: 'insert', because: 'it never took place' };

/** The first life, and a moment of it. */
export const of = { process: 0, incarnation: 0, at: 1 };

/** A run with one record, past which its group has committed. */
export const ledger = (commitLine: Partial<Pick<Outcome, 'line'>>, outcomes: readonly Outcome[]): Ledger => ({
  records: [{ id: 'r0', topic: 'orders', partition: 0, offset: 0 }],
  commits: [{ ...of, ...commitLine, group: 'shop', topic: 'orders', partition: 0, offset: 1 }],
  outcomes,
  fetched: [],
  lives: [],
  atRest: true,
});
