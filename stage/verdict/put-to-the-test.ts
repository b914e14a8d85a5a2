import type { Ledger } from '../ledger.ts';
import { ANOMALIES, type AnomalyKind } from './anomaly.ts';
import { type Expected, topicPartition } from './expected.ts';
import { committedPast } from './judge.ts';

/**
 * What could have gone wrong in a run, so that it says something that it did not:
 *
 * - a loss, where the group went past a record, or where the run came to rest and every record was looked for;
 * - a duplicate, where a record had an outcome;
 * - a disorder, where two records of one partition had the same outcome;
 * - a program that is stuck, where the run came to rest: of one whose time ran out nobody knows.
 */
export const putToTheTest = (ledger: Ledger, expected: Expected): readonly AnomalyKind[] =>
  ANOMALIES.filter((kind) => TESTS[kind](ledger, expected));

const TESTS: Readonly<Record<AnomalyKind, (ledger: Ledger, expected: Expected) => boolean>> = {
  loss: (ledger, expected) =>
    ledger.atRest || ledger.records.some((record) => committedPast(ledger, record, expected) !== undefined),
  duplicate: (ledger, expected) => placesOf(ledger, expected).length > 0,
  disorder(ledger, expected) {
    const places = placesOf(ledger, expected);
    return new Set(places).size < places.length;
  },
  stuck: ({ atRest }) => atRest,
};

/** For each outcome the partitions of the records that had it, a partition as often as it has such records. */
function placesOf({ records, outcomes }: Ledger, expected: Expected): string[] {
  return [...expected.outcomes.keys()].flatMap((what) => {
    const had = new Set(
      outcomes.flatMap((one) =>
        one.what === what && one.state !== 'failed' && one.state !== 'aborted' ? one.records : [],
      ),
    );
    return records.filter(({ id }) => had.has(id)).map((record) => `${what} ${topicPartition(record)}`);
  });
}
