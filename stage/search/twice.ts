import { isDeepStrictEqual } from 'node:util';
import type { RunJob, Runner, RunResult } from '../run-result.ts';
import type { AnomalyKind } from '../verdict/anomaly.ts';
import type { Expected } from '../verdict/expected.ts';
import { judge } from '../verdict/judge.ts';
import { firstDifference } from './repeatable.ts';

/** How often a run is made until what came of it was seen twice. */
const TRIES_MAX = 3;

/**
 * A runner of runs that are not the same to the byte: what goes wrong counts when it was seen in two runs of one job. What was
 * seen in one alone is told, with where the runs parted.
 */
export const twice =
  (run: Runner, expected: Expected): Runner =>
  async (job) => {
    const results: RunResult[] = [];
    let last = await run(job);
    for (let tries = 1; ; tries++) {
      if (cameAbout(job, last)) {
        const same = results.find((before) => isAlike(before, last, expected));
        // Where nothing goes wrong at first, nobody asks.
        if (same || (results.length === 0 && kindsIn(last, expected).length === 0)) break;
        results.push(last);
      }
      if (tries === TRIES_MAX) return { ...withOthers(last, results, expected), isMissed: true };
      last = await run(job);
    }
    const others = results.filter((one) => !isAlike(one, last, expected));
    return withOthers(last, others, expected);
  };

/** Whether the faults of a job happened: the moment of one may not have come. */
const cameAbout = ({ deviations }: RunJob, { ignored }: RunResult): boolean =>
  ignored.length === 0 || deviations.length === 0;

/** What went wrong in a run, each kind once. */
const kindsIn = ({ ledger }: RunResult, expected: Expected): readonly AnomalyKind[] => [
  ...new Set(judge(ledger, expected).map(({ kind }) => kind)),
];

const isAlike = (one: RunResult, other: RunResult, expected: Expected): boolean =>
  isDeepStrictEqual(new Set(kindsIn(one, expected)), new Set(kindsIn(other, expected)));

/** The result, and what was seen in other runs of its job. */
function withOthers(result: RunResult, others: readonly RunResult[], expected: Expected): RunResult {
  const kinds = [...new Set(others.flatMap((one) => kindsIn(one, expected)))];
  if (kinds.length === 0) return result;
  return { ...result, unrepeated: { kinds, ...firstDifference(others[0], result, false) } };
}
