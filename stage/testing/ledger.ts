import type { Ledger, Outcome } from '../ledger.ts';
import type { Expected } from '../verdict/expected.ts';

/** A ledger of records `r0`, `r1` … of one partition, by what happened to them: `insert r0`, `insert r1 failed`. */
export function ledgerOf({
  records = 2,
  outcomes = [],
  committed = records,
  fetched = records,
  incarnation = 0,
  atRest = true,
  alive = 1,
}: {
  readonly records?: number;
  readonly outcomes?: readonly string[];
  readonly committed?: number;
  readonly fetched?: number;
  /** Which life is at work. */
  readonly incarnation?: number;
  readonly atRest?: boolean;
  readonly alive?: number;
}): Ledger {
  return {
    records: Array.from({ length: records }, (_, offset) => ({
      id: `r${offset}`,
      topic: 'orders',
      partition: 0,
      offset,
    })),
    outcomes: outcomes.map((words, at) => {
      const [what, record, state = 'done'] = words.split(' ');
      return { what, records: [record], state: state as Outcome['state'], process: 0, incarnation, at };
    }),
    commits: [
      { group: 'g', topic: 'orders', partition: 0, offset: committed, process: 0, incarnation: 0, at: outcomes.length },
    ],
    fetched: [{ topic: 'orders', partition: 0, from: 0, offset: fetched, process: 0, incarnation }],
    lives: Array.from({ length: alive }, (_, process) => ({ process, incarnation, end: 'alive' })),
    atRest,
  };
}

/** These outcomes, expected of each of these records. */
export const allOf = (outcomes: readonly string[], records: readonly string[] = ['r0', 'r1']): Expected => ({
  outcomes: new Map(outcomes.map((what) => [what, new Set(records)])),
  isDeclared: false,
  several: new Map(),
  kept: new Map(),
  statements: new Map(),
  groups: new Map([['orders/0', new Set(['g'])]]),
  groupOf: new Map(),
  read: new Set(['orders/0']),
});
