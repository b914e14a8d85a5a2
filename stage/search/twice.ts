import { isDeepStrictEqual } from 'node:util';
import type { RunJob, Runner, RunResult } from '../run-result.ts';
import type { AnomalyKind } from '../verdict/anomaly.ts';
import type { Expected } from '../verdict/expected.ts';
import { judge } from '../verdict/judge.ts';
import { firstDifference } from './repeatable.ts';

/** How often a run is made until what came of it was seen twice. */
const TRIES_MAX = 3;

/** A run whose faults came about, and what went wrong in it, each kind once. */
interface Seen {
  readonly result: RunResult;
  readonly kinds: readonly AnomalyKind[];
}

/**
 * A runner of runs that are not the same to the byte: what goes wrong counts when it was seen in two runs of one job, whatever
 * else went wrong in one of them. What was seen in one alone is told, with where the runs parted.
 */
export const twice =
  (run: Runner, expected: Expected): Runner =>
  async (job) => {
    const runs: RunResult[] = [];
    const seen: Seen[] = [];
    while (runs.length < TRIES_MAX && !seen.some((one) => isAgain(one, seen))) {
      const result = await run(job);
      runs.push(result);
      if (!cameAbout(job, result)) continue;
      const kinds = kindsIn(result, expected);
      // Where nothing goes wrong at first, nobody asks.
      if (seen.length === 0 && kinds.length === 0) return result;
      seen.push({ result, kinds });
    }
    return settledBy(seen, runs);
  };

/** Whether the faults of a job happened: the moment of one may not have come. */
const cameAbout = ({ deviations }: RunJob, { ignored }: RunResult): boolean =>
  ignored.length === 0 || deviations.length === 0;

/** What went wrong in a run, each kind once. */
const kindsIn = ({ ledger }: RunResult, expected: Expected): readonly AnomalyKind[] => [
  ...new Set(judge(ledger, expected).map(({ kind }) => kind)),
];

/** Whether another run came to the same kinds. */
const isAgain = ({ kinds, result }: Seen, seen: readonly Seen[]): boolean =>
  seen.some((other) => other.result !== result && isDeepStrictEqual(new Set(other.kinds), new Set(kinds)));

/** The run that counts, or the last of those of which none does; and what was seen once alone. */
function settledBy(seen: readonly Seen[], runs: readonly RunResult[]): RunResult {
  const once = (kind: AnomalyKind): boolean => seen.filter(({ kinds }) => kinds.includes(kind)).length === 1;
  const counting = seen
    .filter((one) => !one.kinds.some(once) && (one.kinds.length > 0 || isAgain(one, seen)))
    .reduce<Seen | undefined>((most, one) => (one.kinds.length >= (most?.kinds.length ?? 0) ? one : most), undefined);
  const told = counting?.result ?? { ...runs[runs.length - 1], isMissed: true };
  const kinds = [...new Set(seen.flatMap((one) => one.kinds))].filter(once);
  const alone = seen.find((one) => one.kinds.some(once))?.result;
  if (alone === undefined) return told;
  const other = counting?.result ?? runs.findLast((one) => one !== alone) ?? alone;
  return { ...told, unrepeated: { kinds, ...firstDifference(alone, other, false) } };
}
