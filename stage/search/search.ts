import { Chance } from '../process/chance.ts';
import { RunAborted } from '../run-aborted.ts';
import type { RunJob, Runner, RunResult, Unrepeated } from '../run-result.ts';
import { type Expected, expectedOf, widened } from '../verdict/expected.ts';
import { type Budgets, deviationsAt } from './budgets.ts';
import { type AfterOne, type Pairs, pairsOf } from './pairs.ts';
import { type Difference, differenceFrom } from './repeatable.ts';
import { shuffled } from './shuffled.ts';
import { spread } from './spread.ts';
import { type Tried, tried } from './tried.ts';
import { twice } from './twice.ts';
import { walk } from './walk.ts';
import { withLines } from './with-lines.ts';

export interface SearchOptions {
  readonly seed: string;
  readonly budgets: Budgets;
  /** Whether a run is a function of its job (it is where this is left out): otherwise what goes wrong has to be seen twice. */
  readonly isExact?: boolean;
  /** Each runs one job at a time. */
  readonly runners: readonly Runner[];
  /** Most runs with two faults, and most walks. */
  readonly pairsMax: number;
  readonly walksMax: number;
  /** Where more is expected of records than the run without faults shows. */
  readonly expected?: Expected;
  /** Finds of earlier runs: they are tried first. */
  readonly remembered?: readonly RunJob[];
  /** Hears of the run without faults, which repeats itself, before there is any other: what it throws ends the search. */
  readonly onBase?: (base: RunResult, expected: Expected) => void;
  /** Asked before each run: whether there is no time left. */
  readonly stop?: () => boolean;
  readonly onRun?: (stage: Stage, runs: number, of: number) => void;
}

export type Stage = 'remembered' | 'no fault' | 'one fault' | 'two faults' | 'walks';

/** What was seen once, and in which run. */
export interface Once extends Unrepeated {
  readonly tried: Tried;
}

/** How far a part of the search went. */
export interface Extent {
  readonly runs: number;
  /** How many there would have been. */
  readonly of: number;
}

export interface Searched {
  readonly base: RunResult;
  /** What runs were judged by. */
  readonly expected: Expected;
  /** What they should have been judged by: records that had an outcome in one of them. The same where that is nothing new. */
  readonly wider: Expected;
  readonly tried: readonly Tried[];
  readonly extents: Readonly<Partial<Record<Stage, Extent>>>;
  /** What was seen in one run of a job and not in another. */
  readonly unrepeated: readonly Once[];
  /** Pairs that are equal to another pair or to a single fault. */
  readonly pruned: number;
  /** There where a run did not repeat itself: then nothing that was found is worth anything. */
  readonly difference?: Difference;
}

const NO_PAIRS: Pairs = { fresh: [], told: [], others: [], pruned: 0 };

/**
 * Searches in the order of what a user gains most by: what was found before; no fault at all, twice; every single fault at
 * every decision point, which makes a certificate for one fault when it is complete; two faults, without those that are equal:
 * first where the second hits what a program does only after the first, then where it ends a program that has been told of the
 * first, otherwise in an order that chance decides; walks, in which chance decides the order of events as well.
 */
export async function search(options: SearchOptions): Promise<Searched> {
  const {
    seed,
    budgets,
    runners,
    isExact = true,
    remembered = [],
    stop = () => false,
    onRun = () => undefined,
  } = options;
  const baseJob: RunJob = { seed, deviations: [] };
  const base = await runners[0]({ ...baseJob, lines: true });
  const { expected = expectedOf(base.ledger) } = options;
  let wider = expected;
  const looking = runners.map((run) => (isExact ? withLines(run, expected, base.asked) : twice(run, expected)));
  function judged(job: RunJob, result: RunResult, before: RunResult['points'] = []): Tried {
    wider = widened(wider, result.ledger);
    return tried(job, result, expected, { base: before, calm: base.ledger, isExact });
  }
  const all: Tried[] = [judged(baseJob, base)];
  const unrepeated: Once[] = [];
  const extents: Partial<Record<Stage, Extent>> = { 'no fault': { runs: 1, of: 1 } };
  const done = (pruned: number, difference?: Difference): Searched => {
    return { base, expected, wider, tried: all, extents, unrepeated, pruned, difference };
  };

  const difference = await differenceFrom(base, baseJob, runners.at(-1) ?? runners[0], isExact);
  if (difference) return done(0, difference);
  options.onBase?.(base, expected);

  async function each(
    stage: Stage,
    jobs: readonly RunJob[],
    of: number,
    keep?: (job: RunJob, result: RunResult) => void,
  ) {
    let runs = 0;
    await spread(looking, jobs, (job, result) => {
      const one = judged(job, result, beginsAs(baseJob, job) ? base.points : []);
      if (result.unrepeated) unrepeated.push({ ...result.unrepeated, tried: one });
      if (!result.isMissed) {
        all.push(one);
        keep?.(job, result);
        runs += 1;
      }
      onRun(stage, runs, of);
      return stop() ? 'enough' : 'on';
    }).catch(unlessAborted);
    if (of > 0) extents[stage] = { runs, of };
  }

  await each('remembered', remembered, remembered.length);
  const singles = base.points.flatMap((point) => deviationsAt(point, budgets));
  const after: AfterOne[] = [];
  await each(
    'one fault',
    singles.map((one) => ({ seed, deviations: [one] })),
    singles.length,
    (job, result) => {
      after.push({ deviation: job.deviations[0], points: result.points });
    },
  );
  const { fresh, told, others, pruned } =
    stop() || options.pairsMax === 0 ? NO_PAIRS : pairsOf(base.points, after, budgets);
  const chance = new Chance(`${seed} pairs`);
  const pairs = [fresh, told, others].flatMap((some) => shuffled(some, chance));
  await each(
    'two faults',
    pairs.slice(0, options.pairsMax).map((deviations) => ({ seed, deviations })),
    pairs.length,
  );

  let walks = 0;
  for (; walks < options.walksMax && !stop(); walks += 1) {
    for (const one of await walk(`${seed} walk ${walks}`, budgets, looking[walks % looking.length]))
      all.push(judged(one.job, one.result));
    onRun('walks', walks + 1, options.walksMax);
  }
  if (walks > 0) extents.walks = { runs: walks, of: options.walksMax };

  return done(pruned, isExact ? await anyDifference(all, base, runners) : undefined);
}

/** Whether a job goes as another does up to its first deviation: a finding that was kept may have fewer records. */
const beginsAs = (one: RunJob, other: RunJob): boolean =>
  one.seed === other.seed && one.records === other.records && one.processes === other.processes;

/** Runs the first of each kind of finding once more: what is reported happens again, or that it does not is reported. */
async function anyDifference(
  all: readonly Tried[],
  base: RunResult,
  runners: readonly Runner[],
): Promise<Difference | undefined> {
  const kinds = new Set<string>();
  for (const one of all) {
    const fresh = one.anomalies.filter(({ kind }) => !kinds.has(kind));
    if (fresh.length === 0) continue;
    for (const { kind } of fresh) kinds.add(kind);
    const again = await runners[0](one.job);
    if (again.digest === one.digest) continue;
    return (
      (await differenceFrom(again, one.job, runners.at(-1) ?? runners[0])) ?? {
        job: one.job,
        step: base.trace.length,
        first: one.digest,
        second: again.digest,
      }
    );
  }
  return undefined;
}

/** A run that was ended in the middle ends the search, which says how far it came. */
function unlessAborted(error: unknown): void {
  if (!(error instanceof RunAborted)) throw error;
}
