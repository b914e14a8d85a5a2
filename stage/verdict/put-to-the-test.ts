import type { Ledger } from '../ledger.ts';
import { ANOMALIES, type AnomalyKind } from './anomaly.ts';
import type { Expected } from './expected.ts';
import { ordered } from './disorder.ts';
import { committedPast } from './judge.ts';

/**
 * What could have gone wrong in a run, so that it says something that it did not:
 *
 * - a loss, where the group went past a record, or where the run came to rest and every record was looked for;
 * - a duplicate, where a record had an outcome;
 * - a disorder, where two records of one partition had the same outcome, in one partition where it is a record itself; at rest also where
 *   one took the place of the other by another outcome;
 * - a program that is stuck, where the run came to rest: of one whose time ran out nobody knows.
 */
export const putToTheTest = (ledger: Ledger, expected: Expected): readonly AnomalyKind[] =>
  ANOMALIES.filter((kind) => TESTS[kind](ledger, expected));

const TESTS: Readonly<Record<AnomalyKind, (ledger: Ledger, expected: Expected) => boolean>> = {
  loss: (ledger, expected) =>
    ledger.atRest || ledger.records.some((record) => committedPast(ledger, record, expected) !== undefined),
  duplicate: (ledger, expected) => ordersOf(ledger, expected).length > 0,
  disorder(ledger, expected) {
    const orders = ordersOf(ledger, expected);
    return new Set(orders).size < orders.length;
  },
  stuck: ({ atRest }) => atRest,
};

/** For each outcome what has an order (`ordered()`), as often as it has records that had the outcome. */
function ordersOf({ records, outcomes, atRest }: Ledger, expected: Expected): string[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const orders = new Map<string, string>();
  for (const one of outcomes) {
    if (!expected.outcomes.has(one.what) || one.state === 'failed' || one.state === 'aborted') continue;
    for (const { record, order } of ordered(one, byId))
      orders.set(`${one.what} ${order} ${record.id}`, `${one.what} ${order}`);
    for (const { key, records: its } of atRest ? (one.replaced ?? []) : [])
      for (const { record, order } of ordered({ ...one, records: its }, byId))
        orders.set(`in ${key} ${order} ${record.id}`, `in ${key} ${order}`);
  }
  return [...orders.values()];
}
